package dev.nightjar.triage.journal;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Decision.Kind;
import dev.nightjar.text.Json;
import dev.nightjar.text.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A decision as a line of JSON:
/// `{"at":"2026-11-22T09:30:00Z","by":"mia","do":"mute","issue":"K7QM-4F2A","until":"2026-12-01T00:00:00Z","text":"known"}`,
/// for a mute with `"events":100,"users":5,"escalating":true,"owner":"payments"`, for a resolve with `"next":true`.
/// What
/// does not apply is left out.
final class DecisionLine {

    private static final List<String> KINDS = Arrays.stream(Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();

    private static final List<String> ALL =
            Stream.concat(KINDS.stream(), Stream.of(DeployLine.KIND)).toList();

    private DecisionLine() {}

    static String write(Decision decision) {
        return Json.sparse()
                .put("at", decision.at().toString())
                .put("by", decision.by())
                .put("do", decision.kind())
                .put("issue", decision.issue().shown())
                .put("until", Optional.ofNullable(decision.until()).map(Instant::toString))
                .put("text", decision.text().isEmpty() ? null : decision.text())
                .put("events", positive(decision.ends().events()))
                .put("users", positive(decision.ends().users()))
                .put("escalating", decision.ends().escalating() ? true : null)
                .put("owner", decision.owner().isEmpty() ? null : decision.owner())
                .put("next", decision.next() ? true : null)
                .put("reason", decision.reason().isEmpty() ? null : decision.reason())
                .toString();
    }

    private static @Nullable Long positive(long number) {
        return number > 0 ? number : null;
    }

    /// @throws IllegalArgumentException that says what is wrong
    static Decision read(Map<String, Object> members) {
        Instant at = at(members);
        String issue = text(members, "issue");
        IssueId id =
                IssueId.parse(issue).orElseThrow(() -> new IllegalArgumentException("'" + issue + "' is no issue id"));
        return new Decision(
                at,
                text(members, "by"),
                kind(text(members, "do")),
                id,
                time(members, "until"),
                text(members, "text"),
                new Decision.Ends(number(members, "events"), number(members, "users"), flag(members, "escalating")),
                text(members, "owner"),
                flag(members, "next"),
                text(members, "reason"));
    }

    /// When it was written down.
    static Instant at(Map<String, Object> members) {
        Instant at = time(members, "at");
        if (at == null) {
            throw new IllegalArgumentException("'at' is missing");
        }
        return at;
    }

    private static long number(Map<String, Object> members, String name) {
        Object value = members.getOrDefault(name, 0L);
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        throw new IllegalArgumentException("'" + name + "' must be a number, 0 or more");
    }

    private static boolean flag(Map<String, Object> members, String name) {
        Object value = members.getOrDefault(name, false);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException("'" + name + "' must be true or false");
    }

    private static Kind kind(String word) {
        if (!KINDS.contains(word)) {
            throw new IllegalArgumentException("unknown decision '" + word + "'" + Nearest.hint(word, ALL));
        }
        return Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    static String text(Map<String, Object> members, String name) {
        Object value = members.getOrDefault(name, "");
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("'" + name + "' must be text");
    }

    static @Nullable Instant time(Map<String, Object> members, String name) {
        String text = text(members, name);
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + name + "' is no time like 2026-11-22T09:30:00Z: " + text);
        }
    }
}
