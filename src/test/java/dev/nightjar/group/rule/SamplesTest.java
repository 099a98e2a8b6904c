package dev.nightjar.group.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.config.yaml.Yaml;
import dev.nightjar.group.Given;
import dev.nightjar.group.Grouping;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Walks `samples/grouping`: each folder is a claim with pairs of events that must be together, linked or apart;
/// and the samples in the rules.
class SamplesTest {

    private final Problems problems = new Problems();
    private final Grouping grouping = Given.grouping();

    @TestFactory
    Stream<DynamicTest> claimsHold() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("samples/grouping"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
                    .flatMap(this::claim);
        }
    }

    private Stream<DynamicTest> claim(Path file) {
        Doc doc = read(file);
        String claim = doc.text("claim");
        List<Doc> apart = doc.docs("apart");
        assertThat(apart).as("%s needs a pair apart", file).isNotEmpty();
        Stream<DynamicTest> together = doc.docs("together").stream().map(pair -> test(claim, "together", pair));
        Stream<DynamicTest> linked = doc.docs("linked").stream().map(pair -> test(claim, "linked", pair));
        return Stream.of(together, linked, apart.stream().map(pair -> test(claim, "apart", pair)))
                .flatMap(tests -> tests);
    }

    private DynamicTest test(String claim, String how, Doc pair) {
        return DynamicTest.dynamicTest(how + ": " + claim + " " + pair.place(), () -> {
            List<IssueId> a = ids(pair, "a");
            List<IssueId> b = ids(pair, "b");
            problems.failIfAny();
            switch (how) {
                case "together" -> assertThat(a).isEqualTo(b);
                case "linked" -> assertThat(a.getLast()).isEqualTo(b.getLast());
                default -> assertThat(a.getFirst()).isNotEqualTo(b.getFirst());
            }
        });
    }

    private List<IssueId> ids(Doc pair, String key) {
        return grouping.group(event(pair.doc(key).orElseThrow()), Given.SHOP)
                .fingerprint()
                .hashes();
    }

    private static Event event(Doc doc) {
        Level level = Level.valueOf(doc.textIf("level").orElse("ERROR"));
        String logger = doc.textIf("logger").orElse("com.acme.Shop");
        String message = doc.textIf("message").orElse("");
        List<Thrown> chain = doc.docs("trace").stream().map(SamplesTest::thrown).toList();
        return chain.isEmpty()
                ? Given.message(level, logger, message)
                : Given.exception(
                        level, logger, message, new Trace(doc.textIf("language").orElse("java"), chain));
    }

    private static Thrown thrown(Doc doc) {
        return Given.thrown(
                Relation.valueOf(doc.textIf("relation").orElse("TOP")),
                doc.text("type"),
                doc.textIf("message").orElse(""),
                doc.number("omitted", 0),
                doc.texts("frames").toArray(String[]::new));
    }

    @Test
    void theSamplesOfTheRulesHold() {
        GroupingRules rules = GroupingRules.load(java.util.Optional.empty(), problems);
        Doc samples = read(Path.of("src/main/resources/nightjar/grouping/nj1.yaml"))
                .doc("samples")
                .orElseThrow();
        samples.docs("names")
                .forEach(sample -> assertThat(rules.names.frame(Given.frame(sample.text("in")), "java"))
                        .isEqualTo(sample.text("is")));
        samples.docs("files")
                .forEach(sample ->
                        assertThat(rules.names.file(sample.text("in"))).isEqualTo(sample.text("is")));
        samples.docs("messages")
                .forEach(sample -> assertThat(
                                rules.templates().of(sample.text("in")).text())
                        .isEqualTo(sample.text("is")));
        problems.failIfAny();
    }

    private Doc read(Path file) {
        try {
            return Yaml.read(file.toString(), Files.readString(file), problems);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
