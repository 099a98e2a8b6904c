package dev.nightjar.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Programs that only tests need.
public final class Tools {

    private Tools() {}

    /// Skips the test and says so where a program is missing; in CI that is a failure.
    public static void need(String name) {
        boolean there =
                Stream.of(System.getenv("PATH").split(":")).anyMatch(dir -> Files.isExecutable(Path.of(dir, name)));
        if (!there) {
            System.err.println("!!! " + name + " is missing, what needs it is not tested: apt-get install " + name);
            if (System.getenv("CI") != null) {
                throw new AssertionError(name + " is missing");
            }
        }
        assumeTrue(there, name);
    }
}
