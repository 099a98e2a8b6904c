package dev.nightjar.report.lookup;

import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Ids and the issues they lead to, as scripts that assign values: a page opened from a file may load scripts but
/// nothing else. `find.js` says what there is: the ids of all issues, and with which key each shard begins. `iN.js`
/// holds issues, worst first; `kN.js` holds keys in the order of their UTF-16 units, so that one shard answers for
/// a
/// key, for what begins like it, and for what is near. The same input gives the same bytes.
public final class Lookup {

    /// Characters; those outside ASCII, of which UTF-8 makes up to three bytes, are rare in ids and names.
    private static final int SHARD = 120_000;
    private static final int LONGEST_KEY = 200;

    private final List<String> ids = new ArrayList<>();
    private final List<String> issues = new ArrayList<>();
    private final TreeMap<String, Map<Integer, String>> keys = new TreeMap<>();

    /// An issue as the page tells it; all text as it stands in the log.
    ///
    /// @param id 8 characters
    public record Card(
            String id,
            String href,
            String state,
            String project,
            String type,
            String message,
            String culprit,
            String name,
            String reason,
            String note,
            String owner,
            String contact,
            String first,
            String last,
            long count,
            long total,
            long users) {}

    /// Where an id was seen.
    ///
    /// @param kind `event`, `request`, `alias` …
    /// @param time empty for an alias
    /// @param place `file:line`, empty for an alias
    /// @param event its id, empty for an alias
    public record Seen(String kind, String time, String place, String event) {}

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
                quote(card.name(), 160),
                quote(card.reason(), 200),
                quote(card.note(), 600),
                quote(card.owner(), 80),
                quote(card.contact(), 120),
                quote(card.first()),
                quote(card.last()));
    }

    /// Adds an id that leads to an issue; the first mention of an id in an issue counts. Blank ones, and those of
    /// more than 200 characters, are left out.
    public void add(String id, int issue, Seen seen) {
        String key = Visible.line(id);
        if (id.isBlank() || key.length() > LONGEST_KEY) {
            return;
        }
        keys.computeIfAbsent(key.toLowerCase(Locale.ROOT), k -> new LinkedHashMap<>())
                .computeIfAbsent(
                        issue,
                        n -> "[" + quote(key) + "," + n + "," + quote(seen.kind(), 40) + "," + quote(seen.time()) + ","
                                + quote(seen.place(), 300) + "," + quote(seen.event()) + "]");
    }

    /// Names below `data/` and their content.
    ///
    /// @param window which time the pages cover, in words
    /// @param projects whose logs were read
    public Map<String, String> scripts(String window, List<String> projects) {
        Map<String, String> scripts = new LinkedHashMap<>();
        List<Integer> parts = new ArrayList<>();
        issues(scripts, parts);
        List<String> first = new ArrayList<>();
        keys(scripts, first);
        scripts.put(
                "find.js",
                "globalThis.NIGHTJAR = {window: " + quote(window) + ",\nprojects: "
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

    private void keys(Map<String, String> scripts, List<String> first) {
        StringBuilder open = new StringBuilder();
        for (Map.Entry<String, Map<Integer, String>> entry : keys.entrySet()) {
            if (open.length() > SHARD) {
                close(open, scripts, first.size() - 1);
            }
            if (open.isEmpty()) {
                first.add(entry.getKey());
            }
            entry.getValue().values().forEach(row -> append(open, row));
        }
        if (!open.isEmpty()) {
            close(open, scripts, first.size() - 1);
        }
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
