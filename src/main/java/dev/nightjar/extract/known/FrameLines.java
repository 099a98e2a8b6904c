package dev.nightjar.extract.known;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.extract.trace.FrameRun;
import dev.nightjar.extract.trace.Traces;
import dev.nightjar.text.LongTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Tells lines of frames by the hash of their bytes. What a line is, the grammars say when it is first seen: by
/// which
/// of them it surely belongs to a run, whether it is free of secrets and of needles, and which of its words are
/// masked.
/// For one thread; what was learned is shared.
public final class FrameLines {

    private static final int LONGEST = 1000;

    /// @param grammars by whose rules the line belongs to a run: a bit for each, none if it may not be left out
    /// @param first as `Traces.caller`
    public record Line(long grammars, int first) {}

    /// @param bits which of the numbered words are masked
    public record Holes(int bits) {}

    private static final Line NONE = new Line(0, Traces.NO_CALL);
    private static final Holes NO_HOLES = new Holes(0);

    private final Traces traces;
    private final LineHash hash;
    private final LongTable<Line> lines;
    private final LongTable<Holes> holes;
    private final byte[][][] beginnings;

    private byte[] b = {};
    private LiteralPrefilter needles = LiteralPrefilter.NONE;
    private long seed;
    private long grammars;
    private int first;
    private long key;
    private int end;
    private int masked;

    FrameLines(Traces traces, Learned learned) {
        this.traces = traces;
        this.hash = new LineHash(learned.seed());
        this.lines = learned.lines();
        this.holes = learned.holes();
        this.beginnings = new byte[256][][];
        for (int c = 0; c < 256; c++) {
            int first = c;
            beginnings[c] = traces.known().stream()
                    .filter(Traces.Known::isPlain)
                    .flatMap(known -> known.grammar().marks().starts().stream())
                    .distinct()
                    .map(start -> start.getBytes(StandardCharsets.UTF_8))
                    .filter(start -> (start[0] & 255) == first)
                    .toArray(byte[][]::new);
        }
    }

    /// The lines asked for from now on are those of a record.
    void begin(byte[] bytes, LiteralPrefilter wanted, long nameOfNeedles) {
        b = bytes;
        needles = wanted;
        seed = nameOfNeedles;
    }

    /// True if the line that begins at `from` surely belongs to a run of frames. What is asked for then is that of
    /// this
    /// line.
    boolean isFrame(int from, int to) {
        int content = from;
        while (content < to && (b[content] == ' ' || b[content] == '\t')) {
            content++;
        }
        if (content >= to || !mayBegin(content, to)) {
            return false;
        }
        key = hash.line(b, content, to);
        end = hash.end;
        int last = end;
        if (end < to && b[end - 1] == '\r') {
            last--;
            key = hash.line(b, content, last);
        }
        return last - content <= LONGEST && look(content, last);
    }

    private boolean mayBegin(int at, int to) {
        for (byte[] beginning : beginnings[b[at] & 255]) {
            if (at + beginning.length <= to && stands(beginning, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean stands(byte[] text, int at) {
        for (int i = 0; i < text.length; i++) {
            if (b[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean look(int from, int to) {
        masked = 0;
        key ^= seed;
        Line line = lines.get(key);
        if (line == null) {
            long without = hash.masked(b, from, to) ^ seed;
            Holes known = hash.words > LineHash.MOST_WORDS ? NO_HOLES : holes.get(without);
            if (known == null) {
                known = new Holes(bits(from, to));
                holes.put(without, known);
            }
            masked = known.bits();
            if (masked != 0) {
                key = hash.without(without, masked);
                line = lines.get(key);
            }
            if (line == null) {
                line = read(from, to);
                lines.put(key, line);
            }
        }
        grammars = line.grammars();
        first = line.first();
        return grammars != 0 && (masked == 0 || needles.next(b, from, to) == LiteralPrefilter.NOT_FOUND);
    }

    /// By whose rules the line of the last question belongs to a run: a bit for each grammar.
    long grammars() {
        return grammars;
    }

    /// The index of the grammar by which a trace begins with the line, or as `Traces.caller`.
    int first() {
        return first;
    }

    /// Names the line without its masked words.
    long key() {
        return key;
    }

    /// Where the line ends.
    int end() {
        return end;
    }

    /// The words with those of the line that are masked.
    List<String> addWords(List<String> words) {
        List<String> all = words;
        for (int i = 0; i < LineHash.MOST_WORDS && masked >>> i != 0; i++) {
            if ((masked >>> i & 1) != 0) {
                int from = hash.wordFrom[i];
                all = plus(all, new String(b, from, hash.wordTo[i] - from, StandardCharsets.ISO_8859_1));
            }
        }
        return all;
    }

    /// A list with another word.
    private static List<String> plus(List<String> words, String word) {
        List<String> more = words.isEmpty() ? new ArrayList<>(4) : words;
        more.add(word);
        return more;
    }

    /// Which of the numbered words of a line are masked: as the first grammar says by whose rules it belongs to a
    /// run
    /// and has masked words that can be told by their order. Those that say otherwise are left out by `read`.
    private int bits(int from, int to) {
        String line = new String(b, from, to - from, StandardCharsets.UTF_8);
        if (!traces.masks().ignoreDigits() || line.length() != to - from) {
            return 0;
        }
        for (Traces.Known known : traces.known()) {
            int bits = isOfRun(known, line) ? bits(known, line, from) : 0;
            if (bits > 0) {
                return bits;
            }
        }
        return 0;
    }

    private static boolean isOfRun(Traces.Known known, String line) {
        return known.isPlain() && known.mayBegin(line) && known.isRunLine(line);
    }

    /// The same by one grammar; -1 if that cannot be said by the words' order.
    private int bits(Traces.Known known, String line, int from) {
        List<String> words =
                FrameRun.of(known.grammar(), line, false, traces.masks()).words();
        int[] module = words.isEmpty() ? null : FrameRun.module(known.grammar(), line);
        int bits = module == null ? 0 : bits(line, words, module, from);
        return bits == 0 && !words.isEmpty() ? -1 : bits;
    }

    private int bits(String line, List<String> words, int[] module, int from) {
        int bits = 0;
        List<String> found = new ArrayList<>();
        for (int i = 0; i < hash.words && i < LineHash.MOST_WORDS; i++) {
            int at = hash.wordFrom[i] - from;
            int last = hash.wordTo[i] - from;
            if (at >= module[0] && last <= module[1]) {
                bits |= 1 << i;
                found.add(line.substring(at, last));
            }
        }
        return found.equals(words) ? bits : 0;
    }

    /// Reads a line that is seen for the first time.
    private Line read(int from, int to) {
        String line = new String(b, from, to - from, StandardCharsets.UTF_8);
        if (line.indexOf('\0') >= 0
                || line.indexOf('\u001b') >= 0
                || needles.next(b, from, to) != LiteralPrefilter.NOT_FOUND) {
            return NONE;
        }
        if (!traces.scrub(line).equals(line)) {
            return NONE;
        }
        long bits = 0;
        for (Traces.Known known : traces.known()) {
            if (isOfRun(known, line) && bits(known, line, from) == masked) {
                bits |= 1L << known.index();
            }
        }
        return bits == 0 ? NONE : new Line(bits, traces.caller(line));
    }
}
