package dev.nightjar.config;

import dev.nightjar.config.Settings.Insight;
import dev.nightjar.config.Settings.Report;
import dev.nightjar.config.Settings.Retention;
import dev.nightjar.config.Settings.Smtp;
import dev.nightjar.config.Settings.Tls;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.config.yaml.Problems.Place;
import dev.nightjar.config.yaml.Yaml;
import dev.nightjar.model.Failure;
import dev.nightjar.text.Times;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Reads a configuration folder: `nightjar.yaml`, `projects/*.yaml` and `jobs/*.yaml`, each of which may be
/// missing. Without a folder the defaults hold, so that files given on the command line need no configuration.
public final class Configuration {

    private static final Path SYSTEM = Path.of("/etc/nightjar");
    private static final Path SYSTEM_DATA = Path.of("/var/lib/nightjar");

    private final Optional<Path> home;
    private final Path base;
    private final UnaryOperator<String> schedule;
    private final Trust trust;
    private final Problems problems;

    private Configuration(
            Optional<Path> home, Path base, UnaryOperator<String> schedule, Trust trust, Problems problems) {
        this.trust = trust;
        this.home = home;
        this.base = base;
        this.schedule = schedule;
        this.problems = problems;
    }

    /// Reads and checks everything; what is wrong in any file is told at once.
    ///
    /// @param home the configuration's folder, if one is given
    /// @param data the folder to use in place of the configured one
    /// @param workingDir where `.nightjar` lies if nothing says where data are
    /// @param installDir holds `jobs/`, the jobs that ship with Nightjar
    /// @param schedule gives back a job's schedule if it can be run, blanks normalised; else throws an
    ///     `IllegalArgumentException` that says what is wrong
    /// @param trust whether files that anybody may write to are believed
    /// @throws Failure with exit code 78 and one line `file:line:column: message` for each problem
    public static Settings load(
            Optional<Path> home,
            Optional<Path> data,
            Path workingDir,
            Path installDir,
            UnaryOperator<String> schedule,
            Trust trust) {
        Problems problems = new Problems(trust.all());
        home.ifPresent(Configuration::mustBeFolder);
        home.ifPresent(dir -> Yaml.refuseIfOpenToAll(dir, problems));
        Path base = home.orElse(workingDir).toAbsolutePath().normalize();
        Settings settings =
                new Configuration(home, base, schedule, trust, problems).settings(data, workingDir, installDir);
        problems.failIfAny();
        return settings;
    }

    /// The same, which believes nothing that anybody may write to.
    public static Settings load(
            Optional<Path> home,
            Optional<Path> data,
            Path workingDir,
            Path installDir,
            UnaryOperator<String> schedule) {
        return load(home, data, workingDir, installDir, schedule, Trust.CAREFUL);
    }

    /// The same for what runs no job by its schedule: whether it can be run is not asked.
    public static Settings load(Optional<Path> home, Optional<Path> data, Path workingDir, Path installDir) {
        return load(home, data, workingDir, installDir, UnaryOperator.identity());
    }

    /// The project made up for files or folders given on the command line.
    ///
    /// @param name `[a-z0-9-]{1,64}`; without one the name of the first folder, or of the folder of the first
    ///     file
    /// @param paths files, folders (read with all their folders), or globs that the shell left alone
    /// @throws Failure with exit code 64 for a name of another form
    public static Project adHoc(Optional<String> name, List<Path> paths) {
        return adHoc(name, paths, "auto");
    }

    /// The same with files that are all of one format.
    public static Project adHoc(Optional<String> name, List<Path> paths, String format) {
        return Projects.adHoc(name, paths, format);
    }

    /// The mail address itself.
    ///
    /// @throws Failure with exit code 64 if it is none
    public static String address(String text) {
        try {
            return SettingWords.address(text);
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /// The name itself, if a project may be called so.
    ///
    /// @throws Failure with exit code 64 that says how else
    public static String name(String text) {
        return Projects.name(text);
    }

    private static void mustBeFolder(Path dir) {
        if (!Files.isDirectory(dir)) {
            String why = Files.exists(dir)
                    ? "is not a folder: give the folder that holds nightjar.yaml"
                    : "is not there: nightjar init DIR writes one";
            throw new Failure(Failure.Exit.CONFIGURATION, dir + " " + why);
        }
    }

    private Settings settings(Optional<Path> data, Path workingDir, Path installDir) {
        Doc doc = top();
        ZoneId zone = doc.value("zone", SettingWords::zone).orElse(ZoneId.systemDefault());
        Optional<Path> configured = path(doc, "data");
        Path dir = data.or(() -> configured)
                .orElse(isSystem() ? SYSTEM_DATA : workingDir.resolve(".nightjar"))
                .toAbsolutePath()
                .normalize();
        Optional<Smtp> smtp = doc.has("smtp") ? doc.doc("smtp").map(this::smtp) : Optional.empty();
        Retention retention = retention(doc.doc("retention").orElse(nothing(doc)));
        Report report = report(doc.doc("report").orElse(nothing(doc)), dir);
        Duration flush = doc.value("flush-after", SettingWords::duration).orElse(Duration.ofMinutes(5));
        Duration stale = doc.value("stale-after", SettingWords::duration).orElse(Duration.ofHours(24));
        Insight insight = insight(doc);
        only(doc, "store", "lucene");
        only(doc, "history", "embedded");
        doc.done();
        Map<String, Project> projects = Projects.read(home, base, problems);
        Jobs jobs = new Jobs(zone, schedule, projects.keySet(), problems);
        return new Settings(
                home,
                dir,
                zone,
                smtp,
                retention,
                report,
                flush,
                stale,
                insight,
                projects,
                jobs.read(home, installDir),
                trust);
    }

    private static Insight insight(Doc doc) {
        return new Insight(
                doc.value("regressed-after", SettingWords::duration).orElse(Insight.DEFAULT.quiet()),
                doc.value(
                                "resolve-after",
                                text -> text.equals("never")
                                        ? Optional.<Duration>empty()
                                        : Optional.of(SettingWords.duration(text)))
                        .orElse(Insight.DEFAULT.resolveAfter()),
                doc.value("users", text -> SettingWords.oneOf(text, List.of("pseudonyms", "stored")))
                        .orElse("pseudonyms")
                        .equals("stored"));
    }

    private boolean isSystem() {
        return home.isPresent() && base.equals(SYSTEM);
    }

    /// What `nightjar.yaml` says, nothing if there is none.
    private Doc top() {
        Optional<Path> file = home.map(dir -> dir.resolve("nightjar.yaml"));
        home.map(dir -> dir.resolve("nightjar.yml"))
                .filter(Files::exists)
                .ifPresent(wrong -> Yaml.wrongEnding(wrong, problems));
        return file.filter(Files::exists)
                .map(f -> Yaml.read(f, problems))
                .orElseGet(() -> new Doc(new Place("nightjar.yaml", 1, 1), Map.of(), problems));
    }

    private static Doc nothing(Doc doc) {
        return new Doc(doc.place(), Map.of(), doc.problems());
    }

    private Optional<Path> path(Doc doc, String key) {
        return doc.value(key, text -> base.resolve(SettingWords.filled(text)).normalize());
    }

    private static void only(Doc doc, String key, String known) {
        doc.value(key, text -> SettingWords.oneOf(text, List.of(known)));
    }

    private Smtp smtp(Doc doc) {
        String host = doc.text("host");
        Optional<String> user = doc.textIf("user");
        Tls tls = tls(doc, user.isPresent());
        int usual = tls == Tls.IMPLICIT ? 465 : user.isPresent() ? 587 : 25;
        int port = doc.value("port", SettingWords::port).orElse(usual);
        Optional<Path> password = path(doc, "password-file");
        password.ifPresent(file -> mustBePrivate(doc, file));
        if (user.isPresent() != password.isPresent()) {
            doc.problem(user.isPresent() ? "user" : "password-file", "'user' and 'password-file' belong together");
        }
        String from = doc.value("from", SettingWords::address)
                .orElse(user.filter(name -> name.contains("@")).orElse("nightjar@" + host));
        Smtp smtp = new Smtp(
                host,
                port,
                tls,
                user,
                password,
                from,
                doc.value("unsubscribe", SettingWords::unsubscribe),
                path(doc, "trust"),
                doc.value("max-age", SettingWords::duration).orElse(Smtp.MAX_AGE),
                doc.value("timeout", SettingWords::duration).orElse(Smtp.TIMEOUT));
        doc.done();
        return smtp;
    }

    /// `starttls` is how `tls` was called at first.
    private static Tls tls(Doc doc, boolean password) {
        String key = doc.has("starttls") && !doc.has("tls") ? "starttls" : "tls";
        if (doc.has("starttls") && doc.has("tls")) {
            doc.problemWithName("starttls", "'starttls' is the older name of 'tls': keep 'tls'");
        }
        Tls tls = doc.value(key, SettingWords::tls).orElse(password ? Tls.REQUIRED : Tls.OFFERED);
        if (password && tls == Tls.OFFERED && doc.has(key)) {
            doc.problem(
                    key,
                    "'" + key + ": offered' with a user sends the password readable if a server offers no TLS:"
                            + " write required, or none if the network is safe");
        }
        return tls;
    }

    private static void mustBePrivate(Doc doc, Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                doc.problem("password-file", file + " is readable by everybody: run chmod 600 '" + file + "'");
            }
        } catch (UnsupportedOperationException | java.io.IOException e) {
            // Who may not look at it does not send mail either; the sender tells what it cannot read.
        }
    }

    private static Retention retention(Doc doc) {
        Duration events = doc.value("events", SettingWords::duration).orElse(Times.duration("90d"));
        Duration tallies = doc.value("tallies", SettingWords::duration).orElse(Times.duration("2y"));
        if (tallies.compareTo(events) < 0) {
            doc.problem("tallies", "'tallies' must be kept at least as long as 'events'");
        }
        Duration audit = doc.value("audit", SettingWords::duration).orElse(tallies);
        long size = doc.value("size", SettingWords::size).orElse(Retention.SIZE);
        long perIssue =
                doc.value("per-issue", text -> SettingWords.atLeast(100, text)).orElse(Long.MAX_VALUE);
        long perHour =
                doc.value("per-hour", text -> SettingWords.atLeast(1, text)).orElse(Retention.PER_HOUR);
        Retention.Files files = new Retention.Files(
                doc.value("journal", SettingWords::size).orElse(Retention.Files.USUAL.journal()),
                doc.value("told", SettingWords::size).orElse(Retention.Files.USUAL.told()),
                doc.value("outbox", SettingWords::size).orElse(Retention.Files.USUAL.outbox()));
        doc.done();
        return new Retention(events, tallies, audit, size, perIssue, perHour, files);
    }

    private Report report(Doc doc, Path data) {
        Path dir = path(doc, "dir").orElse(data.resolve("report"));
        Optional<String> link = doc.value("link", Configuration::link);
        doc.done();
        return new Report(dir, link);
    }

    private static String link(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException("'" + text + "' is no address: write https://host/path/");
        }
        return text;
    }
}
