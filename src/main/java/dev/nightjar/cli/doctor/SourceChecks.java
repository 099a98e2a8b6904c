package dev.nightjar.cli.doctor;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Doubts;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.Unclear;
import dev.nightjar.model.log.Position;
import dev.nightjar.read.rules.Checkup;
import dev.nightjar.read.rules.Checkup.Source;
import dev.nightjar.source.quarantine.Quarantine;
import dev.nightjar.store.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Checks of the logs: each pattern of each project, and what projects do to each other.
final class SourceChecks {

    private static final Duration OLD = Duration.ofDays(2);
    private static final int MUCH = 20;
    private static final int NAMED = 3;

    private final Session session;
    private final Map<String, Position> positions = new HashMap<>();
    private final Map<String, long[]> lines = new HashMap<>();

    private final List<Unclear> doubts = new ArrayList<>();

    private SourceChecks(Session session) {
        this.session = session;
        Optional<Archive> archive = session.nightjar().workspace().archive();
        if (archive.isPresent()) {
            try (Archive open = archive.get()) {
                open.positions().forEach(position -> positions.put(position.path(), position));
                List<Run> runs = open.runs(50);
                runs.stream().flatMap(run -> run.files().stream()).forEach(this::count);
                doubts.addAll(Doubts.of(runs));
            }
        }
    }

    private void count(Run.ReadFile file) {
        long[] counts = lines.computeIfAbsent(file.path(), path -> new long[2]);
        counts[0] += file.lines();
        counts[1] += file.notUnderstood();
    }

    static List<Finding> of(Session session) {
        SourceChecks checks = new SourceChecks(session);
        Checkup checkup = session.nightjar().checkup();
        List<Finding> all = new ArrayList<>();
        checkup.sources().forEach(source -> all.add(checks.source(source)));
        checkup.shared().entrySet().stream()
                .limit(NAMED)
                .forEach(one -> all.add(Finding.warn(
                        "projects",
                        one.getKey() + " belongs to " + String.join(" and ", one.getValue())
                                + ": only one of them gets its events",
                        "make their globs exclude each other in projects/*.yaml")));
        Quarantine.list(session.settings().data()).stream()
                .limit(MUCH)
                .forEach(one -> all.add(Finding.warn(
                        "quarantine",
                        one.place().path() + " is left out: it " + one.sentence(),
                        one.command() + " (and tell what it is: no file should end a run)")));
        List<NotRead> strays = checkup.strays(session.clock.instant());
        if (!strays.isEmpty()) {
            all.add(
                    Finding.warn(
                            "strays",
                            named(strays),
                            "add it to 'logs' of its project in projects/*.yaml, or move it away: nobody is told what is in it"));
        }
        checkup.own().stream()
                .limit(NAMED)
                .forEach(file -> all.add(Finding.warn(
                        "own files",
                        file + " is written by nightjar itself, and scanned",
                        "move 'data' or 'report: dir' out of the scanned folder, or make the glob narrower")));
        checkup.slow()
                .forEach(slow -> all.add(Finding.warn(
                        "rules",
                        (slow.where().isEmpty() ? "project " + slow.project() : slow.where()) + ": " + slow.rule()
                                + " has every line looked at: scans take several times as long",
                        slow.rule().startsWith("unseen")
                                ? "leave it if scans are fast enough"
                                : "give its pattern words of eight letters or more that stand in every such line")));
        return all;
    }

    private Finding source(Source source) {
        String about = "source";
        String name = source.project() + " " + source.glob();
        List<NotRead> denied = source.notRead().stream()
                .filter(one -> one.reason().contains("permission denied"))
                .toList();
        List<NotRead> wrong = source.notRead().stream()
                .filter(one -> one.degrades() || one.reason().startsWith(NotRead.SKIPPED))
                .filter(one -> !denied.contains(one))
                .toList();
        Path newest = source.newest();
        Instant written = source.written();
        if (!denied.isEmpty()) {
            return Finding.fail(
                    about,
                    source.files().isEmpty() ? Exit.NO_PERMISSION : Exit.DEGRADED,
                    name + ": " + named(denied),
                    remedy(Path.of(denied.getFirst().path())));
        }
        if (newest == null || written == null) {
            return wrong.isEmpty()
                    ? Finding.ok(about, name + ": nothing that can be read yet")
                    : Finding.fail(
                            about,
                            Exit.NO_SOURCE,
                            name + ": " + named(wrong),
                            "correct 'logs' in projects/" + source.project() + ".yaml");
        }
        String said = name + ": " + Phrases.count(source.files().size(), "file") + ", " + Phrases.bytes(source.bytes())
                + format(newest) + ", last written "
                + Phrases.time(written, session.settings().zone());
        if (!wrong.isEmpty()) {
            return Finding.warn(
                    about, said + "; " + named(wrong), "these files are left out of every report until that is mended");
        }
        long share = notUnderstood(source);
        Optional<Unclear> worst = doubts.stream()
                .filter(one -> source.files().contains(Path.of(one.path())))
                .filter(one -> one.failing() > 0 || share < MUCH)
                .findFirst();
        if (worst.isPresent()) {
            Unclear one = worst.get();
            boolean newestFile = one.path().equals(newest.toString());
            return Finding.warn(
                    about,
                    said + "; "
                            + (newestFile && one.stream().isEmpty()
                                    ? ""
                                    : Path.of(one.path()).getFileName()
                                            + (one.stream().isEmpty() ? "" : " (" + one.stream() + ")") + ": ")
                            + one.sentence(),
                    one.command());
        }
        if (share >= MUCH) {
            return Finding.warn(
                    about,
                    said + "; " + share + " % of the lines are not understood",
                    "nightjar formats test '" + newest + "'");
        }
        return written.isBefore(session.clock.instant().minus(OLD))
                ? Finding.warn(about, said, "if it should be written more often: has the application moved its log?")
                : Finding.ok(about, said);
    }

    private String format(Path newest) {
        Position position = positions.get(newest.toString());
        return position == null ? ", not read yet" : ", " + position.format();
    }

    private long notUnderstood(Source source) {
        long[] sums = {0, 0};
        source.files().forEach(file -> {
            long[] counts = lines.getOrDefault(file.toString(), new long[2]);
            sums[0] += counts[0];
            sums[1] += counts[1];
        });
        return sums[0] == 0 ? 0 : Math.min(100, 100 * sums[1] / sums[0]); // a record that was open was read twice
    }

    private static String named(List<NotRead> notRead) {
        String first = notRead.stream()
                .limit(NAMED)
                .map(one -> one.path() + " " + one.reason())
                .collect(Collectors.joining("\n"));
        return first + (notRead.size() > NAMED ? "\n… and " + (notRead.size() - NAMED) + " more" : "");
    }

    /// The group of a file that may read it, if there is one.
    private static String remedy(Path file) {
        String user = System.getProperty("user.name");
        String acl = "setfacl -R -m u:" + user + ":rX '" + file.getParent() + "'";
        try {
            PosixFileAttributes attributes = Files.getFileAttributeView(
                            file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            return attributes.permissions().contains(PosixFilePermission.GROUP_READ)
                    ? "let " + user + " into its group: usermod -aG "
                            + attributes.group().getName() + " " + user
                    : "nobody but " + attributes.owner().getName() + " may read it: " + acl;
        } catch (IOException | UnsupportedOperationException e) {
            return "let " + user + " into the folder: " + acl;
        }
    }
}
