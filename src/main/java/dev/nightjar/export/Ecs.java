package dev.nightjar.export;

import dev.nightjar.model.event.Trace;
import dev.nightjar.text.Json;
import java.util.Locale;
import java.util.TreeMap;

/// Elastic Common Schema, as its logging libraries write it: the first members in this order, `log.level` and
/// `ecs.version` with dots at the top. What the schema has no name for is under `nightjar` and `labels`.
/// <https://www.elastic.co/guide/en/ecs-logging/overview/current/intro.html>
public final class Ecs implements ExportFormat {

    private static final String VERSION = "8.11.0";

    @Override
    public String line(ExportEntry entry) {
        Json json = new Json().put("@timestamp", entry.time());
        put(
                json,
                "log.level",
                entry.level() == null ? null : entry.level().name().toLowerCase(Locale.ROOT));
        json.put("message", entry.message()).put("ecs.version", VERSION).put("service.name", entry.project());
        put(json, "service.version", entry.release());
        put(json, "process.thread.name", entry.thread());
        put(json, "log.logger", entry.logger());
        put(json, "host.name", entry.host());
        put(json, "user.id", entry.user());
        put(json, "error.type", entry.type());
        put(json, "error.message", entry.said());
        put(json, "error.stack_trace", entry.stack());
        Trace.Frame crash = entry.crash();
        if (crash != null) {
            put(json, "log.origin.file.name", crash.file());
            put(json, "log.origin.file.line", crash.line() > 0 ? crash.line() : null);
            put(json, "log.origin.function", crash.function());
        }
        put(json, "log.file.path", entry.own().get("source.file"));
        TreeMap<String, String> labels = new TreeMap<>(entry.ids());
        put(json, "trace.id", labels.remove("trace"));
        put(json, "span.id", labels.remove("span"));
        if (!labels.isEmpty()) {
            json.put("labels", labels);
        }
        entry.own().forEach((name, value) -> json.put("nightjar." + name, value));
        return json.toString();
    }

    private static void put(Json json, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null && !"".equals(value)) {
            json.put(name, value);
        }
    }
}
