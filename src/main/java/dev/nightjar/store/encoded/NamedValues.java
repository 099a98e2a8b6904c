package dev.nightjar.store.encoded;

import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Title;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What is kept of the values that a log gives names (MDC, members of JSON, columns): those that are not kept as
/// something else, up to 32 of an event, 2,048 characters in all. A longer value than 256 characters is no value
/// that one looks for, and is left to the message.
public final class NamedValues {

    private static final int MOST = 32;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST = 256;
    private static final int MOST_TEXT = 2048;
    private static final String REQUEST = "request";

    private NamedValues() {}

    /// By name, in the order of the record; the line of a request is its method and url.
    public static Map<String, String> of(Event event) {
        Map<String, String> fields = event.record().fields();
        if (fields.isEmpty()) {
            return Map.of();
        }
        Map<String, String> kept = new LinkedHashMap<>();
        int[] length = {0};
        Optional<Title.Requested> requested = Title.requested(event.record());
        requested.ifPresent(asked -> {
            put("method", asked.method(), event, kept, length);
            put("url", asked.target(), event, kept, length);
        });
        fields.forEach((name, value) -> {
            if (requested.isEmpty() || !name.equals(REQUEST)) {
                put(name, value, event, kept, length);
            }
        });
        return kept;
    }

    private static void put(String name, String value, Event event, Map<String, String> kept, int[] length) {
        boolean fits = kept.size() < MOST
                && !value.isBlank()
                && name.length() <= LONGEST_NAME
                && value.length() <= LONGEST
                && length[0] + value.length() <= MOST_TEXT;
        if (fits && name.indexOf('\0') < 0 && !isKept(value, event)) {
            kept.put(name, value);
            length[0] += value.length();
        }
    }

    private static boolean isKept(String value, Event event) {
        Collection<String> ids = event.ids().values();
        return value.equals(event.user()) || value.equals(event.release()) || ids.contains(value);
    }
}
