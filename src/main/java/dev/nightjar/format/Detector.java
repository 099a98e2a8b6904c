package dev.nightjar.format;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.bytes.JsonWalk;
import dev.nightjar.format.layout.Speakers;
import dev.nightjar.format.layout.TextLines;
import dev.nightjar.format.layout.Wrapper;
import dev.nightjar.format.learn.Grown;
import dev.nightjar.format.learn.Learner;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.Mixed;
import dev.nightjar.format.record.Plain;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.structured.ColumnLines;
import dev.nightjar.format.structured.ExportBlocks;
import dev.nightjar.format.structured.JsonLines;
import dev.nightjar.format.structured.JsonScan;
import dev.nightjar.model.log.SourceFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Weighs what the lines of a sample say for a format. Comments and lines that go on with a record (indented,
/// frames
/// of traces) neither speak for nor against one. A format's score is the mean weight of the lines that fit it,
/// times
/// the square of their share; one that fits less than three tenths of the lines counts only if several lines fit
/// it and say much (a few records with long dumps between).
final class Detector {

    private static final int MOST_LINES = 200;
    private static final int PROBED_LINES = 16;
    private static final double USUAL = 0.75;
    private static final double LEAST_COVERAGE = 0.3;
    private static final double LEAST_COVERAGE_OF_DUMPS = 0.02;
    private static final double LEAST_COVERAGE_OF_TWO = 0.1;
    private static final int LEAST_WEIGHT_OF_DUMPS = 12;

    /// Of nobody: only what a line says for itself is asked.
    private static final SourceFile NOBODY = new SourceFile("", Path.of(""), "", "", ZoneOffset.UTC, Instant.EPOCH);

    private final byte[] sample;
    private final int length;
    private final List<Line> lines = new ArrayList<>();
    private boolean quick;

    /// A line, and its members if it is a JSON object.
    ///
    /// @param silent it speaks for a format that it fits, and against none: it is a comment, or goes on with a
    ///     record
    private record Line(
            int from, int to, boolean silent, @Nullable Map<String, String> members) {}

    /// @param length of the sample; a last line without end is looked at only if it is the only one
    Detector(byte[] sample, int length) {
        this.sample = sample;
        this.length = length;
        int p = 0;
        while (p < length && lines.size() < MOST_LINES) {
            int newline = Bytes.indexOf(sample, (byte) '\n', p, length);
            if (newline < 0 && !lines.isEmpty() && length >= Formats.SAMPLE) {
                break;
            }
            int end = documentEnd(p, newline < 0 ? length : newline, length);
            int trimmed = end > p && sample[end - 1] == '\r' ? end - 1 : end;
            int start = Plain.skipMark(sample, p, trimmed);
            if (Bytes.skipBlanks(sample, start, trimmed) < trimmed) {
                boolean silent = Plain.goesOn(sample, p, trimmed) || isComment(start, trimmed);
                lines.add(new Line(p, trimmed, silent, members(p, trimmed, length)));
            }
            p = end + 1;
        }
        quick = lines.size() > 2 * PROBED_LINES;
    }

    private Detector(byte[] sample, int length, List<Line> lines) {
        this.sample = sample;
        this.length = length;
        this.lines.addAll(lines);
    }

    /// The lines that a kind does not fit, without those that only go on with others.
    Detector without(Lines kind) {
        Weight weight = weight(kind);
        List<Line> rest = lines.stream()
                .filter(line -> !line.silent() && weight.of(line) == 0)
                .toList();
        return new Detector(sample, length, rest);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// What the lines say that are JSON objects.
    List<Map<String, String>> members() {
        List<Map<String, String>> all = new ArrayList<>();
        for (Line line : lines) {
            if (line.members() != null) {
                all.add(line.members());
            }
        }
        return all;
    }

    /// Lines that do not only go on with others.
    long size() {
        return lines.stream().filter(line -> !line.silent()).count();
    }

    /// Whether at least two of the lines fit and say a time or a level, or the only one there is.
    boolean tells(Lines kind) {
        Weight weight = weight(kind);
        long telling = lines.stream()
                .filter(line -> weight.of(line) > 0 && says(kind, line))
                .limit(2)
                .count();
        return telling >= Math.min(2, size());
    }

    private boolean says(Lines kind, Line line) {
        RecordBuilder record = new RecordBuilder(NOBODY);
        kind.fill(record, sample, line.from(), line.to(), line.to());
        return record.time != null || record.level != null;
    }

    private Weight weight(Lines format) {
        return format instanceof JsonLines json
                ? line -> line.members() == null ? 0 : json.evidence(line.members(), sample, line.from(), line.to())
                : line -> format.evidence(sample, line.from(), line.to());
    }

    private boolean isComment(int from, int to) {
        byte first = sample[from];
        return first == '#' || first == '=' || first == '*' || first == '-' && to - from > 2 && sample[from + 1] == '-';
    }

    /// Formats that none of some lines fits were left out.
    boolean isQuick() {
        return quick;
    }

    void lookAtAll() {
        quick = false;
    }

    /// Some lines are indented or look like part of a stack trace.
    boolean hasContinuations() {
        return lines.stream().anyMatch(Line::silent);
    }

    /// JSON over several lines is one of them.
    private int documentEnd(int from, int lineEnd, int length) {
        int start = Plain.skipMark(sample, from, lineEnd);
        if (start >= lineEnd || sample[start] != '{' && !isBracket(start, lineEnd)) {
            return lineEnd;
        }
        int end = JsonWalk.valueEnd(sample, start, length);
        if (end <= lineEnd) {
            return lineEnd;
        }
        int newline = Bytes.indexOf(sample, (byte) '\n', end, length);
        return newline < 0 ? length : newline;
    }

    private boolean isBracket(int start, int lineEnd) {
        return sample[start] == '[' && JsonWalk.skipSpace(sample, start + 1, lineEnd) == lineEnd;
    }

    /// Of a whole object, of the first one in an array, or of what the sample has of a long one.
    private @Nullable Map<String, String> members(int from, int to, int length) {
        int start = Plain.skipMark(sample, from, to);
        if (start < to && sample[start] == '[') {
            start = JsonWalk.skipSpace(sample, start + 1, to);
        }
        if (start >= to || sample[start] != '{') {
            return null;
        }
        JsonScan.Read read = JsonScan.read(sample, start, to);
        return read.whole() || to == length && !read.values().isEmpty() ? read.values() : null;
    }

    /// A kind of lines with its weight.
    ///
    /// @param kind as `Kinds` names it
    record Candidate(
            double score,
            double coverage,
            Within within,
            String kind,
            String reason,
            Lines lines,
            @Nullable Speakers speakers,
            Kinds kinds) {

        Candidate(double score, double coverage, Within within, String kind, String reason, Lines lines, Kinds kinds) {
            this(score, coverage, within, kind, reason, lines, null, kinds);
        }

        Candidate weighed(double by, double share) {
            return new Candidate(by, share, within, kind, reason, lines, speakers, kinds);
        }

        Candidate spoken(String name, Speakers by) {
            return new Candidate(score, coverage, within, name, reason, lines, by, kinds);
        }

        Candidate and(Candidate other) {
            Lines both = Mixed.of(lines, List.of(other.lines));
            return new Candidate(score, coverage, within, kind + Kinds.AND + other.kind, reason, both, null, kinds);
        }

        boolean isPlain() {
            return kind.equals(Kinds.PLAIN);
        }

        Format format() {
            String name = within.prefix() + kind;
            Speakers all = speakers == null ? Speakers.all(lines) : speakers;
            return new Format(name, reason, within.wrapper(), kinds.complete(all), kinds.openers(), kinds.failures());
        }
    }

    /// @param layout the layout that most lines fit, 0 if there are none
    record Evidence(double score, double coverage, int layout, String reason) {}

    private interface Weight {
        int of(Line line);
    }

    Optional<Evidence> judge(Lines format) {
        if (format instanceof TextLines text) {
            return judgeText(text);
        }
        if (format instanceof ExportBlocks
                && all(line -> format.head(sample, line.from(), line.to()) + 1).hits() == 0) {
            return Optional.empty(); // no block begins
        }
        return sum(weight(format)).evidence(0, format.form());
    }

    private Optional<Evidence> judgeText(TextLines text) {
        int[] byLayout = new int[text.size()];
        Sum sum = sum(line -> {
            int layout = text.layoutOf(sample, line.from(), line.to());
            if (layout < 0) {
                return 0;
            }
            byLayout[layout]++;
            return text.specificity(layout);
        });
        int layout = 0;
        for (int i = 1; i < byLayout.length; i++) {
            layout = byLayout[i] > byLayout[layout] ? i : layout;
        }
        boolean spoken =
                java.util.stream.IntStream.range(0, byLayout.length).anyMatch(i -> byLayout[i] > 0 && !text.isQuiet(i));
        return spoken ? sum.evidence(layout, "begin as " + text.text(layout)) : Optional.empty();
    }

    Optional<Evidence> judge(Wrapper wrapper) {
        return sum(line -> wrapper.evidence(sample, line.from(), line.to())).evidence(0, wrapper.form());
    }

    /// The columns as the sample names them.
    Optional<ColumnLines> named(ColumnLines columns) {
        return columns.in(sample, length);
    }

    /// Layouts made from the lines themselves; empty if they have no time.
    Optional<List<String>> learn() {
        return Learner.learn(
                sample,
                lines.stream()
                        .filter(line -> !line.silent())
                        .map(line -> new int[] {line.from(), line.to()})
                        .toList());
    }

    /// The layout that most lines fit with what more they have in common, or alone where others fit few of them by
    /// chance;
    /// empty if there is nothing to add.
    String grown(TextLines text) {
        int[] fitting = new int[text.size()];
        int[] best = new int[text.size()];
        int all = 0;
        for (Line line : lines) {
            int layout = line.silent() ? -1 : text.layoutOf(sample, line.from(), line.to());
            if (layout >= 0) {
                all++;
                best[layout]++;
                for (int i = 0; i < fitting.length; i++) {
                    fitting[i] += text.isOpen(i) && text.fits(i, sample, line.from(), line.to()) ? 1 : 0;
                }
            }
        }
        int most = 0;
        for (int i = 1; i < fitting.length; i++) {
            boolean more = fitting[i] > fitting[most] || fitting[i] == fitting[most] && best[i] > best[most];
            most = more ? i : most;
        }
        if (all == 0 || !text.isOpen(most) || best[most] < USUAL * fitting[most] || fitting[most] < USUAL * all) {
            return "";
        }
        List<int[]> these = new ArrayList<>();
        for (Line line : lines) {
            if (!line.silent() && text.fits(most, sample, line.from(), line.to())) {
                these.add(new int[] {line.from(), line.to()});
            }
        }
        String grown = Grown.of(text.only(most), sample, these, text.levels(most));
        boolean chance = best[most] < fitting[most] && these.size() > PROBED_LINES;
        return grown.equals(text.text(most)) && !chance ? "" : grown;
    }

    String plainReason() {
        Sum sum = sum(line -> Plain.ANY.evidence(sample, line.from(), line.to()));
        return sum.hits() == 0
                ? "no known format, and no line of " + sum.lines() + " has a time or a level"
                : "no known format; " + sum.hits() + " of " + sum.lines() + " lines have a time or a level";
    }

    private record Sum(int lines, int hits, long weight) {

        Optional<Evidence> evidence(int layout, String form) {
            double coverage = lines == 0 ? 0 : (double) hits / lines;
            double least = hits > 2 ? LEAST_COVERAGE_OF_DUMPS : hits == 2 ? LEAST_COVERAGE_OF_TWO : 1;
            boolean dumps = coverage >= least && weight >= LEAST_WEIGHT_OF_DUMPS * (long) hits;
            if (hits == 0 || coverage < LEAST_COVERAGE && !dumps) {
                return Optional.empty();
            }
            String reason = hits + " of " + lines + " lines " + form;
            return Optional.of(new Evidence(coverage * coverage * weight / hits, coverage, layout, reason));
        }
    }

    private Sum sum(Weight weight) {
        return quick && !fitsAny(weight) ? new Sum(lines.size(), 0, 0) : all(weight);
    }

    private boolean fitsAny(Weight weight) {
        int step = lines.size() / PROBED_LINES;
        for (int i = step / 2; i < lines.size(); i += step) {
            if (weight.of(lines.get(i)) > 0) {
                return true;
            }
        }
        return weight.of(lines.getFirst()) > 0;
    }

    private Sum all(Weight weight) {
        int hits = 0;
        int silent = 0;
        long sum = 0;
        for (Line line : lines) {
            int one = weight.of(line);
            hits += one > 0 ? 1 : 0;
            silent += one == 0 && line.silent() ? 1 : 0;
            sum += one;
        }
        return new Sum(lines.size() - silent, hits, sum);
    }
}
