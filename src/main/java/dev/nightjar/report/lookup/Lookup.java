package dev.nightjar.report.lookup;

import dev.nightjar.model.event.EventIds;
import dev.nightjar.text.Visible;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Ids and the issues they lead to, as scripts that assign values: a page opened from a file may load scripts but
/// nothing else. `find.js` says what there is: the ids of all issues, and with which key each shard begins. `iN.js`
/// holds issues, worst first; `kN.js` holds keys in the order of their UTF-16 units, so that one shard answers for
/// a key, for what begins like it, and for what is near. The same input gives the same bytes.
public final class Lookup {

    /// Characters; those outside ASCII, of which UTF-8 makes up to three bytes, are rare in ids and names.
    private static final int SHARD = 120_000;
    private static final int LONGEST_KEY = 200;

    /// Issues that an id leads to: of more the worst.
    private static final int MOST_ROWS = 200;

    private final List<String> ids = new ArrayList<>();
    private final List<String> issues = new ArrayList<>();
    private final TreeMap<String, Row> keys = new TreeMap<>();

    /// An issue as the page tells it; all text as it stands in the log.
    ///
    /// @param id 8 characters
    /// @param thrown the class that its title begins with, empty if it has none
    /// @param said the rest of its title
    public record Card(
            String id,
            String href,
            String state,
            String project,
            String type,
            String message,
            String culprit,
            String thrown,
            String said,
            String reason,
            String note,
            String owner,
            String contact,
            String first,
            String last,
            long count,
            long total,
            long users) {}

    /// How an id leads to an issue.
    ///
    /// @param kind `event`, `request`, `alias` …
    /// @param event that has it, null for an alias
    public record Seen(String kind, @Nullable EventIds event) {

        private boolean isBefore(Seen other) {
            return event != null && other.event != null && event.time().isBefore(other.event.time());
        }
    }

    /// A mention of an id: the first of its kind in its issue.
    private record Row(String key, int issue, Seen seen) {}

    /// Adds an issue and returns its number. In the order of the pages.
    public int add(Card card) {
        ids.add(card.id());
        issues.add("[" + String.join(",", texts(card)) + "," + card.count() + "," + card.total() + "," + card.users()
                + "]");
        return issues.size() - 1;
    }

    private static List<String> texts(Card card) {
        return List.of(
                quote(card.href()),
                quote(card.state()),
                quote(card.project(), 80),
                quote(card.type(), 120),
                quote(card.message(), 160),
                quote(card.culprit(), 120),
                quote(card.thrown(), 120),
                quote(card.said(), 160),
                quote(card.reason(), 200),
                quote(card.note(), 600),
                quote(card.owner(), 80),
                quote(card.contact(), 120),
                quote(card.first()),
                quote(card.last()));
    }

    /// Adds an id that leads to an issue; the earliest event of an issue that has it counts. Blank ones, and those of
    /// more than 200 characters, are left out.
    public void add(String id, int issue, Seen seen) {
        String key = Visible.line(id);
        if (id.isBlank() || key.length() > LONGEST_KEY) {
            return;
        }
        String place = key.toLowerCase(Locale.ROOT) + '\0' + (char) (issue >> 16) + (char) issue;
        Row known = keys.get(place);
        if (known == null || seen.isBefore(known.seen)) {
            keys.put(place, new Row(key, issue, seen));
        }
    }

    /// Names below `data/` and their content.
    ///
    /// @param window which time the pages cover, in words
    /// @param since from when on the ids of all events are here, in words; empty if there are none
    /// @param projects whose logs were read
    /// @param words what a time is called
    public Map<String, String> scripts(
            String window, String since, List<String> projects, Function<Instant, String> words) {
        Map<String, String> scripts = new LinkedHashMap<>();
        List<Integer> parts = new ArrayList<>();
        issues(scripts, parts);
        List<String> first = new ArrayList<>();
        keys(scripts, first, words);
        scripts.put(
                "find.js",
                "globalThis.NIGHTJAR = {window: " + quote(window) + ",\nsince: " + quote(since) + ",\nprojects: "
                        + projects.stream().map(Lookup::quote).toList() + ",\nkeys: " + keys.size() + ",\nids: \""
                        + String.join("", ids) + "\",\nparts: " + parts + ",\nfirst: "
                        + first.stream().map(Lookup::quote).toList() + "};\n");
        return scripts;
    }

    private void issues(Map<String, String> scripts, List<Integer> parts) {
        StringBuilder open = new StringBuilder();
        for (int i = 0; i < issues.size(); i++) {
            if (open.isEmpty()) {
                parts.add(i);
            }
            append(open, issues.get(i));
            if (open.length() > SHARD || i == issues.size() - 1) {
                int nth = parts.size() - 1;
                scripts.put("i" + nth + ".js", "NIGHTJAR.part(" + nth + ", [\n" + open + "]);\n");
                open.setLength(0);
            }
        }
    }

    /// All rows of an id are in one shard, at most 200.
    private void keys(Map<String, String> scripts, List<String> first, Function<Instant, String> words) {
        StringBuilder open = new StringBuilder();
        String before = "";
        int rows = 0;
        for (Map.Entry<String, Row> entry : keys.entrySet()) {
            String key = entry.getKey().substring(0, entry.getKey().length() - 3);
            rows = key.equals(before) ? rows + 1 : 1;
            if (rows > MOST_ROWS) {
                continue;
            }
            if (open.length() > SHARD && !key.equals(before)) {
                close(open, scripts, first.size() - 1);
            }
            if (open.isEmpty()) {
                first.add(key);
            }
            append(open, row(entry.getValue(), words));
            before = key;
        }
        if (!open.isEmpty()) {
            close(open, scripts, first.size() - 1);
        }
    }

    /// The id as it was written, the issue's number, the kind; of an event also its time in words, its place, its
    /// own id if that is another one, its time in milliseconds since 1970, and 1 if it is an error.
    private static String row(Row row, Function<Instant, String> words) {
        EventIds event = row.seen.event();
        String begin = "[" + quote(row.key) + "," + row.issue + "," + quote(row.seen.kind(), 40);
        return event == null
                ? begin + "]"
                : begin + "," + quote(words.apply(event.time())) + "," + quote(event.file() + ":" + event.line(), 300)
                        + "," + quote(event.event().equals(row.key) ? "" : event.event()) + ","
                        + event.time().toEpochMilli() + "," + (event.error() ? 1 : 0) + "]";
    }

    private static void close(StringBuilder open, Map<String, String> scripts, int nth) {
        scripts.put("k" + nth + ".js", "NIGHTJAR.shard(" + nth + ", [\n" + open + "]);\n");
        open.setLength(0);
    }

    private static void append(StringBuilder open, String row) {
        open.append(row).append(",\n");
    }

    private static String quote(String text, int most) {
        int cut = text.length() <= most ? text.length() : Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
        return quote(cut == text.length() ? text : text.substring(0, cut) + "…");
    }

    /// A JavaScript string that is safe in a script and in HTML.
    public static String quote(String text) {
        String visible = Visible.line(text);
        StringBuilder out = new StringBuilder(visible.length() + 2).append('"');
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '<', '>', '&', '\u2028', '\u2029' -> out.append("\\u%04x".formatted((int) c));
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
