package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Configuration;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Run;
import dev.nightjar.model.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log is written, rotated, compressed and scanned in random order; every event that was whole at a scan must
/// be stored once.
class RotationModelTest {

    private static final int CASES = Integer.getInteger("nightjar.rotation.cases", 25);

    @TempDir
    Path dir;

    @Test
    void everyEventIsStoredOnceWhateverHappensToTheFiles() throws IOException {
        long seed = Long.getLong("nightjar.seed", System.nanoTime());
        for (int i = 0; i < CASES; i++) {
            Path home = Files.createDirectories(dir.resolve("case" + i));
            new Model(home, new Random(seed + i)).play("seed " + (seed + i));
        }
    }

    /// One log with its history, and what is known to have been written to it.
    private static final class Model {

        private final Path logs;
        private final Path log;
        private final Settings settings;
        private final Project project;
        private final Random random;
        private final List<String> actions = new ArrayList<>();
        private final TreeMap<Integer, Integer> found = new TreeMap<>();
        private int written;
        private String rest = "";

        Model(Path home, Random random) throws IOException {
            this.logs = Files.createDirectories(home.resolve("logs"));
            this.log = logs.resolve("app.log");
            this.random = random;
            this.settings = Configuration.load(Optional.empty(), Optional.of(home.resolve("data")), home, home);
            this.project = Configuration.adHoc(Optional.of("app"), List.of(logs));
        }

        void play(String seed) throws IOException {
            Files.createFile(log);
            for (int step = 0; step < 25; step++) {
                act(random.nextInt(10));
            }
            finishLine();
            scan();
            for (int n = 0; n < written; n++) {
                assertThat(found.getOrDefault(n, 0))
                        .as("event %d, %s, %s", n, seed, actions)
                        .isEqualTo(1);
            }
        }

        private void act(int action) throws IOException {
            switch (action) {
                case 0, 1, 2 -> append(1 + random.nextInt(20));
                case 3 -> appendPart();
                case 4, 5, 6 -> scan();
                case 7 -> rotate();
                case 8 -> compress();
                case 9 -> replaceInode();
                default -> throw new AssertionError(action);
            }
        }

        private void append(int events) throws IOException {
            finishLine();
            actions.add("append " + events);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < events; i++) {
                text.append(event(written++));
            }
            write(text.toString());
        }

        private String event(int n) {
            String time = "2026-03-04 09:%02d:%02d,%03d".formatted(n / 60 % 60, n % 60, n % 1000);
            String head = time + " [main] ERROR com.acme.Shop - failed seq=" + n + "\n";
            String info = time + " [main] INFO com.acme.Shop - fine, no ERROR here\n";
            return random.nextInt(3) == 0
                    ? info + head + "java.lang.IllegalStateException: no\n\tat com.acme.Shop.pay(Shop.java:7)\n"
                    : head + info;
        }

        private void appendPart() throws IOException {
            finishLine();
            String event = event(written++);
            int cut = 1 + random.nextInt(event.length() - 1);
            actions.add("part of " + (written - 1) + " up to " + cut);
            rest = event.substring(cut);
            write(event.substring(0, cut));
        }

        private void finishLine() throws IOException {
            if (!rest.isEmpty()) {
                actions.add("finish");
                write(rest);
                rest = "";
            }
        }

        private void rotate() throws IOException {
            finishLine();
            actions.add("rotate");
            for (int i = 8; i >= 1; i--) {
                for (String end : List.of("", ".gz")) {
                    Path old = logs.resolve("app.log." + i + end);
                    if (Files.exists(old)) {
                        Files.move(old, logs.resolve("app.log." + (i + 1) + end));
                    }
                }
            }
            Files.move(log, logs.resolve("app.log.1"));
            Files.createFile(log);
        }

        private void compress() throws IOException {
            List<Path> plain;
            try (Stream<Path> files = Files.list(logs)) {
                plain = files.filter(f -> f.toString().matches(".*\\.\\d+"))
                        .sorted()
                        .toList();
            }
            if (!plain.isEmpty()) {
                Path file = plain.get(random.nextInt(plain.size()));
                actions.add("compress " + file.getFileName());
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(file + ".gz")))) {
                    Files.copy(file, out);
                }
                Files.delete(file);
            }
        }

        /// As editors and `sed -i` do: the same content at another inode.
        private void replaceInode() throws IOException {
            actions.add("copy over");
            Path copy = logs.resolveSibling("copy");
            Files.copy(log, copy);
            Files.move(copy, log, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }

        private void write(String text) throws IOException {
            Files.writeString(log, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        }

        private void scan() {
            actions.add("scan");
            Nightjar nightjar = Nightjar.of(settings, Clock.systemUTC());
            try (Scan scan =
                    nightjar.scan(List.of(project), Run.idAt(Clock.systemUTC().instant()))) {
                for (String source : scan.sources()) {
                    for (Optional<Scan.Work> work = scan.next(source); work.isPresent(); work = scan.next(source)) {
                        scan.write(List.of(scan.read(work.get())));
                    }
                }
                assertThat(scan.finish().notRead()).as("%s", actions).isEmpty();
            }
            found.clear();
            try (var archive = nightjar.archive().orElseThrow()) {
                for (StoredEvent event :
                        archive.search("level:error", null, 10_000).events()) {
                    String message = event.message();
                    String n = message.substring(message.indexOf("seq=") + 4).replaceAll("\\D.*", "");
                    found.merge(Integer.parseInt(n.strip()), 1, Integer::sum);
                }
            }
        }
    }
}
