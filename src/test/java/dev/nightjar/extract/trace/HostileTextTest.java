package dev.nightjar.extract.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.ProcessorTime;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.Extractor;
import dev.nightjar.extract.Records;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Trace.Thrown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("faults")
class HostileTextTest {

    private static final List<String> PIECES = List.of(
            "\n",
            "\n",
            "\n",
            "\r\n",
            "\t",
            "  ",
            "at ",
            "a.B.c(B.java:1)",
            "Caused by: ",
            "java.lang.FooException: ",
            "x",
            "... 3 more",
            "Traceback (most recent call last):\n",
            "  File \"a.py\", line 3, in f\n",
            "ValueError: x",
            "+-+---------------- 1 ----------------\n",
            "| ",
            "#0 ",
            "/a.php(3): f()",
            "{main}",
            "Next ",
            "Stack trace:\n",
            "f@http://x/y.js:1:2\n",
            "[errors]: [\n",
            "[cause]: ",
            "\\n",
            "\\",
            "password=",
            "token: ",
            "\"",
            "'",
            "Cookie: ",
            "4111 1111 1111 1111",
            "://a:b@",
            "-----BEGIN PRIVATE KEY-----",
            "\0",
            "\ud800",
            "\udc00",
            "\u2028",
            "é",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "During handling of the above exception, another exception occurred:\n",
            "Suppressed: ",
            "Wrapped by: ",
            "[CIRCULAR REFERENCE: ",
            "99999999999",
            ":",
            "=",
            ">",
            "--secret ");

    private static final int LINES_SIZE = 40_000;

    /// More with `-Dhostile.mixtures=20000`.
    private static final int MIXTURES = Integer.getInteger("hostile.mixtures", 500);

    private static final int SIZE = Integer.getInteger("hostile.size", 200_000);

    private final Extractor extractor = Extractor.load(Optional.empty(), new Problems());

    private Event extract(String text) {
        return extractor
                .extract(Records.of(Level.ERROR, text, Map.of("f", text)), Records.project(Level.WARN))
                .orElseThrow();
    }

    @Test
    void anyMixtureOfPiecesOfTracesIsReadWithoutAnException() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("HostileTextTest seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < MIXTURES; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(60); n >= 0; n--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            Event event = extract(text.toString());
            assertThat(extract(text.toString())).as("seed %d", seed).isEqualTo(event);
        }
    }

    @TestFactory
    Stream<DynamicTest> muchOfAnythingIsReadInLinearTime() {
        List<String> units = new ArrayList<>(PIECES);
        units.addAll(List.of(
                "-",
                " ",
                "1 ",
                "1-",
                "aException ",
                "a.bException: ",
                "a.bException\n",
                "\n\tat a.B.c(B.java:1)\nCaused by: a.XException: y\n",
                "token=[",
                "token='",
                "password=\"",
                "a=b&",
                "eyJ",
                "x: in /a.php:3\n",
                "AError: b\n",
                "AError: b in ",
                "at f (eval at ",
                "((((",
                "at (",
                "Caused by: a.B\n",
                "#1 a(",
                "\\\"password\\\":",
                "DE89 ",
                "<token>",
                "String(",
                "curl -u a:",
                " -p",
                "password='a','",
                "secret: |\n  ",
                "secret:\n  - a1b2c3d4\n",
                "password:\n",
                "8Q~",
                "1234567:AA",
                "MTa.",
                "sk-a ",
                "tokens=a1b2c3,",
                "Error: x\n    at f (a.js:1:2)\n"));
        return units.stream()
                .map(unit ->
                        DynamicTest.dynamicTest("'" + unit.replace("\n", "\\n").replace("\0", "NUL") + "'", () -> {
                            String text = "AError: x\n\tat a.B.c(B.java:1)\n" + unit.repeat(SIZE / unit.length());
                            String before = unit.repeat(SIZE / unit.length()) + "\n#0 /a.php(3): f()";
                            assertThat(ProcessorTime.of(() -> extract(text))).isLessThan(Duration.ofSeconds(2));
                            assertThat(ProcessorTime.of(() -> extract(before))).isLessThan(Duration.ofSeconds(2));
                        }));
    }

    /// Every line of every grammar's samples, again and again: with a line end behind it, and as one long line.
    @TestFactory
    Stream<DynamicTest> muchOfAnyLineOfAnyLanguageIsReadInLinearTime() {
        Traces traces = Traces.load(Optional.empty(), new Problems(), text -> text);
        return traces.grammars().stream()
                .map(grammar -> DynamicTest.dynamicTest(
                        grammar.name(),
                        () -> grammar.samples().stream()
                                .flatMap(sample -> sample.text().lines())
                                .distinct()
                                .forEach(line -> readInTime(traces, line))));
    }

    private static void readInTime(Traces traces, String line) {
        String unit = line.isEmpty() ? " " : line;
        for (String text : List.of(
                (unit + "\n").repeat(LINES_SIZE / (unit.length() + 1)),
                "x\n" + unit.repeat(LINES_SIZE / unit.length()),
                "x\n"
                        + unit.strip()
                                .repeat(LINES_SIZE / Math.max(1, unit.strip().length())))) {
            assertThat(ProcessorTime.of(() -> traces.read(text)))
                    .as("for much of: %s", line)
                    .isLessThan(Duration.ofMillis(800));
        }
    }

    @Test
    void aTraceOfTenThousandFramesKeepsAThousand() {
        Thrown thrown = ((ExceptionEvent) extract("a.DeepException: x\n" + "\tat a.B.c(B.java:1)\n".repeat(10_000)))
                .trace()
                .chain()
                .getFirst();
        assertThat(thrown.frames()).hasSize(1000);
        assertThat(thrown.omitted()).isEqualTo(9000);
    }

    @Test
    void aChainOfTenThousandCausesKeepsAHundred() {
        String text = "a.DeepException: x\n\tat a.B.c(B.java:1)\n"
                + "Caused by: a.DeepException: y\n\tat a.B.c(B.java:1)\n".repeat(10_000);
        assertThat(((ExceptionEvent) extract(text)).trace().chain()).hasSize(100);
    }
}
