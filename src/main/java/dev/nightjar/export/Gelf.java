package dev.nightjar.export;

import dev.nightjar.model.Level;
import dev.nightjar.text.Json;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Graylog Extended Log Format 1.1: seconds with a fraction, the levels of syslog, further fields with `_` before
/// their names, of letters, digits, `_`, `-` and `.`, none called `_id`; their values are texts or numbers.
/// <https://go2docs.graylog.org/current/getting_in_log_data/gelf.html>
public final class Gelf implements ExportFormat {

    /// What syslog calls notice: for events whose log tells no level.
    private static final int UNKNOWN = 5;

    @Override
    public String line(ExportEntry entry) {
        String first = entry.message().strip().lines().findFirst().orElse("");
        String stack = entry.stack();
        Json json = new Json()
                .put("version", "1.1")
                .put("host", entry.host() == null ? entry.project() : entry.host())
                .put("short_message", first.isEmpty() ? String.valueOf(entry.type()) : first);
        if (!stack.isEmpty() || entry.message().contains("\n")) {
            json.put("full_message", stack.isEmpty() ? entry.message() : entry.message() + "\n" + stack);
        }
        json.put("timestamp", seconds(entry.time())).put("level", level(entry.level()));
        put(json, "service.name", entry.project());
        put(json, "service.version", entry.release());
        put(json, "logger", entry.logger());
        put(json, "thread", entry.thread());
        put(json, "user", entry.user());
        put(json, "exception.type", entry.type());
        put(json, "exception.message", entry.said());
        entry.ids().forEach((name, value) -> put(json, "ids." + name, value));
        entry.own().forEach((name, value) -> put(json, "nightjar." + name, value));
        return json.toString();
    }

    private static void put(Json json, String name, @Nullable Object value) {
        if (value != null && !"".equals(value)) {
            json.put("_" + name.replaceAll("[^A-Za-z0-9_.-]", "_"), value);
        }
    }

    private static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3);
    }

    private static int level(@Nullable Level level) {
        return switch (level) {
            case null -> UNKNOWN;
            case FATAL -> 2;
            case ERROR -> 3;
            case WARN -> 4;
            case INFO -> 6;
            case DEBUG, TRACE -> 7;
        };
    }
}
