package dev.nightjar.format.level;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What was not understood of the records of one who writes: how many say no level, which words of failure stand in
/// those, and how many lines only go on with a record that says nothing bad. Counts, a few words and a few lines.
public final class Unlevelled {

    private static final int MOST_WORDS = 8;
    private static final int MOST_SAMPLES = 3;
    private static final int LONGEST_SAMPLE = 160;
    /// Of a long record its beginning is looked at.
    private static final int LOOKED_AT = 1 << 13;

    private Map<String, Long> words = Map.of();
    private List<String> samples = List.of();

    /// All records, those with a level too.
    public long records;

    /// Records without a level.
    public long without;

    /// How many records and swallowed lines have words of failure.
    public long failing;

    /// Lines that go on with a record, though they are neither indented nor part of a trace.
    public long swallowed;

    /// All lines.
    public long lines;

    /// Records without level or lines that go on, at `[from, to)`: looks for words of failure.
    public void look(FailureWords known, byte[] b, int from, int to) {
        FailureWords.Found found = known.in(b, from, Math.min(to, from + LOOKED_AT));
        if (found == null) {
            return;
        }
        failing++;
        begin();
        boolean fresh = !words.containsKey(found.word());
        if (!fresh || words.size() < MOST_WORDS) {
            words.merge(found.word(), 1L, Long::sum);
        }
        if (samples.size() < MOST_SAMPLES && (fresh || samples.isEmpty())) {
            samples.add(line(b, from, to, found.at()));
        }
    }

    private void begin() {
        if (words.isEmpty()) {
            words = new TreeMap<>();
            samples = new ArrayList<>();
        }
    }

    /// The line that the word stands in.
    private static String line(byte[] b, int from, int to, int at) {
        int begin = at;
        while (begin > from && b[begin - 1] != '\n') {
            begin--;
        }
        int end = at;
        while (end < to && b[end] != '\n' && b[end] != '\r' && end - begin < 2 * LONGEST_SAMPLE) {
            end++;
        }
        return new String(b, begin, end - begin, StandardCharsets.UTF_8);
    }

    /// Adds what was found elsewhere.
    public void add(Unlevelled other) {
        records += other.records;
        without += other.without;
        failing += other.failing;
        swallowed += other.swallowed;
        lines += other.lines;
        if (other.failing == 0) {
            return;
        }
        begin();
        other.words.forEach((word, count) -> {
            if (words.containsKey(word) || words.size() < MOST_WORDS) {
                words.merge(word, count, Long::sum);
            }
        });
        other.samples.stream().limit(MOST_SAMPLES - (long) samples.size()).forEach(samples::add);
    }

    /// Counts no more than so many.
    Unlevelled atMost(long most) {
        without = Math.min(without, most);
        failing = Math.min(failing, most);
        if (!words.isEmpty()) {
            words.replaceAll((word, count) -> Math.min(count, most));
        }
        return this;
    }

    /// Takes back so many.
    void less(long many) {
        without -= Math.min(many, without);
        failing -= Math.min(many, failing);
    }

    void clear() {
        without = 0;
        failing = 0;
        words = Map.of();
        samples = List.of();
    }

    /// Replaces what must not leave in the lines that are shown, and cuts them.
    public void scrub(UnaryOperator<String> scrub) {
        for (int i = 0; i < samples.size(); i++) {
            String clean = scrub.apply(samples.get(i));
            samples.set(i, clean.length() > LONGEST_SAMPLE ? clean.substring(0, LONGEST_SAMPLE - 1) + "…" : clean);
        }
    }

    /// Words of failure with how many lines and records have them first.
    public Map<String, Long> words() {
        return words;
    }

    /// A few lines with such words.
    public List<String> samples() {
        return samples;
    }
}
