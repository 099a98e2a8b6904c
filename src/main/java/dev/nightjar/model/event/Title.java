package dev.nightjar.model.event;

import dev.nightjar.model.log.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The one line that an issue is called by. Its template has a `<kind>` where events differ; a hole that has had one
/// value so far shows that value.
public final class Title {

    private static final int LONGEST = 200;
    private static final String CUT = "…";
    private static final Pattern HOLE = Pattern.compile("<[a-z_]{1,20}>");
    /// RFC 9112, section 3: a request's line.
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]{3,20}) (\\S+)(?: HTTP/\\S+)?");

    private Title() {}

    /// The first line with anything on it, cut at 200 characters.
    public static String of(String text) {
        int from = 0;
        while (from < text.length() && text.charAt(from) <= ' ') {
            from++;
        }
        int line = text.indexOf('\n', from);
        int to = line < 0 ? text.length() : line;
        if (to - from <= LONGEST) {
            return from == 0 && to == text.length()
                    ? text
                    : text.substring(from, to).stripTrailing();
        }
        int cut = from + LONGEST - 1;
        return text.substring(from, Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut) + CUT;
    }

    /// What was asked for and how it ended, of a record of an access log.
    ///
    /// @param status as it was sent
    public record Requested(String status, String method, String target) {

        /// As people name it: `502 GET /api/orders`.
        public String text() {
            return status + " " + method + " " + target;
        }
    }

    /// Empty if the record names no status and no request.
    public static Optional<Requested> requested(LogRecord record) {
        String status = record.fields().get("status");
        String request = status == null ? null : record.fields().get("request");
        Matcher line = REQUEST_LINE.matcher(request == null ? "" : request);
        return status != null && line.matches()
                ? Optional.of(new Requested(status, line.group(1), line.group(2)))
                : Optional.empty();
    }

    /// The values in the holes of a title's template, in their order, as an event has them; null if the event says
    /// something else. Where a value could end in several places it ends at the first.
    ///
    /// @param title a template
    public static @Nullable List<String> values(String title, Event event) {
        Matcher hole = HOLE.matcher(title);
        if (!hole.find()) {
            return List.of();
        }
        String requested = requested(event.record()).map(Requested::text).orElse(null);
        String said = requested != null
                ? requested
                : event instanceof Event.ExceptionEvent thrown
                        ? thrown.trace().rootCause().message()
                        : event.message();
        List<String> values = values(title, of(said));
        int colon = title.indexOf(": ");
        return values != null || colon < 0 || hole.start() < colon
                ? values
                : values(title.substring(colon + 2), of(said));
    }

    private static @Nullable List<String> values(String title, String said) {
        boolean open = title.endsWith(CUT);
        String template = open ? title.substring(0, title.length() - CUT.length()) : title;
        List<String> values = new ArrayList<>();
        Matcher hole = HOLE.matcher(template);
        int at = 0;
        int literal = 0;
        boolean first = true;
        while (hole.find()) {
            String before = template.substring(literal, hole.start());
            int found = first ? (said.startsWith(before) ? 0 : -1) : before.isEmpty() ? at : said.indexOf(before, at);
            if (found < 0) {
                return null;
            }
            if (!first) {
                values.add(said.substring(at, found));
            }
            first = false;
            at = found + before.length();
            literal = hole.end();
        }
        String rest = template.substring(literal);
        int end = open ? said.indexOf(rest, at) : said.endsWith(rest) ? said.length() - rest.length() : -1;
        if (end < at) {
            return null;
        }
        values.add(said.substring(at, end));
        return values;
    }

    /// What is the same in both: null where they differ, and all of it if they are of different templates.
    ///
    /// @param a values, of which some may be null
    public static List<@Nullable String> common(List<@Nullable String> a, List<@Nullable String> b) {
        List<@Nullable String> common = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            String value = a.get(i);
            common.add(a.size() == b.size() && Objects.equals(value, b.get(i)) ? value : null);
        }
        return common;
    }

    /// A template with the values that are known, and the kind where they are null.
    public static String filled(String title, List<@Nullable String> values) {
        StringBuilder filled = new StringBuilder();
        Matcher hole = HOLE.matcher(title);
        int from = 0;
        for (String value : values) {
            if (!hole.find()) {
                return title;
            }
            filled.append(title, from, value == null ? hole.end() : hole.start());
            filled.append(value == null ? "" : value);
            from = hole.end();
        }
        return filled.append(title, from, title.length()).toString();
    }
}
