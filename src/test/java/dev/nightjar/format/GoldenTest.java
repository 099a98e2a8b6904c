package dev.nightjar.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every file in `samples/formats/<name>/` is taken for its own format, and its records are those of the golden
/// beside it. `-Dupdate=true` writes the goldens anew, to be reviewed as a diff.
public class GoldenTest {

    public static final Path SAMPLES = Path.of("samples/formats");
    private static final String GOLDEN = ".golden.jsonl";

    public static List<Path> samples() {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().endsWith(GOLDEN)
                            && !f.toString().endsWith(".md")
                            && !f.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// The folder's name is the format's, or the wrapper's.
    static String formatOf(Path sample) {
        return sample.getParent().getFileName().toString();
    }

    @TestFactory
    Stream<DynamicTest> everySampleGivesTheRecordsOfItsGolden() {
        Formats formats = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());
        return samples().stream()
                .map(file -> DynamicTest.dynamicTest(SAMPLES.relativize(file).toString(), () -> check(formats, file)));
    }

    @TestFactory
    Stream<DynamicTest> aScanHandsOutWhateverIsLoud() {
        Formats formats = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());
        return samples().stream()
                .map(file -> DynamicTest.dynamicTest(SAMPLES.relativize(file).toString(), () -> {
                    byte[] bytes = Files.readAllBytes(file);
                    Format format = formats.detect(bytes, Math.min(bytes.length, Formats.SAMPLE), "auto");
                    List<Long> handedOut = new ArrayList<>();
                    format.scan(FormatsTest.block(bytes), true, Level.WARN, record -> handedOut.add(record.start()));
                    List<Long> loud = FormatsTest.scanAll(format, bytes).stream()
                            .filter(record ->
                                    record.level() != null && record.level().atLeast(Level.WARN))
                            .map(LogRecord::start)
                            .toList();
                    assertThat(handedOut).containsAll(loud);
                }));
    }

    private static void check(Formats formats, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Format format = formats.detect(bytes, Math.min(bytes.length, Formats.SAMPLE), "auto");
        assertThat(format.name().replaceFirst("^coloured>", "").replaceFirst("[:>].*", ""))
                .as(format.reason())
                .isEqualTo(formatOf(file));
        List<String> actual = new ArrayList<>();
        FormatsTest.scanAll(format, bytes).forEach(record -> actual.add(json(format, record, bytes)));
        Path golden = Path.of(file + GOLDEN);
        if (Boolean.getBoolean("update")) {
            Files.writeString(golden, String.join("\n", actual) + "\n");
        }
        assertThat(actual).isEqualTo(Files.readAllLines(golden));
    }

    private static String json(Format format, LogRecord r, byte[] bytes) {
        int lines = 0;
        for (int i = (int) r.start(); i < r.end(); i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        StringBuilder json = new StringBuilder();
        member(json, "line_start", r.line());
        member(json, "line_end", r.line() + lines);
        member(json, "format", quoted(format.name()));
        member(json, "level", r.level() == null ? null : quoted(r.level().name()));
        member(json, "level_raw", r.levelRaw() == null ? null : quoted(r.levelRaw()));
        member(json, "ts", r.time() == null ? null : quoted(r.time().toString()));
        member(json, "inferred", r.inferred().isEmpty() ? null : quoted(String.join(" ", inferred(r))));
        member(json, "logger", r.logger() == null ? null : quoted(r.logger()));
        member(json, "thread", r.thread() == null ? null : quoted(r.thread()));
        member(json, "host", r.host() == null ? null : quoted(r.host()));
        member(json, "process", r.process() == null ? null : quoted(r.process()));
        member(json, "message", quoted(r.text().lines().findFirst().orElse("")));
        member(json, "lines", r.text().lines().count());
        member(json, "fields", r.fields().isEmpty() ? null : quoted(r.fields().toString()));
        return json.append('}').toString();
    }

    private static List<String> inferred(LogRecord record) {
        return record.inferred().stream().map(Enum::name).sorted().toList();
    }

    private static void member(StringBuilder json, String name, @Nullable Object value) {
        if (value != null) {
            json.append(json.isEmpty() ? "{" : ",")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(value);
        }
    }

    static String quoted(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c >= 0x7f) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
