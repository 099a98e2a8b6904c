package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Configuration;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.log.Position;
import dev.nightjar.scan.Loading;
import dev.nightjar.scan.Scan;
import dev.nightjar.scan.SourceScan;
import dev.nightjar.source.ReadPlan;
import dev.nightjar.source.Tracker;
import dev.nightjar.source.quarantine.Quarantine;
import dev.nightjar.store.Store;
import dev.nightjar.store.lucene.LuceneStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// One log with its history, and what is known to have been written to it: each event has a number and a
/// checksum. What a deletion or a truncation took away before a scan saw it, is known to be lost by that and
/// not by the scan.
final class RotationModel {

    private static final int STEPS = 24;
    private static final List<String> PACKINGS = List.of("gz", "bz2", "xz", "zst");

    private final Path logs;
    private final Path log;
    private final Settings settings;
    private final Project project;
    private final long seed;
    private final Random random;
    private final Counts counts;
    private final List<String> actions = new ArrayList<>();

    /// Events that a file holds whole, by the file.
    private final Map<Path, Set<Integer>> held = new HashMap<>();
    private final Set<Integer> mayBeThere = new HashSet<>();
    private final Set<Integer> mustBeThere = new HashSet<>();
    private Instant now = Instant.parse("2026-03-05T00:00:00Z");
    private int written;
    private int generation;
    private String rest = "";

    /// What all cases did.
    static final class Counts {
        long events;
        long scans;
        long kills;
        long actions;
        private Loading.@org.jspecify.annotations.Nullable Rooms rooms;

        /// Definitions, read once for all cases.
        Loading.Rooms rooms(Settings settings) {
            rooms = rooms == null ? Loading.rooms(settings, List.of()) : rooms;
            return rooms;
        }

        @Override
        public String toString() {
            return "%d actions, %d scans, %d of them broken off, %d events".formatted(actions, scans, kills, events);
        }
    }

    RotationModel(Path home, long seed, Counts counts) throws IOException {
        this.logs = Files.createDirectories(home.resolve("logs"));
        this.log = logs.resolve("app.log");
        this.seed = seed;
        this.random = new Random(seed);
        this.counts = counts;
        this.settings = Configuration.load(Optional.empty(), Optional.of(home.resolve("data")), home, home);
        this.project = Configuration.adHoc(Optional.of("app"), List.of(logs), "logback");
    }

    void play() throws IOException {
        create();
        for (int step = 0; step < STEPS; step++) {
            counts.actions++;
            act(random.nextInt(18));
        }
        finishLine();
        scan(-1);
        judge();
    }

    private void act(int action) throws IOException {
        switch (action) {
            case 0, 1, 2, 3 -> append(1 + random.nextInt(12));
            case 4 -> appendPart();
            case 5, 6, 7, 8 -> scan(-1);
            case 9 -> scan(random.nextInt(4));
            case 10, 11 -> rename();
            case 12 -> pack();
            case 13 -> copyTruncate();
            case 14 -> copy();
            case 15 -> delete();
            case 16 -> truncate();
            case 17 -> replaceInode();
            default -> throw new AssertionError(action);
        }
    }

    private void say(String action) {
        actions.add(action);
    }

    private void create() throws IOException {
        Files.createFile(log);
        held.put(log, new HashSet<>());
        generation++;
        rest = "";
    }

    private void append(int events) throws IOException {
        finishLine();
        say("append " + events);
        for (int i = 0; i < events; i++) {
            write(event(written));
            held(log).add(written++);
        }
    }

    private String event(int n) {
        String time = "2026-03-04 09:%02d:%02d,%03d".formatted(n / 60 % 60, n % 60, n % 1000);
        String head = time + " [main] ERROR com.acme.Shop - failed seq=" + n + " crc=" + crc(n) + "\n";
        String info = time + " [main] INFO com.acme.Shop - fine, no ERROR here\n";
        return switch (random.nextInt(4)) {
            case 0 -> info + head + "java.lang.IllegalStateException: no\n\tat com.acme.Shop.pay(Shop.java:7)\n";
            case 1 -> head + info.repeat(30);
            default -> head + info;
        };
    }

    private static String crc(int n) {
        CRC32 crc = new CRC32();
        crc.update(Integer.toString(n).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue()) + "z";
    }

    private void appendPart() throws IOException {
        finishLine();
        String event = event(written++);
        int cut = 1 + random.nextInt(event.length() - 1);
        say("part of " + (written - 1) + " up to " + cut);
        rest = event.substring(cut);
        write(event.substring(0, cut));
        mayBeThere.add(written - 1); // its first lines may be an event already
    }

    private void finishLine() throws IOException {
        if (!rest.isEmpty()) {
            say("finish");
            write(rest);
            rest = "";
            held(log).add(written - 1);
        }
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    private Set<Integer> held(Path file) {
        return held.computeIfAbsent(file, f -> new HashSet<>());
    }

    private void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        held.put(to, held.remove(from));
    }

    /// As logrotate does by default, or with dates.
    private void rename() throws IOException {
        finishLine();
        if (random.nextBoolean()) {
            say("rename by date");
            move(log, logs.resolve("app.log-202603%02d".formatted(generation % 90 + 10)));
        } else {
            say("rename by number");
            shift();
            move(log, logs.resolve("app.log.1"));
        }
        create();
    }

    private void shift() throws IOException {
        for (int i = 40; i >= 1; i--) {
            for (String end : List.of("", ".gz", ".bz2", ".xz", ".zst")) {
                Path old = logs.resolve("app.log." + i + end);
                if (Files.exists(old)) {
                    move(old, logs.resolve("app.log." + (i + 1) + end));
                }
            }
        }
    }

    private void pack() throws IOException {
        Optional<Path> file = any(".*(log\\.\\d+|-\\d{8}|copy\\d+)");
        if (file.isPresent()) {
            String packing = PACKINGS.get(random.nextInt(PACKINGS.size()));
            say("pack " + file.get().getFileName() + " as " + packing);
            Path packed = Path.of(file.get() + "." + packing);
            Packed.write(packing, Files.readAllBytes(file.get()), packed);
            Files.setLastModifiedTime(packed, Files.getLastModifiedTime(file.get()));
            held.put(packed, held.remove(file.get()));
            Files.delete(file.get());
        }
    }

    private Optional<Path> any(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            List<Path> fit =
                    files.filter(f -> f.toString().matches(pattern)).sorted().toList();
            return fit.isEmpty() ? Optional.empty() : Optional.of(fit.get(random.nextInt(fit.size())));
        }
    }

    private void copyTruncate() throws IOException {
        finishLine();
        say("copytruncate");
        shift();
        copyTo(logs.resolve("app.log.1"));
        empty();
    }

    private void empty() throws IOException {
        Files.write(log, new byte[0]);
        held.put(log, new HashSet<>());
        generation++;
        rest = "";
    }

    private void copyTo(Path to) throws IOException {
        Files.copy(log, to, StandardCopyOption.REPLACE_EXISTING);
        held.put(to, new HashSet<>(held(log)));
    }

    private void copy() throws IOException {
        finishLine();
        say("copy");
        copyTo(logs.resolve("copy" + actions.size()));
    }

    private void delete() throws IOException {
        finishLine();
        Path file = random.nextInt(3) == 0 ? log : any(".*").orElse(log);
        say("delete " + file.getFileName());
        Files.delete(file);
        mayBeThere.addAll(held.remove(file));
        if (file.equals(log)) {
            create();
        }
    }

    private void truncate() throws IOException {
        finishLine();
        say("truncate");
        mayBeThere.addAll(held(log));
        empty();
        append(1 + random.nextInt(30));
    }

    /// As editors and `sed -i` do: the same content at another inode.
    private void replaceInode() throws IOException {
        say("copy over");
        Path copy = logs.resolveSibling("copy");
        Files.copy(log, copy);
        Files.move(copy, log, StandardCopyOption.REPLACE_EXISTING);
    }

    /// @param breakAfter so many blocks are written before the scan is broken off as if the process died; -1:
    ///     never
    private void scan(int breakAfter) throws IOException {
        say(breakAfter < 0 ? "scan" : "scan broken off after " + breakAfter);
        counts.scans++;
        now = now.plus(Duration.ofHours(random.nextInt(3)));
        boolean commitsOften = random.nextBoolean();
        Clock clock = commitsOften ? new Hasty() : Clock.fixed(now, java.time.ZoneOffset.UTC);
        try (Scan scan = open(clock)) {
            if (!readAll(scan, breakAfter)) {
                counts.kills++;
                return;
            }
            Run run = scan.finish();
            if (Boolean.getBoolean("nightjar.model.tell")) {
                tell(run);
            }
            assertThat(run.notRead().stream().filter(RotationModel::isTrouble))
                    .as("%s", this)
                    .isEmpty();
        }
        held.values().forEach(mustBeThere::addAll);
    }

    /// As `Nightjar.scan`, with definitions that are read once.
    private Scan open(Clock clock) {
        Store store = LuceneStore.open(settings.data(), clock);
        Function<List<Position>, ReadPlan> look = positions ->
                new Tracker(settings, positions, store.key(), clock.instant(), Quarantine.NONE).plan(List.of(project));
        ReadPlan plan = look.apply(store.positions());
        String runId = Run.idAt(now.plusMillis(counts.scans));
        return new Scan(
                store,
                plan,
                look,
                Quarantine.NONE,
                List.of(project),
                () -> counts.rooms(settings),
                words -> new dev.nightjar.scan.learned.Joining(
                        settings.data(), store, words, clock, java.util.Set.of(), any -> {}, 1),
                clock,
                runId);
    }

    /// For whoever looks into one case.
    private void tell(Run run) throws IOException {
        System.out.println(actions);
        try (Stream<Path> files = Files.list(logs)) {
            files.sorted().forEach(file -> System.out.println("  " + file.getFileName() + " " + held.get(file)));
        }
        run.files().forEach(file -> System.out.println("  read " + file));
        run.notRead().forEach(one -> System.out.println("  not read " + one));
    }

    private static boolean readAll(Scan scan, int breakAfter) {
        int blocks = 0;
        for (String source : scan.sources()) {
            for (Optional<SourceScan.Work> work = scan.next(source); work.isPresent(); work = scan.next(source)) {
                if (blocks++ == breakAfter) {
                    return false;
                }
                scan.write(List.of(scan.read(work.get())));
            }
        }
        return breakAfter < 0;
    }

    /// A lost rest is told, and so are copies; both are part of the game.
    private static boolean isTrouble(NotRead one) {
        return one.degrades() && !one.reason().startsWith("vanished with");
    }

    /// A clock that makes every block be committed.
    private final class Hasty extends Clock {
        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plusSeconds(11);
            return now;
        }
    }

    private void judge() {
        Map<Integer, Integer> found = new TreeMap<>();
        Nightjar nightjar = Nightjar.of(settings, Clock.systemUTC());
        try (var archive = nightjar.workspace().archive().orElseThrow()) {
            for (StoredEvent event : archive.search("level:error", null, 10_000).events()) {
                String message = event.message();
                int n = Integer.parseInt(
                        message.replaceAll("(?s).*seq=(\\d+).*", "$1").strip());
                assertThat(message).as("torn, %s", this).contains("crc=" + crc(n));
                found.merge(n, 1, Integer::sum);
            }
        }
        for (int n : mustBeThere) {
            assertThat(found.getOrDefault(n, 0)).as("event %d, %s", n, this).isEqualTo(1);
        }
        found.forEach((n, times) -> assertThat(times)
                .as("event %d, %s", n, this)
                .isEqualTo(mustBeThere.contains(n) || mayBeThere.contains(n) ? 1 : 0));
        counts.events += mustBeThere.size();
    }

    @Override
    public String toString() {
        return "-Dnightjar.seed=" + seed + " " + actions;
    }
}
