package dev.nightjar.format;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.layout.Layout;
import dev.nightjar.format.layout.LayoutParser;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.Plain;
import dev.nightjar.format.structured.JsonScan;
import dev.nightjar.format.structured.LogfmtLines;
import dev.nightjar.format.structured.Members.Role;
import dev.nightjar.format.time.TimePattern;
import dev.nightjar.model.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A definition for lines that no format fits, as a beginning for a person to edit. For text it is the header that
/// most lines share: the time, the level, and what stands in brackets or looks like a number or a dotted name, up
/// to where the lines begin to differ. For JSON and logfmt it is the names that look like a time, a level and so
/// on.
final class Proposal {

    private static final int LINES = 200;
    private static final int EXAMPLES = 3;
    private static final double SHARED = 0.5;
    private static final Map<Role, List<String>> NAMES = Map.of(
            Role.TIME, List.of("time", "timestamp", "ts", "date", "when", "at", "t"),
            Role.LEVEL, List.of("level", "lvl", "severity", "loglevel", "priority", "l"),
            Role.MESSAGE, List.of("message", "msg", "text", "event", "log", "body", "m", "mt"),
            Role.LOGGER, List.of("logger", "category", "channel", "component", "module", "source"),
            Role.THREAD, List.of("thread", "threadname"),
            Role.HOST, List.of("host", "hostname", "node"),
            Role.PROCESS, List.of("pid", "process", "app", "program"),
            Role.STACK, List.of("stack", "stacktrace", "stack_trace", "exception", "traceback", "trace", "x"));

    private static final List<String> NOTATIONS = List.of(
            "iso",
            "yyyy/MM/dd HH:mm:ss[.S][,S]",
            "yyyy.MM.dd HH:mm:ss[.S][,S]",
            "dd/MMM/yyyy:HH:mm:ss[ Z]",
            "dd MMM yyyy HH:mm:ss[.S][,S]",
            "dd-MMM-yyyy HH:mm:ss[.S][,S]",
            "d.M.yyyy HH:mm:ss[.S][,S]",
            "M/d/yyyy h:mm:ss a",
            "M/d/yyyy HH:mm:ss[.S]",
            "EEE MMM d HH:mm:ss yyyy",
            "MMM d HH:mm:ss[.S]",
            "yyyyMMdd HH:mm:ss[.S][,S]",
            "yyyyMMdd-HH:mm:ss[.S][,S]",
            "yy/MM/dd HH:mm:ss",
            "HH:mm:ss[.S][,S]",
            "epoch");

    private final List<byte[]> lines = new ArrayList<>();
    private final Levels levels = new Levels(Map.of());

    private Proposal(byte[] sample, int length) {
        for (int p = 0; p < length && lines.size() < LINES; ) {
            int newline = Bytes.indexOf(sample, (byte) '\n', p, length);
            int end = newline < 0 ? length : newline;
            int to = end > p && sample[end - 1] == '\r' ? end - 1 : end;
            if (!Plain.goesOn(sample, p, to)) {
                lines.add(Arrays.copyOfRange(sample, Plain.skipMark(sample, p, to), to));
            }
            p = end + 1;
        }
    }

    /// The text of a definition; empty if most lines have neither a time nor a level nor names.
    ///
    /// @param scrub removes secrets from the lines that serve as samples
    static Optional<String> of(byte[] sample, int length, UnaryOperator<String> scrub) {
        Proposal proposal = new Proposal(sample, length);
        return proposal.structured(scrub).or(() -> proposal.text(scrub));
    }

    private Optional<String> structured(UnaryOperator<String> scrub) {
        Map<String, Integer> seen = new HashMap<>();
        int json = 0;
        int pairs = 0;
        for (byte[] line : lines) {
            Map<String, String> members = JsonScan.tryRead(line, 0, line.length);
            json += members == null ? 0 : 1;
            Map<String, String> named = members == null ? pairs(line) : members;
            pairs += members == null && named.size() >= 3 ? 1 : 0;
            named.keySet().forEach(name -> seen.merge(name, 1, Integer::sum));
        }
        int most = Math.max(json, pairs);
        if (most == 0 || most < lines.size() * SHARED) {
            return Optional.empty();
        }
        EnumMap<Role, String> roles = new EnumMap<>(Role.class);
        NAMES.forEach((role, names) -> seen.keySet().stream()
                .filter(name -> seen.getOrDefault(name, 0) >= most * SHARED && names.contains(last(name)))
                .min(java.util.Comparator.comparing(String::length).thenComparing(name -> name))
                .ifPresent(name -> roles.put(role, name)));
        String members = roles.entrySet().stream()
                .map(e -> "  " + e.getKey().name().toLowerCase(Locale.ROOT) + ": [" + quoted(e.getValue()) + "]\n")
                .collect(Collectors.joining());
        String kind = json >= pairs ? "json" : "logfmt";
        return roles.isEmpty()
                ? Optional.empty()
                : Optional.of(head(kind, most) + "members:\n" + members + samples(lines, scrub));
    }

    private static Map<String, String> pairs(byte[] line) {
        Map<String, String> pairs = new HashMap<>();
        LogfmtLines.pairs(new String(line, StandardCharsets.UTF_8), pairs);
        return pairs;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1)
                .replace("@", "")
                .replace("-", "_")
                .toLowerCase(Locale.ROOT);
    }

    private Optional<String> text(UnaryOperator<String> scrub) {
        Map<String, Integer> shapes = new HashMap<>();
        for (byte[] line : lines) {
            for (String shape : new Header(line, levels).shapes()) {
                shapes.merge(shape, 1, Integer::sum);
            }
        }
        return shapes.entrySet().stream()
                .filter(shape -> shape.getValue() >= lines.size() * SHARED)
                .max(Map.Entry.<String, Integer>comparingByValue(
                                java.util.Comparator.comparing(n -> n / (lines.size() / 5 + 1)))
                        .thenComparing(shape -> shape.getKey().length()))
                .map(shape -> define(shape.getKey() + "{message}", scrub));
    }

    private String define(String layout, UnaryOperator<String> scrub) {
        Layout parsed = LayoutParser.parse(layout, levels, false).getFirst();
        List<byte[]> fitting = lines.stream()
                .filter(line -> parsed.head(line, 0, line.length) >= 0)
                .toList();
        return head("text", fitting.size()) + "layouts:\n  - " + quoted(layout) + "\n" + samples(fitting, scrub);
    }

    private String head(String kind, int fitting) {
        return "# " + fitting + " of " + lines.size() + " lines fit. Name the fields, then try it: formats test FILE\n"
                + "title: What writes these lines\n"
                + "kind: " + kind + "\n"
                + "# levels: {bad: ERROR}   words for levels beside the usual ones\n";
    }

    private static String samples(List<byte[]> fitting, UnaryOperator<String> scrub) {
        List<String> examples = fitting.stream()
                .limit(EXAMPLES)
                .map(line -> scrub.apply(new String(line, StandardCharsets.UTF_8)))
                .toList();
        StringBuilder out = new StringBuilder("samples:\n  - text: |\n");
        examples.forEach(line -> out.append("      ").append(line).append('\n'));
        out.append("    records:\n");
        for (int i = 1; i <= examples.size(); i++) {
            out.append("      - {line: ").append(i).append("}\n");
        }
        return out.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// The header of one line, cut at each place where it may end.
    private static final class Header {

        private static final int MOST_WORDS = 12;

        private final byte[] b;
        private final Levels levels;
        private final StringBuilder layout = new StringBuilder();
        private final List<String> shapes = new ArrayList<>();
        private boolean time;
        private boolean level;
        private boolean logger;
        private int names;
        private int p;

        Header(byte[] line, Levels levels) {
            this.b = line;
            this.levels = levels;
        }

        /// Layouts without `{message}`, the shortest first; each has a time or a level.
        List<String> shapes() {
            for (int words = 0; words < MOST_WORDS && p < b.length && word(); words++) {
                punctuation();
                if ((time || level) && layout.charAt(layout.length() - 1) != '}') {
                    shapes.add(layout.toString());
                }
            }
            return shapes;
        }

        /// One field; false where the message begins.
        private boolean word() {
            return opening() && (aTime() || aLevel() || aName());
        }

        private boolean opening() {
            while (p < b.length && "[(<|\"".indexOf(b[p]) >= 0) {
                layout.append((char) b[p++]);
            }
            return p < b.length;
        }

        private boolean aTime() {
            for (String notation : time ? List.<String>of() : NOTATIONS) {
                int end = TimePattern.of(notation).match(b, p, b.length, null);
                if (end > 0 && (end == b.length || !Bytes.isDigit(b[end]))) {
                    layout.append("{time:").append(notation).append('}');
                    p = end;
                    time = true;
                    return true;
                }
            }
            return false;
        }

        private boolean aLevel() {
            int end = p;
            while (end < b.length && Bytes.isLetter(b[end])) {
                end++;
            }
            boolean bracketed = p > 0 && "[(<|".indexOf(b[p - 1]) >= 0;
            boolean shouted = end - p > 1 && Character.isUpperCase(b[p]) && Character.isUpperCase(b[p + 1]);
            boolean colon = end < b.length && b[end] == ':';
            int ordinal = level || !(bracketed || shouted || colon) ? -1 : levels.ordinal(b, p, end);
            if (ordinal < 0 || ordinal >= Level.values().length) {
                return false;
            }
            layout.append("{level}");
            p = end;
            level = true;
            return true;
        }

        /// A number, what stands in brackets, or a dotted name before a colon, a bracket or a dash.
        private boolean aName() {
            char open = p == 0 ? ' ' : (char) b[p - 1];
            char close =
                    open == '[' ? ']' : open == '(' ? ')' : open == '<' ? '>' : open == '"' || open == '|' ? open : ' ';
            int end = p;
            boolean dotted = false;
            boolean digits = true;
            while (end < b.length && b[end] != close && (close != ' ' || b[end] != ':' && b[end] != '|')) {
                dotted |= b[end] == '.';
                digits &= Bytes.isDigit(b[end]);
                end++;
            }
            if (end == p || end == b.length || end - p > 80) {
                return false;
            }
            boolean separated = close != ' ' || b[end] != ' ' || end + 2 < b.length && b[end + 1] == '-';
            if (digits) {
                layout.append(names++ == 0 ? "{process#}" : "{number" + names + "#}");
            } else if (dotted && separated && !logger) {
                layout.append("{logger}");
                logger = true;
            } else if (close != ' ') {
                layout.append("{name").append(++names).append("*}");
            } else {
                return false;
            }
            p = end;
            return true;
        }

        private void punctuation() {
            int ahead = Bytes.skipBlanks(b, p, b.length);
            p = ahead < b.length && "])>|\"".indexOf(b[ahead]) >= 0 && b[ahead] != '|' ? ahead : p;
            while (p < b.length && "])>|\":,- ".indexOf(b[p]) >= 0) {
                boolean again = b[p] == ' ' && layout.charAt(layout.length() - 1) == ' ';
                layout.append(again ? "" : String.valueOf((char) b[p]));
                p++;
            }
        }
    }
}
