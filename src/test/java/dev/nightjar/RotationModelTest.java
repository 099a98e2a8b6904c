package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log is written, rotated, packed, copied, truncated and scanned in random order, and scans are broken off;
/// every
/// event that a file held when it was scanned must be stored once, and whole. `-Dnightjar.seed=N` plays the case of
/// that seed alone, `-Dnightjar.rotation.cases=N` more of them.
@Tag("faults")
class RotationModelTest {

    private static final int CASES = Integer.getInteger("nightjar.rotation.cases", 60);

    @TempDir
    Path dir;

    @Test
    void everyEventIsStoredOnceWhateverHappensToTheFiles() throws IOException {
        Long alone = Long.getLong("nightjar.seed");
        long seed = alone != null ? alone : new Random().nextInt(1 << 30) * 100_000L;
        int cases = alone != null ? 1 : CASES;
        System.out.println("rotation model: seeds " + seed + " to " + (seed + cases - 1));
        RotationModel.Counts counts = new RotationModel.Counts();
        for (int i = 0; i < cases; i++) {
            Path home = Files.createDirectories(dir.resolve("case" + i));
            new RotationModel(home, seed + i, counts).play();
            delete(home);
        }
        System.out.println("rotation model: " + cases + " cases, " + counts);
        assertThat(counts.events).isPositive();
    }

    private static void delete(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
