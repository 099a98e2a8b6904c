package dev.nightjar.triage;

import dev.nightjar.config.Json;
import dev.nightjar.config.Nearest;
import dev.nightjar.model.Decision;
import dev.nightjar.model.Decision.Kind;
import dev.nightjar.model.IssueId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A decision as a line of JSON:
/// `{"at":"2026-11-22T09:30:00Z","by":"mia","do":"mute","issue":"K7QM-4F2A","until":"2026-12-01T00:00:00Z","text":"known"}`.
final class DecisionLine {

    private static final List<String> KINDS = Arrays.stream(Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();

    private DecisionLine() {}

    static String write(Decision decision) {
        return new Json.Writer()
                .field("at", decision.at())
                .field("by", decision.by())
                .field("do", decision.kind().name().toLowerCase(Locale.ROOT))
                .field("issue", decision.issue().shown())
                .field("until", decision.until())
                .field("text", decision.text().isEmpty() ? null : decision.text())
                .line();
    }

    /// @throws IllegalArgumentException that says what of the line is wrong
    static Decision read(String line) {
        Map<String, Object> members = Json.object(line);
        Instant at = time(members, "at");
        if (at == null) {
            throw new IllegalArgumentException("'at' is missing");
        }
        String issue = text(members, "issue");
        IssueId id =
                IssueId.parse(issue).orElseThrow(() -> new IllegalArgumentException("'" + issue + "' is no issue id"));
        return new Decision(
                at, text(members, "by"), kind(text(members, "do")), id, time(members, "until"), text(members, "text"));
    }

    private static Kind kind(String word) {
        if (!KINDS.contains(word)) {
            throw new IllegalArgumentException("unknown decision '" + word + "'" + Nearest.hint(word, KINDS));
        }
        return Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String text(Map<String, Object> members, String name) {
        Object value = members.getOrDefault(name, "");
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("'" + name + "' must be text");
    }

    private static @Nullable Instant time(Map<String, Object> members, String name) {
        String text = text(members, name);
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + name + "' is no time like 2026-11-22T09:30:00Z: " + text);
        }
    }
}
