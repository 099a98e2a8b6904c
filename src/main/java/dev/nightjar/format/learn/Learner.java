package dev.nightjar.format.learn;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.layout.Layout;
import dev.nightjar.format.layout.LayoutParser;
import dev.nightjar.format.layout.TextLines;
import dev.nightjar.format.level.Header;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.Trailer;
import dev.nightjar.format.time.Epoch;
import dev.nightjar.format.time.Notations;
import dev.nightjar.format.time.TimeParts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes layouts for lines that no definition knows, from what they have in common: where the time stands and in
/// which notation, and where most of them have a level. Words before it are skipped, signs stay. So a record begins
/// only where a line begins as others do, and a level counts only in its place.
public final class Learner {

    private static final int MOST_LAYOUTS = 8;
    private static final int MOST_TOKENS = 9;
    private static final int LOOK = 100;
    private static final int MOST_NUMBERS = 4;
    private static final int LEAST_EPOCHS = 4;
    private static final double ENOUGH_LEVELS = 0.6;
    private static final long EARLIEST = 900_000_000L;
    private static final long LATEST = 2_500_000_000L;

    private static final String TROUBLE =
            "{level=WARNING|Warning|warning|WARN|ERROR|Error|error|CRITICAL|Critical|FATAL|Fatal|fatal}: {message}";

    private static final Levels LEVELS = Levels.withLetters();

    private final byte[] b;
    private final Map<String, Integer> notations = new HashMap<>();
    private final Map<String, List<int[]>> bare = new LinkedHashMap<>();
    private final Map<String, List<int[]>> leveled = new LinkedHashMap<>();
    private final List<Integer> epochs = new ArrayList<>();
    private int timed;
    private int withLevel;

    private Learner(byte[] sample) {
        this.b = sample;
    }

    /// The layouts of the lines whose bounds are given, those of most lines first; empty if too few have a time.
    public static Optional<List<String>> learn(byte[] sample, List<int[]> lines) {
        Learner learner = new Learner(sample);
        lines.forEach(line -> learner.count(line[0], line[1]));
        if (learner.notations.isEmpty()) {
            learner.findEpochs(lines);
        }
        lines.forEach(line -> learner.draft(line[0], line[1]));
        if (learner.timed * 10 < lines.size() * 3) {
            return Optional.empty();
        }
        boolean levels = learner.withLevel >= ENOUGH_LEVELS * learner.timed;
        Map<String, List<int[]>> drafts = levels ? learner.leveled : learner.bare;
        int least = learner.timed / 40;
        List<String> layouts = drafts.entrySet().stream()
                .filter(e -> e.getValue().size() > least)
                .sorted(Comparator.comparing(e -> -e.getValue().size()))
                .limit(MOST_LAYOUTS)
                .flatMap(e -> Stream.of(Grown.learned(e.getKey(), sample, e.getValue(), LEVELS), e.getKey()))
                .distinct()
                .toList();
        return layouts.isEmpty() ? Optional.empty() : Optional.of(layouts);
    }

    /// Layouts as `learn` gave them, compiled. Where lines have no level in common, one that begins with a word for
    /// trouble and a colon says its own.
    public static TextLines compile(List<String> layouts) {
        List<Layout> compiled = new ArrayList<>();
        for (String text : layouts) {
            if (!text.contains("{level")) {
                compiled.addAll(LayoutParser.parse(text.replace("{message}", TROUBLE), LEVELS, false));
            }
            compiled.addAll(LayoutParser.parse(text, LEVELS, false));
        }
        return new TextLines(compiled, "", Trailer.NONE, Lines.Silent.ODD, false);
    }

    /// Counts the notations that a line's time fits, longer ones more.
    private void count(int from, int to) {
        int time = new Header(b, from, to).time();
        if (time < 0) {
            return;
        }
        for (Notations.Notation notation : Notations.at(b, time, to)) {
            int end = fit(notation, time, to);
            if (end > 0) {
                notations.merge(notation.text(), 100 + end - time, Integer::sum);
            }
        }
    }

    /// End of a possible time, -1 if it is none.
    private int fit(Notations.Notation notation, int time, int to) {
        TimeParts parts = new TimeParts();
        int end = notation.pattern().match(b, time, to, parts);
        return end > 0 && parts.plausible() ? end : -1;
    }

    private void draft(int from, int to) {
        String notation = "epoch";
        int time = epoch(from, to);
        int end = time < 0 ? -1 : epochEnd(time, to);
        if (end < 0) {
            time = new Header(b, from, to).time();
        }
        if (end < 0 && time >= 0) {
            Notations.Notation best = best(time, to);
            notation = best == null ? "" : best.text();
            end = best == null ? -1 : fit(best, time, to);
        }
        if (end < 0) {
            return;
        }
        timed++;
        String draft = layout(from, time, notation, end, to, false);
        if (draft == null) {
            return;
        }
        String more = layout(from, time, notation, end, to, true);
        withLevel += more == null ? 0 : 1;
        bare.computeIfAbsent(draft, any -> new ArrayList<>()).add(new int[] {from, to});
        leveled.computeIfAbsent(more == null ? draft : more, any -> new ArrayList<>())
                .add(new int[] {from, to});
    }

    /// Where seconds since 1970 stand: at the line's beginning, or behind so many words as in the other lines.
    private int epoch(int from, int to) {
        int first = from < to && !Bytes.isDigit(b[from]) ? from + 1 : from;
        if (epochEnd(first, to) > 0) {
            return first;
        }
        return epochs.isEmpty() ? -1 : wordAt(from, to, epochs.getFirst());
    }

    /// Where the word of that number begins, -1 if there is none.
    private int wordAt(int from, int to, int number) {
        int word = 0;
        for (int p = from; p < to && p < from + LOOK; p++) {
            boolean begins = Bytes.isDigit(b[p]) && (p == from || !isName(b[p - 1]));
            if (begins && word++ == number) {
                return p;
            }
        }
        return -1;
    }

    private static boolean isName(byte c) {
        return Bytes.isLetter(c) || Bytes.isDigit(c) || c == '.' || c == '-' || c == '_';
    }

    /// Looks for numbers that are seconds since 1970 in nearly all lines, at the same place, and grow.
    private void findEpochs(List<int[]> lines) {
        for (int number = 0; number < MOST_NUMBERS && epochs.isEmpty(); number++) {
            int hits = 0;
            int growing = 0;
            long before = 0;
            for (int[] line : lines) {
                int at = wordAt(line[0], line[1], number);
                TimeParts parts = new TimeParts();
                if (at >= 0 && epochEnd(at, line[1]) > 0 && Epoch.match(b, at, line[1], parts) > 0) {
                    hits++;
                    growing += parts.epochSeconds >= before ? 1 : 0;
                    before = parts.epochSeconds;
                }
            }
            if (hits >= LEAST_EPOCHS && hits >= Cells.MOST * lines.size() && growing >= Cells.MOST * hits) {
                epochs.add(number);
            }
        }
    }

    private Notations.@Nullable Notation best(int time, int to) {
        Notations.Notation best = null;
        for (Notations.Notation notation : Notations.at(b, time, to)) {
            boolean more =
                    best == null || notations.getOrDefault(notation.text(), 0) > notations.getOrDefault(best.text(), 0);
            if (more && fit(notation, time, to) > 0) {
                best = notation;
            }
        }
        return best;
    }

    /// Seconds or smaller units since 1970 at the line's beginning, of a time when there were logs.
    private int epochEnd(int p, int to) {
        TimeParts parts = new TimeParts();
        int end = Epoch.match(b, p, to, parts);
        boolean possible = end > 0 && parts.epochSeconds > EARLIEST && parts.epochSeconds < LATEST;
        return possible && (end == to || !Bytes.isLetter(b[end])) ? end : -1;
    }

    /// The line's layout up to its time, or up to its level; null if it has none or is too odd.
    private @Nullable String layout(int from, int time, String notation, int timeEnd, int to, boolean wantLevel) {
        StringBuilder out = new StringBuilder();
        int p = walk(out, from, time, wantLevel);
        boolean before = p < time || p == time && out.indexOf("{level") >= 0;
        if (before && p < time) {
            p = walk(out, p, time, false);
        }
        out.append("{time:").append(notation).append('}');
        p = timeEnd;
        if (wantLevel && !before) {
            int most = Math.min(to, timeEnd + LOOK);
            p = walk(out, timeEnd, most, true);
            if (p >= most) {
                return null;
            }
        }
        while (p < to && "])>:;,|".indexOf(b[p]) >= 0) {
            out.append((char) b[p++]);
        }
        out.append(p < to && Bytes.isBlank(b[p]) ? " {message}" : "{message}");
        boolean odd = out.indexOf("||") >= 0 || out.indexOf("{?") >= 0;
        return odd ? null : out.toString();
    }

    /// Writes what stands in `[p, end)`; returns where it ended: behind a level if one is wanted and found.
    private int walk(StringBuilder out, int begin, int end, boolean wantLevel) {
        int p = begin;
        for (int token = 0; p < end; token++) {
            int after = Bytes.skipBlanks(b, p, end);
            if (after > p) {
                out.append(' ');
                p = after;
                continue;
            }
            if (wantLevel && token > 2 * MOST_TOKENS) {
                return end;
            }
            int close = closing(p, end);
            if (close > 0 && !(wantLevel && holdsLevel(p + 1, close))) {
                int level = wantLevel ? levelEnd(Bytes.skipBlanks(b, p + 1, close), close) : -1;
                if (level > 0 && Bytes.skipBlanks(b, level, close) == close) {
                    out.append(sign(b[p])).append("{level}").append((char) b[close]);
                    return close + 1;
                }
                out.append(sign(b[p])).append("{skip*}").append((char) b[close]);
                p = close + 1;
                continue;
            }
            int word = wordEnd(p, end);
            if (word == p) {
                out.append(sign(b[p]));
                p++;
            } else if (wantLevel && levelEnd(p, word) == word) {
                out.append("{level}");
                return word;
            } else {
                out.append("{skip}");
                p = word;
            }
        }
        return end;
    }

    /// A level word in capitals stands among others in brackets.
    private boolean holdsLevel(int begin, int end) {
        for (int p = begin; p < end; p++) {
            int word = wordEnd(p, end);
            if (word - p > 2 && b[p] <= 'Z' && b[word - 1] <= 'Z' && levelEnd(p, word) == word) {
                return Bytes.skipBlanks(b, begin, end) < p || Bytes.skipBlanks(b, word, end) < end;
            }
            p = Math.max(p, word);
        }
        return false;
    }

    /// As a layout writes it.
    private static String sign(byte c) {
        return c == '{' ? "{{" : String.valueOf((char) (c & 0x7F));
    }

    /// End of a level word, or of a letter that stands alone; -1 if there is none.
    private int levelEnd(int from, int to) {
        int end = from;
        while (end < to && (Bytes.isLetter(b[end]) || Bytes.isDigit(b[end]))) {
            end++;
        }
        return end > from && LEVELS.ordinalInText(b, from, end) >= 0 ? end : -1;
    }

    private int closing(int p, int end) {
        byte close = switch (b[p]) {
            case '[' -> ']';
            case '(' -> ')';
            case '{' -> '}';
            default -> 0;
        };
        return close == 0 ? -1 : Bytes.indexOf(b, close, p, Math.min(end, p + 60));
    }

    private int wordEnd(int p, int to) {
        int end = p;
        while (end < to && b[end] != ' ' && b[end] != '\t' && "[](){}<>|,;:=\"'#!~^".indexOf(b[end]) < 0) {
            end++;
        }
        return end;
    }
}
