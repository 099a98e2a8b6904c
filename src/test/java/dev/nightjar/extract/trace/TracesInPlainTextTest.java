package dev.nightjar.extract.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.Extractor;
import dev.nightjar.extract.Records;
import dev.nightjar.format.Format;
import dev.nightjar.format.Formats;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Where nothing but the lines themselves tells records apart, a trace keeps its lines and takes no others.
class TracesInPlainTextTest {

    private static final String TEXT = "nothing happened here.";

    /// First lines of samples that no one could tell from lines before or behind: text before a trace, a trace
    /// with nothing but frames, a cause that could be another trace.
    private static final Set<String> UNCLEAR = Set.of(
            "cannot load basket: connection refused",
            "Payment 4711 was refused",
            "Failed to load basket",
            "  File \"/srv/shop/conf.py\", line 3",
            "lib/cart.rb:5:in 'Integer#/': divided by 0 (ZeroDivisionError)",
            "#0  std::vector<int, std::allocator<int> >::at (this=0x7ffe, __n=5)",
            "=================================================================",
            "---------------------------------------------------------------------------",
            "ERROR: LoadError: DomainError with -1.0:",
            "ORA-20001: no stock",
            "Process:               Shop [4711]");

    private final Extractor extractor = Extractor.load(Optional.empty(), new Problems());
    private final Format plain = Formats.load(Optional.empty(), extractor.traceLines(), new Problems())
            .named("plain")
            .orElseThrow();

    private static Stream<DynamicTest> forEverySample(java.util.function.Consumer<String> test) {
        return Traces.load(Optional.empty(), new Problems(), text -> text).grammars().stream()
                .flatMap(grammar -> grammar.samples().stream()
                        .map(Grammar.Sample::text)
                        .map(String::stripTrailing)
                        .map(text -> DynamicTest.dynamicTest(
                                grammar.name() + ": " + text.lines().findFirst().orElse(""), () -> test.accept(text))));
    }

    private static Block block(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Block(Records.of(null, "", Map.of()).file(), 0, bytes, 0, bytes.length, bytes.length, true, true);
    }

    @TestFactory
    Stream<DynamicTest> textAndTracesBackToBackAreToldApart() {
        return forEverySample(trace -> {
            if (UNCLEAR.contains(trace.lines().findFirst().orElse(""))) {
                return;
            }
            List<String> parts = List.of(TEXT, trace, TEXT, trace, trace, TEXT);
            List<String> records = new ArrayList<>();
            plain.scanAll(
                    block(String.join("\n", parts) + "\n"),
                    true,
                    record -> records.add(record.text().stripTrailing()));
            assertThat(records).isEqualTo(parts);
        });
    }

    @TestFactory
    Stream<DynamicTest> aTraceInTheOutputOfAProgramIsAnEvent() {
        return forEverySample(trace -> {
            List<LogRecord> candidates = new ArrayList<>();
            plain.scan(block(TEXT + "\n" + trace + "\n" + TEXT + "\n"), true, Level.WARN, candidates::add);
            assertThat(candidates)
                    .anyMatch(record -> extractor
                            .extract(record, Records.project(Level.WARN))
                            .isPresent());
        });
    }
}
