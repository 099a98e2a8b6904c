package dev.nightjar.cli;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/// The command line: standard output is data, standard error is messages, and the exit code says how it went.
public final class Main {

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    Main(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    public static void main(String[] args) {
        PrintStream out = stream(FileDescriptor.out, 1 << 14);
        PrintStream err = stream(FileDescriptor.err, 256);
        int code = new Main(out, err, System.getenv()).run(args).code();
        out.flush();
        err.flush();
        System.exit(code);
    }

    /// Runs one command. Never throws.
    Exit run(String... args) {
        Globals globals = new Globals();
        try {
            CommandLine line = Commands.line(globals, args);
            ParseResult parsed = Usage.parse(line, args);
            ParseResult last = parsed;
            while (last.hasSubcommand()) {
                last = last.subcommand();
            }
            if (last.isUsageHelpRequested() || last == parsed) {
                boolean asked = last.isUsageHelpRequested() || parsed.isUsageHelpRequested();
                last.commandSpec().commandLine().usage(asked ? out : err);
                return asked ? Exit.DONE : Exit.USAGE;
            }
            try (Session session = new Session(globals, out, err, environment, Clock.systemUTC())) {
                return ((Command) last.commandSpec().userObject()).run(session);
            }
        } catch (Failure e) {
            err.println("nightjar: " + e.getMessage());
            return details(e, e.exit(), globals);
        } catch (Exception | StackOverflowError e) {
            err.println("nightjar: this is a bug: " + e);
            return details(e, Exit.BUG, globals);
        }
    }

    private Exit details(Throwable e, Exit exit, Globals globals) {
        if (globals.verbose) {
            e.printStackTrace(err);
        } else if (exit == Exit.BUG) {
            err.println("nightjar: run it again with --verbose to see where");
        }
        return exit;
    }

    /// UTF-8 whatever the locale: log text has every character.
    private static PrintStream stream(FileDescriptor to, int buffer) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(to), buffer),
                buffer < 1024,
                StandardCharsets.UTF_8);
    }
}
