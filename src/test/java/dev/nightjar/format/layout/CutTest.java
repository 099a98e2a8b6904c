package dev.nightjar.format.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.format.Format;
import dev.nightjar.format.Formats;
import dev.nightjar.format.FormatsTest;
import dev.nightjar.format.GoldenTest;
import dev.nightjar.model.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Wherever a file is cut into blocks, and however it grows, its records are the same.
@Tag("faults")
class CutTest {

    private static final Formats FORMATS = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());

    @TestFactory
    Stream<DynamicTest> blocksCutAnywhereGiveTheRecordsOfTheWholeFile() {
        return forEverySample((format, bytes, random) -> {
            for (int round = 0; round < 30; round++) {
                Level threshold = round % 3 == 0 ? Level.WARN : null;
                assertThat(Cuts.inBlocks(format, bytes, threshold, random))
                        .isEqualTo(Cuts.whole(format, bytes, threshold));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aFileThatGrowsByBitsGivesTheRecordsOfTheWholeFile() {
        return forEverySample((format, bytes, random) -> {
            for (int round = 0; round < 10; round++) {
                assertThat(Cuts.growing(format, bytes, random)).isEqualTo(Cuts.whole(format, bytes, null));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> lineEndsOfWindowsAndAByteOrderMarkChangeNothing() {
        return forEverySample((format, bytes, random) -> {
            String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
            byte[] windows = ("\u00EF\u00BB\u00BF" + text.replace("\n", "\r\n"))
                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(withoutPlaces(Cuts.whole(format, windows, null)))
                    .isEqualTo(withoutPlaces(Cuts.whole(format, bytes, null)));
        });
    }

    private static List<Cuts.Seen> withoutPlaces(List<Cuts.Seen> seen) {
        return seen.stream()
                .map(s -> new Cuts.Seen(0, 0, s.level(), s.text(), s.rest()))
                .toList();
    }

    private interface Check {
        void run(Format format, byte[] bytes, Random random);
    }

    private Stream<DynamicTest> forEverySample(Check check) {
        long seed = Long.getLong("seed", System.nanoTime());
        return GoldenTest.samples().stream()
                .map(file -> DynamicTest.dynamicTest(name(file) + " seed " + seed, () -> {
                    byte[] bytes = read(file);
                    check.run(
                            FORMATS.detect(bytes, Math.min(bytes.length, Formats.SAMPLE), "auto"),
                            bytes,
                            new Random(seed));
                }));
    }

    private static String name(Path file) {
        return GoldenTest.SAMPLES.relativize(file).toString();
    }

    private static byte[] read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteArrayOutputStream withEnd = new ByteArrayOutputStream();
        withEnd.writeBytes(bytes);
        if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
            withEnd.write('\n');
        }
        return withEnd.toByteArray();
    }
}
