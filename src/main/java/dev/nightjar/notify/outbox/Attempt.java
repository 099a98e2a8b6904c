package dev.nightjar.notify.outbox;

import dev.nightjar.text.Json;
import dev.nightjar.text.JsonReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What is remembered of something that could not be delivered yet: a file `NAME.why` beside it, one JSON object.
///
/// @param since when it was put into the outbox
/// @param tries that ended without success
/// @param reason of the last, a sentence
/// @param to who still has to get it; empty: everybody it is addressed to
public record Attempt(Instant since, int tries, Instant last, String reason, List<String> to) {

    public Attempt {
        to = List.copyOf(to);
    }

    static Attempt none(Instant since) {
        return new Attempt(since, 0, since, "", List.of());
    }

    /// One try more, at `now`, that ended for this reason.
    public Attempt failed(Instant now, String why) {
        return new Attempt(since, tries + 1, now, why, to);
    }

    /// The same for those who still have to get it; an empty list means everybody.
    public Attempt only(List<String> left) {
        return new Attempt(since, tries, last, reason, left);
    }

    String line() {
        return Json.sparse()
                .put("since", since.toString())
                .put("tries", tries)
                .put("last", last.toString())
                .put("reason", reason)
                .put("to", to)
                .toString();
    }

    /// @throws IllegalArgumentException for anything that was not written by `line`
    static Attempt parse(String line) {
        Map<String, Object> object = JsonReader.object(line);
        try {
            List<?> to = object.get("to") instanceof List<?> list ? list : List.of();
            return new Attempt(
                    Instant.parse(String.valueOf(object.get("since"))),
                    ((Number) object.getOrDefault("tries", 0L)).intValue(),
                    Instant.parse(String.valueOf(object.get("last"))),
                    String.valueOf(object.getOrDefault("reason", "")),
                    to.stream().map(String::valueOf).toList());
        } catch (java.time.DateTimeException | ClassCastException e) {
            throw new IllegalArgumentException(e.toString(), e);
        }
    }
}
