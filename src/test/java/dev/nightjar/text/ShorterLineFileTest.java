package dev.nightjar.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShorterLineFileTest {

    private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");

    @TempDir
    private Path folder;

    private Path path;
    private LineFile file;

    @BeforeEach
    void write() throws IOException {
        path = folder.resolve("lines");
        file = new LineFile(path);
        for (int i = 1; i <= 9; i++) {
            file.append("line " + i);
        }
    }

    private void leaveOut(Instant now, int... numbers) throws IOException {
        BitSet lines = new BitSet();
        for (int number : numbers) {
            lines.set(number);
        }
        try (LineFile.Held held = Objects.requireNonNull(file.hold())) {
            held.leaveOut(lines, now);
        }
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        file.each(line -> lines.add(line.text()));
        return lines;
    }

    @Test
    void leavesOutTheseLinesAlone() throws IOException {
        leaveOut(NOW, 1, 4, 9);
        assertThat(lines()).containsExactly("line 2", "line 3", "line 5", "line 6", "line 7", "line 8");
        file.append("line 10");
        assertThat(lines()).endsWith("line 8", "line 10");
    }

    @Test
    void whoHoldsItSeesTheSameLines() throws IOException {
        leaveOut(NOW, 2);
        List<String> held = new ArrayList<>();
        try (LineFile.Held holding = Objects.requireNonNull(file.hold())) {
            holding.each(line -> held.add(line.text()));
        }
        assertThat(held).isEqualTo(lines()).hasSize(8);
    }

    @Test
    void knowsWhatItOnceWasTheSameWith() throws IOException {
        Path backup = Files.copy(path, folder.resolve("backup"));
        Path other = folder.resolve("other");
        new LineFile(other).append("another first line");
        assertThat(LineFile.isShortened(path, backup)).isFalse();
        leaveOut(NOW, 1, 2);
        assertThat(LineFile.isShortened(path, backup)).isTrue();
        assertThat(LineFile.isShortened(path, other)).isFalse();
        Path second = Files.copy(path, folder.resolve("second"));
        leaveOut(NOW.plusSeconds(60), 2, 3);
        assertThat(LineFile.isShortened(path, backup)).isTrue();
        assertThat(LineFile.isShortened(path, second)).isTrue();
        assertThat(LineFile.isShortened(second, path)).isFalse();
        assertThat(LineFile.isShortened(backup, path)).isFalse();
    }

    /// Who waited for the old file's lock writes to the new one.
    @Test
    void noLineIsLostThatIsAppendedMeanwhile() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> shortening = threads.submit(() -> {
                for (int i = 0; i < 40; i++) {
                    try (LineFile.Held held = file.hold()) {
                        if (held != null) {
                            BitSet first = new BitSet();
                            first.set(i == 0 ? 1 : 2);
                            held.leaveOut(i < 9 ? first : new BitSet(), NOW.plusSeconds(i));
                        }
                    }
                }
                return null;
            });
            int appended = 0;
            while (appended < 200) {
                try {
                    file.append("more " + appended);
                    appended++;
                } catch (java.nio.channels.OverlappingFileLockException e) {
                    Thread.onSpinWait(); // the other thread holds it
                }
            }
            shortening.get();
        }
        assertThat(lines().stream().filter(line -> line.startsWith("more")).distinct())
                .hasSize(200);
    }

    /// Locks are of a process: any other stream on the file that is closed would end this one's.
    @Test
    @Tag("process")
    void whoHoldsItAndReadsItHoldsItStill() throws Exception {
        try (LineFile.Held held = Objects.requireNonNull(file.hold())) {
            held.each(line -> {});
            List<String> command = new ArrayList<>(Child.ofTests());
            command.addAll(List.of(Holder.class.getName(), path.toString()));
            Process other = new ProcessBuilder(command).inheritIO().start();
            assertThat(other.waitFor()).isEqualTo(75);
        }
    }

    /// A process that wants to hold a file.
    public static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (LineFile.Held held = new LineFile(Path.of(args[0])).hold()) {
                System.exit(held == null ? 75 : 0);
            }
        }
    }
}
