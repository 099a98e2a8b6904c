package dev.nightjar.extract.known;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.extract.trace.Condensed;
import dev.nightjar.extract.trace.Condensed.Folded;
import dev.nightjar.extract.trace.FrameRun;
import dev.nightjar.extract.trace.TraceReading;
import dev.nightjar.extract.trace.Traced;
import dev.nightjar.extract.trace.Traces;
import dev.nightjar.text.LongTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Condenses the texts of records: lines that are known as frames are told by the hash of their bytes, and of
/// each run of them only the first line is left to be read. What a line is was found out by the grammars, when
/// it was first seen; whatever is not surely the same as before is left as it is. For one thread; what was
/// learned is shared.
public final class Condenser implements Condensed.Runs {

    private static final byte NEWLINE = '\n';
    private static final byte RETURN = '\r';
    private static final byte ESCAPE = 0x1b;
    private static final FrameRun NOT_CLEAN = new FrameRun("", true, List.of(), 0, 0, List.of());

    private final Traces traces;
    private final FrameLines lines;
    private final LongTable<FrameRun> runs;
    private final LongTable<Shape> shapes;
    private final @Nullable HeadLines[] heads;
    private final Outline outline = new Outline();
    private int first;
    private boolean calls;
    private long shape;
    private byte[] out = new byte[4096];
    private int length;
    private byte[] input = {};
    private int count;
    private int[] starts = new int[8];
    private Folded[] folded = new Folded[8];

    public Condenser(Traces traces, Learned learned) {
        this.traces = traces;
        lines = new FrameLines(traces, learned);
        runs = learned.runs();
        shapes = learned.shapes();
        LineHash hash = new LineHash(learned.seed());
        heads = traces.known().stream()
                .map(known -> HeadLines.of(known, traces, hash))
                .toArray(HeadLines[]::new);
    }

    /// The text `[from, to)` without the runs that are known; null if there are none or none begins with a
    /// call, or if it has signs that are read in a way of their own.
    ///
    /// @param needles texts that no line left out may have
    /// @param seed names the needles
    @Nullable
    public Condensed condense(byte[] b, int from, int to, LiteralPrefilter needles, long seed) {
        input = b;
        length = 0;
        count = 0;
        outline.begin();
        first = Traces.NO_CALL;
        calls = false;
        lines.begin(b, needles, seed);
        int p = plain(from, to);
        while (p >= 0 && p < to) {
            p = lines.isFrame(p, to) ? run(p, to) : plain(p, to);
        }
        if (p < 0) {
            return null;
        }
        boolean may = calls && needles.next(out, 0, length) == LiteralPrefilter.NOT_FOUND;
        return may ? finished() : null;
    }

    /// Takes a line as it is; where the next one begins, -1 for one with signs that are read in a way of their
    /// own.
    private int plain(int from, int to) {
        int i = from;
        while (i < to && input[i] != NEWLINE) {
            byte c = input[i++];
            if (c == 0 || c == ESCAPE) {
                return -1;
            }
        }
        int start = length;
        outline.plain(start, copy(from, i, to));
        return i + 1;
    }

    /// Where the line ends in what is left.
    private int copy(int from, int end, int to) {
        int last = end < to && end > from && input[end - 1] == RETURN ? end - 1 : end;
        int size = last - from;
        if (length + size + 1 > out.length) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, length + size + 1));
        }
        System.arraycopy(input, from, out, length, size);
        length += size;
        int stop = length;
        if (end < to) {
            out[length++] = NEWLINE;
        }
        return stop;
    }

    /// Takes the first line of a run, and leaves out the others; where the next line begins, -1 if the last of
    /// them is a call of another grammar together with that.
    private int run(int from, int to) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            folded = Arrays.copyOf(folded, 2 * count);
        }
        long grammars = lines.grammars();
        long key = LineHash.mix(0, lines.key()); // two lines in another order are another run
        List<String> words = lines.addWords(List.of());
        first = count == 0 ? lines.first() : first;
        calls |= lines.first() != Traces.NO_CALL;
        starts[count] = length;
        outline.run(length, copy(from, lines.end(), to), count);
        int size = length - starts[count];
        int p = lines.end() + 1;
        int last = -1;
        int caller = Traces.NO_CALL;
        while (p < to && lines.isFrame(p, to) && (grammars & lines.grammars()) != 0) {
            last = p;
            caller = lines.first();
            grammars &= lines.grammars();
            key = LineHash.mix(key, lines.key());
            words = lines.addWords(words);
            p = lines.end() + 1;
        }
        folded[count++] = new Folded(size, from, Math.min(p, to), key, grammars, words);
        return caller == Traces.UNSURE && p < to && traces.isCallOfTwo(text(last, lineEnd(p, to))) ? -1 : p;
    }

    private int lineEnd(int from, int to) {
        int i = from;
        while (i < to && input[i] != NEWLINE) {
            i++;
        }
        return i;
    }

    private Condensed finished() {
        String text = new String(out, 0, length, StandardCharsets.UTF_8);
        HeadLines by = first < 0 ? null : heads[first];
        shape = by == null ? HeadLines.UNSURE : outline.sign(out, by, folded);
        int[] places = Arrays.copyOf(starts, count);
        if (text.length() != length) {
            outline.moveTo(text);
            for (int i = 0; i < count; i++) {
                places[i] = new String(out, 0, starts[i], StandardCharsets.UTF_8).length();
                int end = starts[i] + folded[i].length();
                int size = new String(out, starts[i], end - starts[i], StandardCharsets.UTF_8).length();
                Folded run = folded[i];
                folded[i] = new Folded(size, run.from(), run.to(), run.key(), run.grammars(), run.words());
            }
        }
        return new Condensed(this, text, places, Arrays.copyOf(folded, count));
    }

    @Override
    public @Nullable Traced known(String text) {
        Shape known = shape == HeadLines.UNSURE ? null : shapes.get(shape);
        return known == null || !known.isKnown() ? null : known.read(text, outline, words());
    }

    @Override
    public void learn(TraceReading reading) {
        if (shape != HeadLines.UNSURE && shapes.get(shape) == null) {
            boolean same = traces.known().get(first).grammar() == reading.grammar();
            shapes.put(shape, same ? Shape.of(reading, outline, words()) : Shape.unknown(reading.grammar()));
        }
    }

    /// All masked words, in order.
    private List<String> words() {
        List<String> words = List.of();
        for (int i = 0; i < count; i++) {
            if (words.isEmpty()) {
                words = folded[i].words();
            } else if (!folded[i].words().isEmpty()) {
                words = new ArrayList<>(words);
                words.addAll(folded[i].words());
            }
        }
        return words;
    }

    @Override
    public @Nullable FrameRun run(Folded of, Traces.Known in) {
        long key = LineHash.mix(of.key(), in.index());
        FrameRun known = runs.get(key);
        if (known == null) {
            known = read(of, in);
            runs.put(key, known);
        }
        return known.dirty() ? null : known;
    }

    private FrameRun read(Folded of, Traces.Known in) {
        FrameRun run = in.read(text(of.from(), of.to()));
        boolean same = !run.dirty() && run.words().equals(of.words());
        return same ? new FrameRun("", false, run.frames(), run.omitted(), run.hash(), List.of()) : NOT_CLEAN;
    }

    /// The text of a run, as it would stand in the record's.
    private String text(int from, int to) {
        String text = new String(input, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf(RETURN) < 0 ? text : text.replace("\r\n", "\n");
    }
}
