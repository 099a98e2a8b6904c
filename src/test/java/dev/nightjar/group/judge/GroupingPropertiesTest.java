package dev.nightjar.group.judge;

import static dev.nightjar.group.Given.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.config.yaml.Yaml;
import dev.nightjar.group.Given;
import dev.nightjar.group.Grouping;
import dev.nightjar.group.rule.GroupingRules;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class GroupingPropertiesTest {

    private static final String TYPE = "com.acme.Broken";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Grouping grouping = Given.grouping();

    @AfterEach
    void tellSeed() {
        System.out.println("seed " + seed);
    }

    @Test
    void linesMessagesAndLibraryFramesDoNotChangeTheHash() {
        for (int n = 0; n < 500; n++) {
            List<String> frames = frames(1 + random.nextInt(20));
            List<String> other = new ArrayList<>();
            for (String frame : frames) {
                other.add(frame.substring(0, frame.indexOf(':') + 1) + random.nextInt(900));
                if (random.nextInt(3) == 0) {
                    other.add("org.springframework.Filter" + random.nextInt(9) + ".run:" + random.nextInt(900));
                }
            }
            assertThat(of(TYPE, "x" + n, other)).as("seed %d", seed).isEqualTo(of(TYPE, "y", frames));
            assertThat(of("com.acme.Other", "y", frames)).as("seed %d", seed).isNotEqualTo(of(TYPE, "y", frames));
        }
    }

    @Test
    void theDepthOfARecursionDoesNotChangeTheHash() {
        for (int n = 0; n < 300; n++) {
            int period = 1 + random.nextInt(6);
            List<String> circle = IntStream.range(0, period)
                    .mapToObj(i -> "com.acme.R" + i + ".go:1")
                    .toList();
            List<String> once = recursion(circle, 1);
            assertThat(of(TYPE, "", recursion(circle, 2 + random.nextInt(200))))
                    .as("seed %d", seed)
                    .isEqualTo(of(TYPE, "", once));
        }
    }

    @Test
    void parametersOfAMessageDoNotChangeTheHash() {
        for (int n = 0; n < 1000; n++) {
            assertThat(message()).as("seed %d", seed).isEqualTo(message());
        }
    }

    @Test
    void theOrderOfRuleFilesDoesNotChangeTheHash() throws IOException {
        List<String> files = new ArrayList<>(List.of(
                Files.readString(Path.of("src/main/resources/nightjar/grouping/nj1.yaml")),
                "libraries: {java: [com.acme.lib, com.acme.shop.vendor]}",
                "libraries: {java: [com.acme]}",
                "own: [com.acme.shop, com.acme.lib]",
                "own: [org.apache.shop]\nskip: {modules: [com.acme.aop]}",
                "names: {module: {'_gen{n}': ''}, function: {'_v{n}': ''}}"));
        List<String> frames = List.of(
                "com.acme.lib.A.a_v1", "com.acme.shop.vendor.B.b", "com.acme.aop.C.c", "org.apache.shop.D_gen5.d");
        Fingerprint first = grouping(files)
                .group(Given.exception("m", Given.trace(TYPE, "", frames.toArray(String[]::new))), SHOP)
                .fingerprint();
        for (int n = 0; n < 100; n++) {
            Collections.shuffle(files, random);
            assertThat(grouping(files)
                            .group(Given.exception("m", Given.trace(TYPE, "", frames.toArray(String[]::new))), SHOP)
                            .fingerprint())
                    .as("seed %d", seed)
                    .isEqualTo(first);
        }
    }

    @Test
    void deepTracesAreFoldedInNearlyLinearTime() {
        List<String> frames = frames(20_000);
        assertThat(Recursion.fold(frames)).isNotEmpty();
        List<String> same = Collections.nCopies(100_000, "com.acme.R.go");
        assertThat(Recursion.fold(same)).containsExactly("com.acme.R.go");
    }

    private Fingerprint message() {
        String text = "order %d of host-%d took %dms at 10.0.%d.%d, key %s"
                .formatted(
                        random.nextInt(),
                        random.nextInt(99),
                        random.nextInt(9999),
                        random.nextInt(255),
                        random.nextInt(255),
                        new java.util.UUID(random.nextLong(), 7));
        return grouping.group(Given.message(text), SHOP).fingerprint();
    }

    private static Grouping grouping(List<String> files) {
        Problems problems = new Problems();
        List<Doc> docs = files.stream()
                .map(text -> Yaml.read("rules.yaml", text, problems))
                .toList();
        Grouping grouping = Grouping.of(GroupingRules.of(docs, problems));
        problems.failIfAny();
        return grouping;
    }

    private List<IssueId> of(String type, String message, List<String> frames) {
        return grouping.group(Given.exception(message, Given.trace(type, message, frames.toArray(String[]::new))), SHOP)
                .fingerprint()
                .hashes();
    }

    private static List<String> recursion(List<String> circle, int depth) {
        List<String> frames = new ArrayList<>(List.of("com.acme.Leaf.go:1"));
        for (int i = 0; i < depth; i++) {
            frames.addAll(circle);
        }
        frames.add("com.acme.Main.main:1");
        return frames;
    }

    private List<String> frames(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "com.acme.C" + random.nextInt(30) + ".f" + random.nextInt(9) + ":" + random.nextInt(900))
                .toList();
    }
}
