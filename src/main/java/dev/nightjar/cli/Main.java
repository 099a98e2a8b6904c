package dev.nightjar.cli;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Globals;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.run.Checking;
import dev.nightjar.cli.terminal.Hints;
import dev.nightjar.cli.terminal.Sink;
import dev.nightjar.cli.terminal.Terminal;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
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
    private final Terminal terminal;
    private final Clock clock;

    /// Without a terminal.
    public Main(PrintStream out, PrintStream err, Map<String, String> environment) {
        this(out, err, environment, Terminal.NONE);
    }

    Main(PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal) {
        this(out, err, environment, terminal, Clock.systemUTC());
    }

    /// At another time.
    Main(PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal, Clock clock) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.terminal = terminal;
        this.clock = clock;
    }

    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> ended(thread.getName(), e));
        Sink sink = new Sink(new FileOutputStream(FileDescriptor.out));
        PrintStream out = stream(sink, 1 << 14);
        PrintStream err = stream(new FileOutputStream(FileDescriptor.err), 256);
        Map<String, String> environment = System.getenv();
        Exit exit = new Main(out, err, environment, Terminal.of(environment)).run(args);
        out.flush();
        if (sink.failure().isPresent()) {
            err.println("nightjar: standard output cannot be written: "
                    + sink.failure().get());
            exit = Exit.IO;
        }
        err.flush();
        System.exit(exit.code());
    }

    /// Others may wait for ever for a thread that used up the heap.
    private static void ended(String thread, Throwable e) {
        System.err.println("nightjar: thread " + thread + " ended: " + e);
        if (e instanceof OutOfMemoryError) {
            Runtime.getRuntime().halt(Exit.MEMORY.code());
        }
    }

    /// Runs one command. Never throws.
    public Exit run(String... typed) {
        Globals globals = new Globals();
        String[] args = Commands.named(Globals.unambiguous(typed));
        try {
            CommandLine line = Commands.line(globals, args);
            ParseResult parsed = Usage.parse(line, Commands.names(), args);
            ParseResult last = parsed;
            while (last.hasSubcommand()) {
                last = last.subcommand();
            }
            if (last.isVersionHelpRequested() || parsed.isVersionHelpRequested()) {
                return inSession(globals, new Checking.Version());
            }
            if (last.isUsageHelpRequested() || last == parsed) {
                boolean asked = last.isUsageHelpRequested() || parsed.isUsageHelpRequested();
                Commands.told(last.commandSpec()).commandLine().usage(asked ? out : err);
                return asked ? Exit.DONE : Exit.USAGE;
            }
            JsonFields.check(parsed.subcommand().commandSpec().name(), globals.fields());
            return inSession(globals, (Command) last.commandSpec().userObject());
        } catch (Failure e) {
            err.println("nightjar: " + hints(globals).of(String.valueOf(e.getMessage())));
            return details(e, e.exit(), globals);
        } catch (OutOfMemoryError e) {
            err.println("nightjar: the heap is used up: " + e.getMessage() + "; NIGHTJAR_HEAP=512m gives more");
            return details(e, Exit.MEMORY, globals);
        } catch (Exception | StackOverflowError e) {
            err.println("nightjar: this is a bug: " + e);
            return details(e, Exit.BUG, globals);
        }
    }

    private Exit inSession(Globals globals, Command command) throws Exception {
        Session.Streams streams = new Session.Streams(out, err, environment, terminal, hints(globals));
        try (Session session = new Session(globals, streams, clock, command)) {
            return command.run(session);
        }
    }

    private static Hints hints(Globals globals) {
        return new Hints(Commands.names(), System.getProperty("nightjar.called", "nightjar"), globals.folders());
    }

    private Exit details(Throwable e, Exit exit, Globals globals) {
        if (globals.verbose()) {
            e.printStackTrace(err);
        } else if (exit == Exit.BUG) {
            err.println("nightjar: run it again with --verbose to see where");
        }
        return exit;
    }

    /// UTF-8 whatever the locale: log text has every character.
    private static PrintStream stream(OutputStream to, int buffer) {
        return new PrintStream(new BufferedOutputStream(to, buffer), buffer < 1024, StandardCharsets.UTF_8);
    }
}
