package dev.nightjar.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// What fuzzing once found, and one usual input of each kind, with all that has to hold of them. `bench/fuzz`
/// looks for more.
@Tag("faults")
class FuzzSeedsTest {

    private static final Path SEEDS = Path.of("src/test/resources/fuzz");

    @TestFactory
    Stream<DynamicTest> whatWasFoundOnceIsRight() {
        return Arrays.stream(Target.values())
                .flatMap(target -> seeds(target).stream()
                        .map(seed -> DynamicTest.dynamicTest(target + " " + seed.getFileName(), () -> {
                            byte[] input = Files.readAllBytes(seed);
                            target.check(input);
                            Growth.check(target, input, 1);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> everyTargetHasSeeds() {
        return Arrays.stream(Target.values())
                .map(target -> DynamicTest.dynamicTest(
                        target.toString(), () -> assertThat(seeds(target)).isNotEmpty()));
    }

    private static List<Path> seeds(Target target) {
        try (Stream<Path> files = Files.list(SEEDS.resolve(target.name().toLowerCase(Locale.ROOT)))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
