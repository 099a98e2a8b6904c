package dev.nightjar.export;

import dev.nightjar.model.Level;
import dev.nightjar.model.event.Trace;
import dev.nightjar.text.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// OpenTelemetry logs as OTLP's JSON in a file: each line is an `ExportLogsServiceRequest`, here of one record.
/// Names
/// are those of the semantic conventions; 64-bit numbers are texts, trace and span ids hexadecimal.
/// <https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/>
public final class Otel implements ExportFormat {

    @Override
    public String line(ExportEntry entry) {
        Json scope =
                new Json().put("scope", new Json().put("name", "nightjar")).put("logRecords", List.of(record(entry)));
        Json resource = new Json()
                .put("resource", new Json().put("attributes", resource(entry)))
                .put("scopeLogs", List.of(scope));
        return new Json().put("resourceLogs", List.of(resource)).toString();
    }

    private static List<Json> resource(ExportEntry entry) {
        List<Json> attributes = new ArrayList<>();
        put(attributes, "service.name", entry.project());
        put(attributes, "service.version", entry.release());
        put(attributes, "host.name", entry.host());
        return attributes;
    }

    private static Json record(ExportEntry entry) {
        Json json =
                new Json().put("timeUnixNano", nanos(entry.time())).put("observedTimeUnixNano", nanos(entry.time()));
        Level level = entry.level();
        if (level != null) {
            json.put("severityNumber", severity(level)).put("severityText", level.name());
        }
        json.put("body", new Json().put("stringValue", entry.message())).put("attributes", attributes(entry));
        String trace = hex(entry.ids().get("trace"), 32);
        String span = hex(entry.ids().get("span"), 16);
        if (trace != null) {
            json.put("traceId", trace);
            if (span != null) {
                json.put("spanId", span);
            }
        }
        return json;
    }

    private static List<Json> attributes(ExportEntry entry) {
        List<Json> attributes = new ArrayList<>();
        put(attributes, "exception.type", entry.type());
        put(attributes, "exception.message", entry.said());
        put(attributes, "exception.stacktrace", entry.stack());
        Trace.Frame crash = entry.crash();
        if (crash != null) {
            put(
                    attributes,
                    "code.function.name",
                    (crash.module() == null ? "" : crash.module() + ".") + crash.function());
            put(attributes, "code.file.path", crash.file());
            put(attributes, "code.line.number", crash.line() > 0 ? crash.line() : null);
        }
        put(attributes, "thread.name", entry.thread());
        put(attributes, "log.logger", entry.logger());
        put(attributes, "log.file.path", entry.own().get("source.file"));
        put(attributes, "log.record.uid", entry.own().get("event.id"));
        put(attributes, "user.id", entry.user());
        entry.ids().forEach((name, value) -> put(attributes, "nightjar.ids." + name, value));
        entry.own().forEach((name, value) -> put(attributes, "nightjar." + name, value));
        return attributes;
    }

    private static void put(List<Json> attributes, String key, @Nullable Object value) {
        if (value == null || "".equals(value)) {
            return;
        }
        Json any = value instanceof Number number
                ? new Json().put("intValue", number.toString())
                : new Json().put("stringValue", value);
        attributes.add(new Json().put("key", key).put("value", any));
    }

    private static String nanos(Instant time) {
        return java.math.BigInteger.valueOf(time.getEpochSecond())
                .multiply(java.math.BigInteger.valueOf(1_000_000_000))
                .add(java.math.BigInteger.valueOf(time.getNano()))
                .toString();
    }

    /// <https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber>
    private static int severity(Level level) {
        return switch (level) {
            case TRACE -> 1;
            case DEBUG -> 5;
            case INFO -> 9;
            case WARN -> 13;
            case ERROR -> 17;
            case FATAL -> 21;
        };
    }

    /// An id of the right length that is not all zeros, without dashes; else null.
    private static @Nullable String hex(@Nullable String id, int length) {
        String bare = id == null ? "" : id.replace("-", "").toLowerCase(Locale.ROOT);
        return bare.length() == length && bare.matches("[0-9a-f]*[1-9a-f][0-9a-f]*") ? bare : null;
    }
}
