package dev.nightjar.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Thrown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every `samples/traces/LANGUAGE/NAME.txt` is read as `NAME.json` beside it says. `mvn test
/// -Dtest=TraceSamplesTest -Dupdate=true` writes the expectations anew: read the difference before you commit it.
class TraceSamplesTest {

    private static final Path SAMPLES = Path.of("samples/traces");

    private final Extractor extractor = Extractor.load(Optional.empty(), new Problems());

    @TestFactory
    Stream<DynamicTest> everySampleIsReadAsItsExpectationSays() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream()
                    .map(file ->
                            DynamicTest.dynamicTest(SAMPLES.relativize(file).toString(), () -> check(file)));
        }
    }

    private void check(Path file) throws IOException {
        ExceptionEvent event = (ExceptionEvent) extractor
                .extract(Records.of(Level.ERROR, Files.readString(file), Map.of()), Records.project(Level.WARN))
                .orElseThrow();
        Path golden = file.resolveSibling(file.getFileName().toString().replace(".txt", ".json"));
        if (Boolean.getBoolean("update")) {
            Files.writeString(golden, json(event));
        }
        assertThat(json(event)).isEqualTo(Files.readString(golden));
        assertThat(event.trace().language())
                .isEqualTo(String.valueOf(SAMPLES.relativize(file).getName(0)));
    }

    private static String json(ExceptionEvent event) {
        return "{\n  \"message\": " + text(event.message()) + ",\n  \"ids\": "
                + text(event.ids().toString()) + ",\n  \"exceptions\": ["
                + event.trace().chain().stream().map(TraceSamplesTest::thrown).collect(Collectors.joining(","))
                + "\n  ]\n}\n";
    }

    private static String thrown(Thrown thrown) {
        String relation = thrown.relation().name().toLowerCase(java.util.Locale.ROOT);
        return "\n    {\n      \"relation\": \"" + relation + "\",\n      \"type\": " + text(thrown.type())
                + ",\n      \"message\": "
                + text(thrown.message()) + ",\n      \"omitted\": " + thrown.omitted() + ",\n      \"frames\": ["
                + thrown.frames().stream().map(TraceSamplesTest::frame).collect(Collectors.joining(","))
                + "\n      ]\n    }";
    }

    private static String frame(Frame frame) {
        return "\n        {\"module\": " + text(frame.module()) + ", \"function\": " + text(frame.function())
                + ", \"file\": "
                + text(frame.file()) + ", \"line\": " + frame.line() + ", \"column\": " + frame.column()
                + (frame.context() == null ? "" : ", \"context\": " + text(frame.context()))
                + (frame.nativeCode() ? ", \"native\": true" : "") + "}";
    }

    private static String text(@Nullable String text) {
        return text == null
                ? "null"
                : '"'
                        + text.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\t", "\\t")
                        + '"';
    }
}
