package dev.nightjar.store.lucene.text;

import dev.nightjar.model.event.Occurrence.Slot;
import dev.nightjar.store.encoded.Form;
import dev.nightjar.store.lucene.pack.FilledText;
import dev.nightjar.store.query.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A text cut into a form, which many events share, and the values that fill its holes. Holes begin and end between
/// words, so the words of form and values together are those of the text. Works on the text's bytes, and if they
/// are
/// not
/// ASCII finds the holes in its characters. Used again and again; for one thread.
final class Cut {

    private static final int HOLE_MARK = 0x100;
    private static final boolean[] IN_WORD = words();

    private String text = "";
    private byte[] utf8 = new byte[0];
    private int[] bounds = new int[16];
    private int size;

    /// Cuts at the given slots. A slot is widened to the words it touches; one without words stays in the form.
    void at(String of, List<Slot> slots) {
        begin(of);
        if (of.indexOf(Form.HOLE) >= 0) {
            whole();
        } else if (utf8.length != of.length()) {
            characters(Form.holes(of, slots));
        } else {
            slots(slots);
        }
    }

    /// Cuts out what looks variable, for texts whose slots nobody named: pieces with a digit, quoted text, and what
    /// is
    /// among the values of another text.
    void guess(String of, Cut known) {
        begin(of);
        if (of.indexOf(Form.HOLE) >= 0) {
            whole();
        } else if (utf8.length != of.length()) {
            characters(Form.holes(of, Form.guess(of, known.values())));
        } else {
            guess(known);
        }
    }

    private void begin(String of) {
        text = of;
        utf8 = of.getBytes(StandardCharsets.UTF_8);
        size = 0;
    }

    /// Makes all of the text one value.
    void whole() {
        size = 0;
        if (utf8.length > 0) {
            add(0, utf8.length);
        }
    }

    private void add(int from, int to) {
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * size);
        }
        bounds[size++] = from;
        bounds[size++] = to;
    }

    private void slots(List<Slot> slots) {
        int done = 0;
        for (int i = 0; i < slots.size(); ) {
            int from = Math.min(slots.get(i).from(), utf8.length);
            while (from > done && crosses(from)) {
                from--;
            }
            from = Math.max(done, from);
            int to = forth(slots.get(i).to());
            i++;
            while (i < slots.size() && slots.get(i).from() < to) {
                to = Math.max(to, forth(slots.get(i).to()));
                i++;
            }
            if (hasWord(from, to)) {
                add(from, to);
                done = to;
            }
        }
    }

    private int forth(int to) {
        int i = Math.min(to, utf8.length);
        while (crosses(i)) {
            i++;
        }
        return i;
    }

    private boolean crosses(int i) {
        return i > 0 && i < utf8.length && IN_WORD[utf8[i - 1]] && IN_WORD[utf8[i]];
    }

    private boolean hasWord(int from, int to) {
        for (int i = from; i < to; i++) {
            if (IN_WORD[utf8[i]]) {
                return true;
            }
        }
        return false;
    }

    private void guess(Cut known) {
        for (int i = 0; i < utf8.length; ) {
            int b = utf8[i];
            int quote = b == '\'' || b == '"' ? quoted(i) : -1;
            if (quote > i) {
                if (hasWord(i + 1, quote)) {
                    add(i + 1, quote);
                }
                i = quote + 1;
            } else if (Form.separates(b)) {
                i++;
            } else {
                i = piece(i, known);
            }
        }
    }

    private int piece(int from, Cut known) {
        boolean digit = false;
        int end = from;
        for (; end < utf8.length && !Form.separates(utf8[end]); end++) {
            digit |= utf8[end] >= '0' && utf8[end] <= '9';
        }
        if (digit || known.size > 0 && known.has(utf8, from, end) && hasWord(from, end)) {
            add(from, end);
        }
        return end;
    }

    private boolean has(byte[] of, int from, int to) {
        for (int i = 0; i < size; i += 2) {
            if (bounds[i + 1] - bounds[i] == to - from && Arrays.equals(utf8, bounds[i], bounds[i + 1], of, from, to)) {
                return true;
            }
        }
        return false;
    }

    private int quoted(int at) {
        if (at > 0 && IN_WORD[utf8[at - 1]]) {
            return -1;
        }
        int most = Math.min(utf8.length, at + Form.LONGEST_QUOTE);
        for (int i = at + 1; i < most; i++) {
            if (utf8[i] == utf8[at]) {
                return i;
            }
        }
        return -1;
    }

    /// Holes between characters become such between bytes. One that splits a pair of surrogates cannot.
    private void characters(int[] holes) {
        int at = 0;
        int bytes = 0;
        for (int i = 0; i < holes.length; i++) {
            while (at < holes[i]) {
                int point = text.codePointAt(at);
                boolean lone = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
                bytes += point < 0x80 || lone ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
                at += Character.charCount(point);
            }
            if (at != holes[i]) {
                whole();
                return;
            }
            holes[i] = bytes;
        }
        for (int i = 0; i < holes.length; i += 2) {
            add(holes[i], holes[i + 1]);
        }
    }

    /// A hash of the form alone: one that a text of somebody else's cannot meet, as long as the seed is secret.
    long hash(long seed) {
        long hash = seed;
        int at = 0;
        for (int i = 0; i <= size; i += 2) {
            int to = i < size ? bounds[i] : utf8.length;
            for (; at < to; at++) {
                hash = (hash ^ utf8[at]) * FilterWords.PRIME;
            }
            hash = (hash ^ hash >>> 29 ^ HOLE_MARK) * FilterWords.PRIME;
            at = i < size ? bounds[i + 1] : at;
        }
        return FilterWords.mixed(hash);
    }

    /// The text with `Form.HOLE` for each value.
    String form() {
        if (size == 0) {
            return text;
        }
        byte[] form = new byte[utf8.length + size];
        int length = 0;
        int at = 0;
        for (int i = 0; i < size; i += 2) {
            System.arraycopy(utf8, at, form, length, bounds[i] - at);
            length += bounds[i] - at;
            form[length++] = Form.HOLE;
            at = bounds[i + 1];
        }
        System.arraycopy(utf8, at, form, length, utf8.length - at);
        return new String(form, 0, length + utf8.length - at, StandardCharsets.UTF_8);
    }

    private Set<String> values() {
        Set<String> values = new HashSet<>();
        for (int i = 0; i < size; i += 2) {
            values.add(new String(utf8, bounds[i], bounds[i + 1] - bounds[i], StandardCharsets.UTF_8));
        }
        return values;
    }

    /// The values, for a form that has a number.
    FilledText text(long ref) {
        return new FilledText(ref, utf8, Arrays.copyOf(bounds, size));
    }

    private static boolean[] words() {
        boolean[] words = new boolean[128];
        for (char c = 0; c < words.length; c++) {
            words[c] = Words.inWord(String.valueOf(c), 0);
        }
        return words;
    }
}
