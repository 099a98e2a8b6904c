package dev.nightjar.cli.call;

import dev.nightjar.Nightjar;
import dev.nightjar.batch.Cron;
import dev.nightjar.cli.terminal.Hints;
import dev.nightjar.cli.terminal.Pager;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.terminal.Style;
import dev.nightjar.cli.terminal.Terminal;
import dev.nightjar.config.Configuration;
import dev.nightjar.config.ConfigurationHome;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.config.Trust;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.store.Archive;
import dev.nightjar.text.Json;
import dev.nightjar.text.Times;
import dev.nightjar.text.Visible;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a command works with: settings, `Nightjar`, the archive, and where to print.
public final class Session implements AutoCloseable {

    public final PrintStream out;
    public final PrintStream err;
    public final Clock clock;
    public final Style style;
    public final boolean json;
    public final boolean verbose;
    public final Terminal terminal;

    private final Globals globals;
    private final List<String> fields;
    private final Hints hints;
    private final Map<String, String> environment;
    private final UnaryOperator<String> schedule;
    private final List<String> held = new ArrayList<>();
    private @Nullable Pager pager;
    private final long begin = System.nanoTime();
    private @Nullable Settings settings;
    private @Nullable Nightjar nightjar;
    private @Nullable Archive archive;

    /// Where it is printed to.
    public record Streams(
            PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal, Hints hints) {}

    /// @param command what it is for: its long output goes through a pager, its schedules are checked, if it
    ///     says so
    public Session(Globals globals, Streams streams, Clock clock, Command command) {
        this.globals = globals;
        this.environment = streams.environment();
        this.terminal = streams.terminal();
        this.err = streams.err();
        this.clock = clock;
        this.json = globals.json != null;
        this.fields = globals.fields();
        this.hints = streams.hints();
        this.verbose = globals.verbose;
        this.style = Style.of(globals.noColor, environment, terminal.out());
        this.schedule = command.scheduled() ? Cron::checked : UnaryOperator.identity();
        this.out =
                command.paged() && terminal.out() && !globals.noPager && !json ? paged(streams.out()) : streams.out();
    }

    /// Leaves three rows for the prompt and the last lines.
    private PrintStream paged(PrintStream straight) {
        pager = Pager.wanted(environment)
                .map(command -> new Pager(straight, command, environment, Math.max(1, terminal.rows() - 3)))
                .orElse(null);
        return pager == null ? straight : new PrintStream(pager, false, StandardCharsets.UTF_8);
    }

    /// Columns that a line may take; without a terminal more than any line needs.
    public int columns() {
        return terminal.out() ? terminal.columns() : Terminal.ENDLESS;
    }

    /// Whether to show how far something is: on a terminal, where nobody wants silence or JSON.
    public boolean showsProgress() {
        return terminal.err() && !json && !globals.quiet;
    }

    /// The configuration, read on first use.
    ///
    /// @throws Failure with exit code 78
    public Settings settings() {
        if (settings == null) {
            Optional<Path> home = configTyped()
                    .or(() -> ConfigurationHome.find(Path.of("").toAbsolutePath(), user(), this::warn))
                    .map(Path::toAbsolutePath);
            settings = Configuration.load(
                    home,
                    Optional.ofNullable(globals.data),
                    Path.of("").toAbsolutePath(),
                    Path.of(System.getProperty("nightjar.home", ".")).toAbsolutePath(),
                    schedule,
                    new Trust(globals.trust));
        }
        return settings;
    }

    /// The variables that it was started with.
    public Map<String, String> environment() {
        return environment;
    }

    /// The folder of the configuration as typed, or as the environment names it.
    public Optional<Path> configTyped() {
        return Optional.ofNullable(globals.config)
                .or(() -> Optional.ofNullable(environment.get("NIGHTJAR_CONFIG"))
                        .filter(dir -> !dir.isBlank())
                        .map(Path::of));
    }

    /// The user of this shell.
    public static String user() {
        return System.getProperty("user.name", "unknown");
    }

    /// Commands that a text names, as they are to be typed here.
    public String copied(String text) {
        return hints.of(text);
    }

    /// Prints a line on standard output: of an object the fields that were asked for.
    ///
    /// @param line text, or a `Json`; a field that it does not have is null
    public void print(Object line) {
        out.println(line instanceof Json object && !fields.isEmpty() ? object.only(fields) : line);
    }

    /// Whether only what is wrong is told.
    public boolean quiet() {
        return globals.quiet;
    }

    /// The folder of data as typed.
    public Optional<Path> dataTyped() {
        return Optional.ofNullable(globals.data);
    }

    /// Everything that can be done, made of the settings on first use.
    ///
    /// @throws Failure with exit code 78
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
                    .workspace()
                    .archive()
                    .orElseThrow(() -> new Failure(
                            Exit.NOTHING_FOUND,
                            "nothing was scanned yet into " + settings().data() + "; begin with: nightjar scan PATH"));
        }
        return archive;
    }

    /// The index as it was committed last, for what looks again and again; empty if nothing was ever scanned.
    public Optional<Archive> renew() {
        if (archive != null) {
            archive.close();
        }
        archive = nightjar().workspace().archive().orElse(null);
        return Optional.ofNullable(archive);
    }

    /// All projects of the configuration, by name.
    public List<Project> projects() {
        return settings().projects().values().stream()
                .sorted(Comparator.comparing(Project::name))
                .toList();
    }

    /// What lists and pages show if nobody asks for less: those, and all others that the index holds.
    ///
    /// @throws Failure with exit code 1 if nothing was ever scanned
    public List<Project> shown() {
        return nightjar().workspace().held(archive());
    }

    /// A time in words.
    public Instant time(String words) {
        return Times.instant(words, clock.instant(), settings().zone());
    }

    /// Tells something on standard error, unless `--quiet`.
    public void say(String message) {
        if (!globals.quiet) {
            message(hints.of(Visible.text(message)));
        }
    }

    /// Tells something that matters even with `--quiet`.
    public void warn(String message) {
        message("nightjar: " + hints.of(Visible.text(message)));
    }

    /// While a pager has the terminal, messages wait.
    private void message(String shown) {
        if (pager == null || !terminal.err()) {
            err.println(shown);
        } else {
            held.add(shown);
        }
    }

    /// How old the index is, for the last line; empty if nobody knows.
    public String age() {
        return archive().runs(1).stream()
                .findFirst()
                .map(run -> ", index " + Phrases.age(Duration.between(run.end(), clock.instant())) + " old")
                .orElse("");
    }

    /// Seconds since the command began, for the last line.
    public String seconds() {
        return "%.2f s".formatted((System.nanoTime() - begin) / 1e9);
    }

    /// Who needed a journal that cannot be read was told.
    private static List<String> unreadable(Nightjar nightjar) {
        try {
            return nightjar.workspace().unreadableDecisions();
        } catch (Failure e) {
            return List.of();
        }
    }

    private void skipped(List<String> lines) {
        if (!lines.isEmpty()) {
            warn(Phrases.count(lines.size(), "line") + " of the journal could not be read, kept and skipped: "
                    + lines.getFirst() + (lines.size() > 1 ? "; nightjar doctor lists them all" : ""));
        }
    }

    private void leavePager(Pager used) {
        try {
            out.flush();
            used.close();
        } catch (IOException e) {
            held.add("nightjar: " + Visible.text(String.valueOf(e.getMessage())));
        }
        pager = null;
        held.forEach(err::println);
        held.clear();
    }

    @Override
    public void close() {
        if (pager != null) {
            leavePager(pager);
        }
        if (nightjar != null) {
            skipped(unreadable(nightjar));
        }
        if (archive != null) {
            archive.close();
        }
    }
}
