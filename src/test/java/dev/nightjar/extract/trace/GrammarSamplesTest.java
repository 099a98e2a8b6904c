package dev.nightjar.extract.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.trace.Grammar.Sample;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Thrown;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GrammarSamplesTest {

    private final Problems problems = new Problems();
    private final Traces traces = Traces.load(Optional.empty(), problems, text -> text);

    @Test
    void grammarsLoadWithoutProblems() {
        assertThat(problems.all()).isEmpty();
        assertThat(traces.grammars())
                .extracting(Grammar::name)
                .contains("java", "javascript", "php", "python", "go", "csharp", "ruby", "rust", "gdb", "asan");
    }

    @TestFactory
    Stream<DynamicTest> everySampleIsReadByItsOwnGrammar() {
        return traces.grammars().stream()
                .flatMap(grammar -> grammar.samples().stream()
                        .map(sample -> DynamicTest.dynamicTest(
                                grammar.name() + ": " + sample.types(), () -> check(grammar, sample))));
    }

    private void check(Grammar grammar, Sample sample) {
        TraceReading reading = Objects.requireNonNull(traces.read(sample.text()), "no trace found");
        List<Thrown> chain = Chain.thrown(reading.things());
        assertThat(reading.grammar().name()).isEqualTo(grammar.name());
        assertThat(chain).extracting(Thrown::type).isEqualTo(sample.types());
        assertThat(chain.getFirst().message()).isEqualTo(sample.message());
        assertThat(chain.getFirst().frames()).hasSize(sample.frames());
        assertThat(shown(chain.getFirst().frames().getFirst())).isEqualTo(sample.top());
    }

    private static String shown(Frame frame) {
        String call = (frame.module() == null ? "" : frame.module() + ".") + frame.function();
        return (call + " " + frame.file() + ":" + frame.line()).strip();
    }
}
