package dev.nightjar.format;

import java.util.Optional;

/// Weighs what the lines of a sample say for a format. Lines that go on with a record (indented, frames of traces) neither speak for
/// nor against one.
final class Detector {

    private static final int MOST_LINES = 400;
    private static final double LEAST_COVERAGE = 0.3;

    private final byte[] sample;
    private final int length;

    Detector(byte[] sample, int length) {
        this.sample = sample;
        this.length = length;
    }

    /// A format with its weight.
    record Candidate(double score, Format format) {}

    /// @param layout the layout that most lines fit, 0 if there are none
    record Evidence(double score, int layout, String reason) {}

    private interface Line {
        int weigh(int from, int to);
    }

    Optional<Evidence> judge(Lines lines) {
        int[] byLayout = new int[256];
        Sum sum = each((from, to) -> {
            int weight = lines.evidence(sample, from, to);
            if (weight > 0 && lines instanceof TextLines text) {
                byLayout[Math.min(255, Math.max(0, text.layoutOf(sample, from, to)))]++;
            }
            return weight;
        });
        int layout = 0;
        for (int i = 1; i < byLayout.length; i++) {
            layout = byLayout[i] > byLayout[layout] ? i : layout;
        }
        String form = lines instanceof TextLines text ? " begin as " + text.text(layout) : " have its members";
        return sum.evidence(layout, form);
    }

    Optional<Evidence> judge(Wrapper wrapper) {
        return each((from, to) -> wrapper.evidence(sample, from, to)).evidence(0, " have its header");
    }

    String plainReason() {
        Sum sum = each((from, to) -> Plain.ANY.evidence(sample, from, to));
        return sum.hits() == 0
                ? "no known format, and no line of " + sum.lines() + " has a time or a level"
                : "no known format; " + sum.hits() + " of " + sum.lines() + " lines have a time or a level";
    }

    private record Sum(int lines, int hits, long weight) {

        Optional<Evidence> evidence(int layout, String form) {
            double coverage = lines == 0 ? 0 : (double) hits / lines;
            if (hits == 0 || coverage < LEAST_COVERAGE) {
                return Optional.empty();
            }
            String reason = hits + " of " + lines + " lines" + form;
            return Optional.of(new Evidence(coverage * coverage * weight / hits, layout, reason));
        }
    }

    private Sum each(Line line) {
        int lines = 0;
        int hits = 0;
        long weight = 0;
        int p = 0;
        while (p < length && lines < MOST_LINES) {
            int newline = Bytes.indexOf(sample, (byte) '\n', p, length);
            int end = newline < 0 ? length : newline;
            int trimmed = end > p && sample[end - 1] == '\r' ? end - 1 : end;
            if (!Plain.goesOn(sample, p, trimmed)) {
                int one = line.weigh(p, trimmed);
                lines++;
                hits += one > 0 ? 1 : 0;
                weight += one;
            }
            p = end + 1;
        }
        return new Sum(lines, hits, weight);
    }
}
