package dev.nightjar.cli;

import dev.nightjar.Nightjar;
import dev.nightjar.cli.terminal.Style;
import dev.nightjar.cli.terminal.Words;
import dev.nightjar.config.Configuration;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.config.Times;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Visible;
import dev.nightjar.store.Archive;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a command works with: settings, the hallway, the archive, and where to print.
public final class Session implements AutoCloseable {

    private static final Path SYSTEM = Path.of("/etc/nightjar");

    public final PrintStream out;
    public final PrintStream err;
    public final Clock clock;
    public final Style style;
    public final boolean json;
    public final boolean verbose;

    private final Globals globals;
    private final long begin = System.nanoTime();
    private @Nullable Settings settings;
    private @Nullable Nightjar nightjar;
    private @Nullable Archive archive;

    Session(Globals globals, PrintStream out, PrintStream err, Map<String, String> environment, Clock clock) {
        this.globals = globals;
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.json = globals.json;
        this.verbose = globals.verbose;
        this.style = Style.of(globals.noColor, environment);
    }

    /// The configuration, read on first use.
    ///
    /// @throws Failure with exit code 78
    public Settings settings() {
        if (settings == null) {
            Optional<Path> home = Optional.ofNullable(globals.config)
                    .or(() -> Optional.of(SYSTEM).filter(Files::isDirectory))
                    .map(Path::toAbsolutePath);
            settings = Configuration.load(
                    home,
                    Optional.ofNullable(globals.data),
                    Path.of("").toAbsolutePath(),
                    Path.of(System.getProperty("nightjar.home", ".")).toAbsolutePath());
        }
        return settings;
    }

    public Nightjar nightjar() {
        if (nightjar == null) {
            nightjar = Nightjar.of(settings(), clock);
        }
        return nightjar;
    }

    /// The index's last commit.
    ///
    /// @throws Failure with exit code 1 if nothing was ever scanned
    public Archive archive() {
        if (archive == null) {
            archive = nightjar()
                    .archive()
                    .orElseThrow(() -> new Failure(
                            Exit.NOTHING_FOUND,
                            "nothing was scanned yet into " + settings().data() + "; begin with: nightjar scan PATH"));
        }
        return archive;
    }

    /// All projects of the configuration, by name.
    public List<Project> projects() {
        return settings().projects().values().stream()
                .sorted(Comparator.comparing(Project::name))
                .toList();
    }

    /// A time in words.
    public Instant time(String words) {
        return Times.instant(words, clock.instant(), settings().zone());
    }

    /// Tells something on standard error, unless `--quiet`.
    public void say(String message) {
        if (!globals.quiet) {
            err.println(Visible.text(message));
        }
    }

    /// Tells something that matters even with `--quiet`.
    public void warn(String message) {
        err.println("nightjar: " + Visible.text(message));
    }

    /// Seconds since the command began, for the last line.
    public String seconds() {
        return "%.2f s".formatted((System.nanoTime() - begin) / 1e9);
    }

    private void skipped(List<String> lines) {
        if (!lines.isEmpty()) {
            warn(Words.count(lines.size(), "line") + " of the journal could not be read, kept and skipped: "
                    + lines.getFirst() + (lines.size() > 1 ? "; nightjar doctor lists them all" : ""));
        }
    }

    @Override
    public void close() {
        if (nightjar != null) {
            skipped(nightjar.unreadableDecisions());
        }
        if (archive != null) {
            archive.close();
        }
    }
}
