package dev.nightjar.format.structured;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.Plain;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.structured.Members.Role;
import dev.nightjar.format.time.MemberTimes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Values in columns: W3C Extended Log Format (`#Fields: date time …`), Zeek, comma- or tab-separated values. Which
/// column means what stands in a line at the file's beginning, or in the definition. A value may be quoted, a quote
/// in it doubled, and then go on over several lines. A line begins a record if its time's column has a time. Lines
/// of names and comments stand between records.
public final class ColumnLines implements Lines {

    private static final int MOST_COLUMNS = 300;
    private static final int MOST_NAMES = 4_096;
    private static final int WEIGHT = 24;
    private static final String SEPARATORS = ",;\t| ";

    private final Members members;
    private final String header;
    private final String separators;
    private final List<String> names;
    private final byte separator;
    private final boolean fixed;
    private final int time;
    private final boolean dateOnly;
    private final int last;
    private final Map<String, List<String>> values;
    private final Set<Integer> levels = new TreeSet<>();
    private final Set<Integer> numbers = new TreeSet<>();

    /// @param header with which the line of names begins; empty: it is the first line
    /// @param separators any of which may separate the values
    /// @param names of the columns; empty if the file says them
    /// @param values by the name of a column what alone may stand in it
    public ColumnLines(
            Members members, String header, String separators, List<String> names, Map<String, List<String>> values) {
        this(
                members,
                header,
                separators,
                names,
                separators.isEmpty() ? ',' : separators.charAt(0),
                !names.isEmpty(),
                values);
    }

    private ColumnLines(
            Members members,
            String header,
            String separators,
            List<String> names,
            char separator,
            boolean fixed,
            Map<String, List<String>> values) {
        this.members = members;
        this.values = values;
        this.header = header;
        this.separators = separators;
        this.names = names;
        this.separator = (byte) separator;
        this.fixed = fixed;
        List<String> plain = names.stream().map(Members::plain).toList();
        int first = -1;
        boolean date = false;
        for (String name : members.names(Role.TIME)) {
            int plus = name.indexOf('+');
            int index = plain.indexOf(plus < 0 ? name : name.substring(0, plus));
            if (first < 0 && index >= 0 && (plus < 0 || plain.contains(name.substring(plus + 1)))) {
                first = index;
                date = plus >= 0;
            }
        }
        this.time = first;
        this.dateOnly = date;
        members.names(Role.LEVEL).stream()
                .map(plain::indexOf)
                .filter(i -> i >= 0)
                .forEach(levels::add);
        members.levelBy().names().stream()
                .map(name -> plain.indexOf(Members.plain(name)))
                .filter(i -> i >= 0)
                .forEach(numbers::add);
        this.last = Math.max(first, Math.max(max(levels), max(numbers)));
    }

    private static int max(Set<Integer> indexes) {
        return indexes.stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    /// The same with the names that the beginning of a file says; empty if it says none that are understood.
    public Optional<ColumnLines> in(byte[] sample, int length) {
        if (fixed) {
            return Optional.of(this);
        }
        for (int p = 0; p < length; ) {
            int newline = Bytes.indexOf(sample, (byte) '\n', p, length);
            int end = newline < 0 ? length : newline;
            String line = RecordBuilder.text(sample, Plain.skipMark(sample, p, end), Math.min(end, p + MOST_NAMES));
            if (line.startsWith(header) && !line.isBlank()) {
                return named(line.substring(header.length()), dataLine(sample, end + 1, length));
            }
            if (header.isEmpty() && !line.isBlank()) {
                return Optional.empty();
            }
            p = end + 1;
        }
        return Optional.empty();
    }

    /// The first line of values behind `from`, empty without one.
    private static String dataLine(byte[] sample, int from, int length) {
        for (int p = from; p < length; ) {
            int newline = Bytes.indexOf(sample, (byte) '\n', p, length);
            int end = newline < 0 ? length : newline;
            if (end > p && sample[p] != '#') {
                return RecordBuilder.text(sample, p, Math.min(end, p + MOST_NAMES));
            }
            p = end + 1;
        }
        return "";
    }

    private Optional<ColumnLines> named(String line, String data) {
        for (char candidate : separators.toCharArray()) {
            List<String> found = new ArrayList<>();
            for (String name : line.strip().split(java.util.regex.Pattern.quote(String.valueOf(candidate)))) {
                found.add(name.strip().replace("\"", "").replace(',', '_'));
            }
            if (found.size() > 2 && found.size() <= MOST_COLUMNS && understands(found)) {
                char between = candidate == ' ' && data.indexOf('\t') > 0 ? '\t' : candidate;
                return Optional.of(
                        new ColumnLines(members, header, separators, List.copyOf(found), between, false, values));
            }
        }
        return Optional.empty();
    }

    /// A time, and a message or a level.
    private boolean understands(List<String> found) {
        Map<String, String> values = new LinkedHashMap<>();
        found.forEach(name -> values.put(name, "x"));
        return members.evidence(values) > 0
                && members.fills(Role.TIME, values)
                && (!header.isEmpty() || members.fills(Role.MESSAGE, values) || members.fills(Role.LEVEL, values));
    }

    /// False before a line of names was read, where the definition has none: no line can be understood yet.
    public boolean isNamed() {
        return !names.isEmpty();
    }

    /// Separator and names, for a format's name.
    public String mark() {
        return fixed ? "" : SEPARATORS.indexOf(separator) + "," + String.join(",", names);
    }

    /// The same with the names of a mark.
    public ColumnLines marked(String mark) {
        int comma = mark.indexOf(',');
        if (fixed || comma != 1 || mark.charAt(0) < '0' || mark.charAt(0) >= '0' + SEPARATORS.length()) {
            return this;
        }
        List<String> found = List.of(mark.substring(2).split(",", MOST_COLUMNS));
        return new ColumnLines(
                members, header, separators, found, SEPARATORS.charAt(mark.charAt(0) - '0'), false, values);
    }

    @Override
    public int head(byte[] b, int from, int to) {
        int start = Plain.skipMark(b, from, to);
        int end = to > start && b[to - 1] == '\r' ? to - 1 : to;
        if (start >= end) {
            return CONTINUATION;
        }
        if (b[start] == '#' && header.startsWith("#")) {
            return BETWEEN;
        }
        int level = Levels.NONE;
        int number = Levels.NONE;
        int p = start;
        for (int i = 0; i <= last; i++) {
            if (p > end) {
                return i <= time ? CONTINUATION : number < Levels.NONE ? number : level;
            }
            int close = valueEnd(b, p, end);
            int value = p < end && b[p] == '"' ? p + 1 : p;
            if (i == time && !isTime(b, value, close)) {
                return isHeader(b, value, close) ? BETWEEN : CONTINUATION;
            }
            int valueEnd = close > value && b[close - 1] == '"' ? close - 1 : close;
            if (levels.contains(i) && level == Levels.NONE) {
                int ordinal = members.levels().ordinal(b, value, valueEnd);
                level = ordinal < 0 ? level : ordinal;
            }
            if (numbers.contains(i)) {
                number = members.levelBy().ordinal(b, value, valueEnd);
            }
            p = close + 1;
        }
        return number < Levels.NONE ? number : level == Levels.NONE ? members.levelOtherwise() : level;
    }

    /// The line of names, which may come again.
    private boolean isHeader(byte[] b, int from, int to) {
        byte[] name = names.get(time).getBytes(StandardCharsets.UTF_8);
        return !fixed && to - from >= name.length && Bytes.startsWith(b, name, from, to);
    }

    private boolean isTime(byte[] b, int from, int to) {
        return dateOnly ? from < to && Bytes.isDigit(b[from]) : MemberTimes.isTime(b, from, to);
    }

    /// The separator behind the value at `from`, or `to`.
    private int valueEnd(byte[] b, int from, int to) {
        int p = from;
        if (p < to && b[p] == '"' && separator != '\t') {
            p++;
            while (p < to
                    && !(b[p] == '"'
                            && (p + 1 >= to || b[p + 1] == separator || b[p + 1] == '\n' || b[p + 1] == '\r'))) {
                p += b[p] == '"' ? 2 : 1;
            }
            return Math.min(to, p + 1);
        }
        int end = Bytes.indexOf(b, separator, from, to);
        return end < 0 ? to : end;
    }

    @Override
    public int evidence(byte[] b, int from, int to) {
        if (header.startsWith("#") && from < to && b[from] == '#') {
            return WEIGHT;
        }
        int count = 0;
        for (int p = Plain.skipMark(b, from, to); p <= to && count <= MOST_COLUMNS; count++) {
            int end = valueEnd(b, p, to);
            if (count < names.size() && !mayStand(names.get(count), b, p, end)) {
                return 0;
            }
            p = end + 1;
        }
        boolean fits = fixed ? count > last : count == names.size();
        return fits && head(b, from, to) != CONTINUATION ? WEIGHT : 0;
    }

    private boolean mayStand(String column, byte[] b, int from, int to) {
        List<String> these = values.get(column);
        return these == null
                || these.contains(
                        RecordBuilder.text(b, from, to).replace("\"", "").strip());
    }

    @Override
    public String form() {
        return "have the columns " + String.join(", ", names.subList(0, Math.min(6, names.size())));
    }

    @Override
    public void fill(RecordBuilder record, byte[] b, int from, int lineEnd, int recordEnd) {
        int start = Plain.skipMark(b, from, lineEnd);
        record.says(b, start, recordEnd);
        if (start >= lineEnd || b[start] == '#' || head(b, from, lineEnd) < 0) {
            return;
        }
        Map<String, String> values = new LinkedHashMap<>();
        int p = start;
        for (int i = 0; i < names.size() && p < recordEnd; i++) {
            int end = valueEnd(b, p, recordEnd);
            if (b[p] != '"') {
                int newline = Bytes.indexOf(b, (byte) '\n', p, end);
                end = newline < 0 ? end : newline;
            }
            String value = value(RecordBuilder.text(b, p, end));
            if (value != null && !names.get(i).isEmpty()) {
                values.put(names.get(i), value);
            }
            p = end + 1;
        }
        String raw = record.text();
        members.distribute(values, record);
        record.text(record.text().isEmpty() ? raw : record.text());
    }

    /// Null for a value that says nothing.
    private static @Nullable String value(String text) {
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            return text.substring(1, text.length() - 1).replace("\"\"", "\"");
        }
        return text.isEmpty() || text.equals("-") || text.equals("(empty)") ? null : text;
    }

    @Override
    public Silent silent() {
        return members.silent();
    }

    @Override
    public boolean understood(byte[] b, int from, int to) {
        return true;
    }
}
