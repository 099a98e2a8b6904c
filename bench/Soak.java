import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Many projects log, rotate and pack while the daemon reads and is killed. At the end every event has to be there once, and what the daemon holds must
/// not have grown by more than the events explain.
///
/// `java bench/Soak.java LAUNCHER FOLDER SECONDS PROJECTS`: a line for each look at the daemon, tab-separated, then what is wrong.
final class Soak {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS").withZone(ZoneOffset.UTC);
    private static final Pattern EVENT = Pattern.compile("\"message\" *: *\"seq=(\\d+) file=([^ \"]+) crc=([0-9a-f]{8})\"");

    /// A record in so many is an event.
    private static final int AN_EVENT_IN = 5;

    private static final int SPIKE_EVERY = 45;
    private static final int SPIKE_SECONDS = 5;
    private static final int IN_A_SPIKE = 300;
    private static final int KEPT = 30;

    /// The daemon's memory in all, as docs/configuration.md has it, with what the machine's pages add.
    private static final long MOST_MIB = 300;

    /// Threads and descriptors that come and go: those of an index that is merged.
    private static final long COME_AND_GO = 40;

    private static final long INDEX_BYTES_AN_EVENT = 300;
    private static final long INDEX_AT_LEAST = 4 << 20;

    /// A run each five seconds; what is gone is kept until there is much of it.
    private static final long HISTORY_BYTES_A_RUN = 10_000;

    private static final long HISTORY_AT_LEAST = 4 << 20;

    private final Path launcher;
    private final Path home;
    private final Path data;
    private final int seconds;
    private final List<Writer> writers = new ArrayList<>();
    private final List<Look> looks = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int kills;

    /// What the daemon held at a second.
    private record Look(long second, long rss, long threads, long descriptors, long index, long history, long events, boolean fresh) {}

    private Soak(Path launcher, Path home, int seconds, int projects) {
        this.launcher = launcher;
        this.home = home;
        this.data = home.resolve("data");
        this.seconds = seconds;
        for (int i = 1; i <= projects; i++) {
            writers.add(new Writer("p%02d".formatted(i), i));
        }
    }

    public static void main(String[] args) throws Exception {
        Soak soak = new Soak(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        soak.configure();
        soak.run();
        soak.judge();
        soak.wrong.forEach(what -> System.err.println("WRONG: " + what));
        System.exit(soak.wrong.isEmpty() ? 0 : 1);
    }

    /// A log of one project.
    private final class Writer {
        private final String name;
        private final Path log;
        private final Dice dice;
        private final int rate;
        private long written;
        private long records;

        Writer(String name, int number) {
            this.name = name;
            this.log = home.resolve("logs").resolve(name).resolve("app.log");
            this.dice = new Dice(number);
            this.rate = 1 + 50 / number;
        }

        void second(long at, long turn) throws IOException {
            int some = at % SPIKE_EVERY >= SPIKE_EVERY - SPIKE_SECONDS ? IN_A_SPIKE : dice.below(2 * rate + 1);
            if (turn > 0) {
                rotate();
            }
            try (BufferedWriter out = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                for (int i = 0; i < some; i++) {
                    boolean event = dice.below(AN_EVENT_IN) == 0;
                    String message = event ? Tracked.message(written++, name) : "served in " + dice.below(900) + " ms";
                    out.write(TIME.format(Instant.now()) + (event ? " ERROR" : " INFO ") + " [main] com.acme." + name + ".Shop - " + message + "\n");
                    records++;
                }
            }
        }

        /// As logrotate with delaycompress does.
        private void rotate() throws IOException {
            Path first = log.resolveSibling("app.log.1");
            if (Files.exists(first)) {
                Files.deleteIfExists(packed(KEPT));
                for (int n = KEPT - 1; n >= 2; n--) {
                    if (Files.exists(packed(n))) {
                        Files.move(packed(n), packed(n + 1));
                    }
                }
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed(2)))) {
                    Files.copy(first, out);
                }
            }
            if (Files.exists(log)) {
                Files.move(log, first, StandardCopyOption.REPLACE_EXISTING);
            }
        }

        private Path packed(int n) {
            return log.resolveSibling("app.log." + n + ".gz");
        }
    }

    private void configure() throws IOException {
        Path conf = Files.createDirectories(home.resolve("conf/projects")).getParent();
        Files.createDirectories(conf.resolve("jobs"));
        Files.writeString(conf.resolve("nightjar.yaml"), "data: " + data + "\n");
        Files.writeString(conf.resolve("jobs/often.yaml"), "schedule: \"*/5 * * * * *\"\nprojects: all\nsteps:\n  - scan\n");
        for (Writer writer : writers) {
            Files.createDirectories(writer.log.getParent());
            Files.writeString(
                    conf.resolve("projects/" + writer.name + ".yaml"), "logs: [\"" + writer.log.getParent() + "/app.log*\"]\n");
        }
    }

    private Process nightjar(Path out, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--config", home.resolve("conf").toString()));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(home.resolve("said").toFile()))
                .start();
    }

    private void run() throws IOException, InterruptedException {
        int rotation = Math.clamp(seconds / 4, 5, 60);
        int kill = Math.clamp(seconds / 3, 10, 120);
        int look = Math.clamp(seconds / 30, 2, 30);
        System.out.println("second\tRSS MiB\tthreads\tdescriptors\tindex kB\thistory kB\tevents written");
        Process daemon = start();
        try {
            long begin = System.nanoTime();
            long born = 0;
            for (long at = 0; at < seconds; at++) {
                for (Writer writer : writers) {
                    writer.second(at, at > 0 && at % rotation == 0 ? at : 0);
                }
                if (at - born >= kill) {
                    killed(daemon);
                    daemon = start();
                    born = at;
                } else if (!daemon.isAlive()) {
                    wrong.add("the daemon ended with " + daemon.exitValue() + " at second " + at);
                    daemon = start();
                    born = at;
                }
                if (at % look == look - 1) {
                    look(at, daemon, at - born < look * 2);
                }
                long rest = begin + TimeUnit.SECONDS.toNanos(at + 1) - System.nanoTime();
                if (rest > 0) {
                    TimeUnit.NANOSECONDS.sleep(rest);
                }
            }
        } finally {
            daemon.destroy();
            if (!daemon.waitFor(60, TimeUnit.SECONDS)) {
                wrong.add("the daemon did not end within a minute");
                killed(daemon);
            }
        }
    }

    private Process start() throws IOException {
        return nightjar(home.resolve("daemon.out"), "daemon");
    }

    private void killed(Process daemon) throws InterruptedException {
        daemon.descendants().forEach(ProcessHandle::destroyForcibly);
        daemon.destroyForcibly().waitFor();
        kills++;
    }

    private void look(long at, Process daemon, boolean fresh) throws IOException {
        long java = Stream.concat(Stream.of(daemon.toHandle()), daemon.descendants())
                .map(ProcessHandle::pid)
                .filter(pid -> proc(pid, "comm").startsWith("java"))
                .findFirst()
                .orElse(0L);
        String status = proc(java, "status");
        if (status.isEmpty()) {
            return;
        }
        long events = writers.stream().mapToLong(writer -> writer.written).sum();
        Look now = new Look(at + 1, number(status, "VmRSS:") / 1024, number(status, "Threads:"), count(Path.of("/proc/" + java + "/fd")),
                size(data.resolve("index")), size(data.resolve("history")), events, fresh);
        looks.add(now);
        System.out.println(now.second + "\t" + now.rss + "\t" + now.threads + "\t" + now.descriptors + "\t" + now.index / 1000 + "\t"
                + now.history / 1000 + "\t" + now.events);
    }

    private static String proc(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + file));
        } catch (IOException e) {
            return "";
        }
    }

    private static long number(String text, String name) {
        Matcher matcher = Pattern.compile(name + "\\s*(\\d+)").matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static long count(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? 0 : names.length;
    }

    /// Files may vanish meanwhile.
    private static long size(Path path) {
        String[] names = path.toFile().list();
        if (names == null) {
            return path.toFile().length();
        }
        long sum = 0;
        for (String name : names) {
            sum += size(path.resolve(name));
        }
        return sum;
    }

    private void judge() throws IOException, InterruptedException {
        Path summary = home.resolve("last-scan");
        for (int i = 0; i < 2; i++) {
            int code = nightjar(summary, "scan", "--json").waitFor();
            if (code != 0) {
                wrong.add("the last scan ended with " + code);
            }
        }
        long events = writers.stream().mapToLong(writer -> writer.written).sum();
        long records = writers.stream().mapToLong(writer -> writer.records).sum();
        Path found = home.resolve("events.json");
        int code = nightjar(found, "search", "--events", "--json", "--limit", String.valueOf(2 * events + 100), "seq").waitFor();
        if (code != 0) {
            wrong.add("search ended with " + code);
        }
        Map<String, Integer> times = new TreeMap<>();
        long torn = 0;
        try (Stream<String> lines = Files.lines(found)) {
            for (String line : (Iterable<String>) lines::iterator) {
                Matcher event = EVENT.matcher(line);
                if (event.find() && Tracked.message(Long.parseLong(event.group(1)), event.group(2)).endsWith(event.group(3))) {
                    times.merge(event.group(2) + " " + event.group(1), 1, Integer::sum);
                } else {
                    torn++;
                }
            }
        }
        long lost = 0;
        for (Writer writer : writers) {
            for (long seq = 0; seq < writer.written; seq++) {
                lost += times.containsKey(writer.name + " " + seq) ? 0 : 1;
            }
        }
        long twice = times.values().stream().filter(n -> n > 1).count();
        must(events > 0 && kills > 0, events + " events and " + kills + " kills prove nothing");
        must(lost == 0, lost + " events are lost");
        must(twice == 0, twice + " events are there twice");
        must(torn == 0, torn + " events are torn");
        bounded();
        System.out.printf("# %d projects, %d s, %d records, %d events, %d kills; lost %d, twice %d, torn %d; index %.0f bytes an event%n",
                writers.size(), seconds, records, events, kills, lost, twice, torn, size(data.resolve("index")) / (double) events);
    }

    private void bounded() {
        must(looks.size() > 4, looks.size() + " looks at the daemon are too few");
        most("MiB of memory", MOST_MIB, look -> look.rss);
        grown("threads", look -> look.threads);
        grown("descriptors", look -> look.descriptors);
        for (Look look : looks) {
            must(look.index <= Math.max(INDEX_AT_LEAST, INDEX_BYTES_AN_EVENT * look.events),
                    "the index has " + look.index + " bytes for " + look.events + " events at second " + look.second);
            must(look.history <= Math.max(HISTORY_AT_LEAST, HISTORY_BYTES_A_RUN * (look.second / 5)),
                    "the history has " + look.history + " bytes at second " + look.second);
        }
    }

    private void most(String what, long most, ToLongFunction<Look> of) {
        long max = looks.stream().mapToLong(of).max().orElse(0);
        must(max <= most, max + " " + what + ", at most " + most);
    }

    /// The second half of the time against the first, a daemon that is still starting left out.
    private void grown(String what, ToLongFunction<Look> of) {
        long first = looks.stream().filter(look -> !look.fresh && look.second <= seconds / 2).mapToLong(of).max().orElse(0);
        long second = looks.stream().filter(look -> !look.fresh && look.second > seconds / 2).mapToLong(of).max().orElse(0);
        must(first == 0 || second <= first + COME_AND_GO, what + " grew from " + first + " to " + second);
    }

    private void must(boolean holds, String what) {
        if (!holds) {
            wrong.add(what);
        }
    }
}
