package dev.nightjar.cli;

import dev.nightjar.model.Failure.Exit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A command as typed, for tests of the packages below this one.
public final class Typing {

    public record Said(Exit exit, String out, String err) {}

    private Typing() {}

    public static Said run(String... args) {
        return with(Map.of(), args);
    }

    /// The same in another environment.
    public static Said with(Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Exit exit = new Main(stream(out), stream(err), environment).run(args);
        return new Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
