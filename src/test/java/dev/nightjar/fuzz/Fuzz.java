package dev.nightjar.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// What `bench/fuzz` starts: Jazzer calls it with inputs of its own making, `main` with files.
public final class Fuzz {

    private static final Target TARGET =
            Target.valueOf(System.getProperty("nightjar.fuzz", "detect").toUpperCase(Locale.ROOT));

    /// One in so many inputs is also grown to a long line: that takes a thousand times as long.
    private static final int SELDOM = 500;

    private static long runs;

    private Fuzz() {}

    /// Called by Jazzer. What is thrown is a finding.
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        TARGET.check(input);
        if (++runs % SELDOM == 0) {
            Growth.check(TARGET, input, Growth.INSTRUMENTED);
        }
    }

    /// Runs inputs from files, without Jazzer: to look at a finding. Names whether it is one for an idle
    /// processor, too.
    public static void main(String[] files) throws IOException {
        for (String file : files) {
            byte[] input = Files.readAllBytes(Path.of(file));
            TARGET.check(input);
            Growth.check(TARGET, input, 1);
            System.out.println(file + ": nothing found");
        }
    }
}
