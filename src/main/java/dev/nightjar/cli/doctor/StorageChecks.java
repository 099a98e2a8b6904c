package dev.nightjar.cli.doctor;

import dev.nightjar.care.Space;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Run;
import dev.nightjar.store.Archive;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Checks of what is kept: the folder, the space, the lock, the index, the journal, the report's folder.
final class StorageChecks {

    private static final long LITTLE = 1_000_000_000;
    private static final long NONE = 100_000_000;

    /// Of which is told what was thinned.
    private static final int RUNS = 100;

    private final Session session;
    private final Path data;

    private StorageChecks(Session session) {
        this.session = session;
        this.data = session.settings().data();
    }

    static List<Finding> of(Session session) {
        StorageChecks checks = new StorageChecks(session);
        List<Finding> all = new ArrayList<>();
        all.add(checks.folder("data", checks.data));
        all.add(checks.space());
        all.add(checks.lock());
        all.add(checks.index());
        all.add(checks.retention());
        all.add(checks.journal());
        all.add(checks.folder("report", session.settings().report().dir()));
        return all;
    }

    /// What keeps every other command from looking at the data; empty if nothing does.
    static List<Finding> trusted(Session session) {
        Settings settings = session.settings();
        List<Finding> doubts = new ArrayList<>();
        for (Consumer<Path> check : List.<Consumer<Path>>of(settings.trust()::data, settings.trust()::local)) {
            try {
                check.accept(settings.data());
            } catch (Failure e) {
                doubts.add(Finding.fail("data", e.exit(), String.valueOf(e.getMessage()), ""));
            }
        }
        return doubts;
    }

    private Finding folder(String about, Path dir) {
        Path existing = existing(dir);
        String user = System.getProperty("user.name");
        if (!Files.isDirectory(existing)) {
            return Finding.fail(
                    about,
                    Exit.CANNOT_CREATE,
                    existing + " is no folder",
                    "remove it, or choose another with " + key(about));
        }
        if (!Files.isWritable(existing)) {
            return Finding.fail(
                    about,
                    Exit.CANNOT_CREATE,
                    user + " may not write to " + existing,
                    "chown " + user + " '" + existing + "', run as its owner, or choose another with " + key(about));
        }
        if (!existing.equals(dir)) {
            return Finding.ok(about, dir + " (made by the first run)");
        }
        return about.equals("data") ? privacy() : Finding.ok(about, dir.toString());
    }

    private static String key(String about) {
        return about.equals("data") ? "--data DIR" : "report: {dir: …} in nightjar.yaml";
    }

    /// Log text may be secret: the folder is for its owner alone.
    private Finding privacy() {
        try {
            String owner = Files.getOwner(data).getName();
            String user = System.getProperty("user.name");
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(data);
            String said = data + ", owned by " + owner;
            if (mode.contains(PosixFilePermission.OTHERS_READ) || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
                return Finding.warn("data", said + ", open to everybody", "chmod 700 '" + data + "'");
            }
            return owner.equals(user)
                    ? Finding.ok("data", said)
                    : Finding.warn(
                            "data",
                            said + ", not by " + user,
                            "always run as " + owner + ": files written by others cannot be replaced later");
        } catch (UnsupportedOperationException | IOException e) {
            return Finding.ok("data", data.toString());
        }
    }

    private Finding space() {
        Path existing = existing(data);
        try {
            Optional<String> lack = Space.lack(data, 0);
            if (lack.isPresent()) {
                return Finding.fail("space", Exit.IO, lack.get(), Space.REMEDY);
            }
            FileStore store = Files.getFileStore(existing);
            return space(store.getUsableSpace(), store.getTotalSpace(), existing);
        } catch (IOException e) {
            return Finding.warn("space", "free space of " + existing + " is not known", "look with: df -h " + existing);
        }
    }

    /// @param free bytes
    static Finding space(long free, long total, Path where) {
        String said = Phrases.bytes(free) + " of " + Phrases.bytes(total) + " free at " + where;
        String remedy = "make room, or keep less: retention: {events: 30d} in nightjar.yaml, then nightjar prune";
        if (free < NONE) {
            return Finding.fail("space", Exit.IO, said, remedy);
        }
        return free < LITTLE && free < total / 20 ? Finding.warn("space", said, remedy) : Finding.ok("space", said);
    }

    private Finding lock() {
        return session.nightjar()
                .checkup()
                .running()
                .map(who -> Finding.ok("lock", "held: a run is going on (" + who + ")"))
                .orElseGet(() -> Finding.ok("lock", "free"));
    }

    private Finding index() {
        try {
            return session.nightjar()
                    .workspace()
                    .archive()
                    .map(archive -> {
                        try (archive) {
                            return Finding.ok("index", index(archive));
                        }
                    })
                    .orElseGet(() -> Finding.ok("index", "none yet: the first scan makes it"));
        } catch (Failure e) {
            return Finding.fail("index", e.exit(), String.valueOf(e.getMessage()), "");
        }
    }

    private String index(Archive archive) {
        String newest = archive.newest()
                .map(time -> ", newest event "
                        + Phrases.time(time, session.settings().zone()))
                .orElse(", no event yet");
        return Phrases.count(archive.positions().size(), "file") + " read" + newest + ", "
                + Phrases.bytes(size(data.resolve("index"))) + " on disk";
    }

    /// What of the newest runs is counted and not kept, and whether the index is within its size.
    private Finding retention() {
        long most = session.settings().retention().size();
        long size = size(data.resolve("index"));
        String said = most == Long.MAX_VALUE
                ? "an index of any size"
                : Phrases.bytes(size) + " of the " + Phrases.bytes(most) + " that the index may take";
        try {
            Optional<String> thinned = session.nightjar().workspace().archive().flatMap(StorageChecks::thinned);
            said += thinned.map(of -> "; " + of).orElse("");
        } catch (Failure e) {
            // told with the index
        }
        return size / 2 <= most
                ? Finding.ok("retention", said)
                : Finding.warn(
                        "retention",
                        said,
                        "nightjar prune thins it; what stays beyond are counts, texts and the commit before:"
                                + " raise retention: {size: …} in nightjar.yaml, or keep less: {events: 30d, tallies: 1y}");
    }

    private static Optional<String> thinned(Archive archive) {
        try (archive) {
            return archive.runs(RUNS).stream()
                    .map(Run::thinned)
                    .filter(thinned -> !thinned.isNone())
                    .findFirst()
                    .map(thinned -> String.join("; ", thinned.told()));
        }
    }

    private static long size(Path dir) {
        try (var files = Files.list(dir)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /// What a newer version wrote, or a merge of two copies broke.
    private Finding journal() {
        int decisions = session.nightjar().workspace().decisions().size();
        List<String> wrong = session.nightjar().workspace().unreadableDecisions();
        return wrong.isEmpty()
                ? Finding.ok("journal", Phrases.count(decisions, "decision"))
                : Finding.warn(
                        "journal",
                        "kept and skipped: " + String.join("\n", wrong),
                        "correct or remove these lines by hand; a newer version may have written them");
    }

    private static Path existing(Path dir) {
        @Nullable Path existing = dir;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing == null ? dir : existing;
    }
}
