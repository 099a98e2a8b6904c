package dev.nightjar.store.encoded;

import dev.nightjar.model.event.Occurrence.Slot;
import dev.nightjar.store.query.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// Forms of texts: what many events share, with holes for the values of each. See `Cut`.
public final class Form {

    /// Stands for a value in a form.
    public static final char HOLE = '\0';

    /// Longest quoted text that becomes a value.
    public static final int LONGEST_QUOTE = 200;

    private static final boolean[] SEPARATES = separators();

    private Form() {}

    /// Where the holes of a text begin and end if it is cut at the given slots. A slot is widened to the words it
    /// touches;
    /// one without words is none.
    public static int[] holes(String text, List<Slot> slots) {
        int[] holes = new int[2 * slots.size()];
        int size = 0;
        int done = 0;
        for (int i = 0; i < slots.size(); ) {
            int from = Math.max(done, back(text, slots.get(i).from(), done));
            int to = forth(text, slots.get(i).to());
            i++;
            while (i < slots.size() && slots.get(i).from() < to) {
                to = Math.max(to, forth(text, slots.get(i).to()));
                i++;
            }
            if (from < to && Words.start(text, from) < to) {
                holes[size++] = from;
                holes[size++] = to;
                done = to;
            }
        }
        return Arrays.copyOf(holes, size);
    }

    /// Puts values back into a form: as many as it has holes.
    public static String fill(String form, Iterator<String> values) {
        int hole = form.indexOf(HOLE);
        if (hole < 0) {
            return form;
        }
        StringBuilder text = new StringBuilder(form.length() + 32);
        int done = 0;
        for (; hole >= 0; hole = form.indexOf(HOLE, done)) {
            text.append(form, done, hole).append(values.next());
            done = hole + 1;
        }
        return text.append(form, done, form.length()).toString();
    }

    /// The texts between the holes.
    public static List<String> literals(String form) {
        List<String> literals = new ArrayList<>();
        int done = 0;
        for (int hole = form.indexOf(HOLE); hole >= 0; hole = form.indexOf(HOLE, done)) {
            literals.add(form.substring(done, hole));
            done = hole + 1;
        }
        literals.add(form.substring(done));
        return literals;
    }

    /// The parts of a text that look variable, for texts whose slots nobody named: pieces with a digit, quoted
    /// text, and words that are values already.
    public static List<Slot> guess(String text, Set<String> known) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < text.length(); ) {
            int quote = quoted(text, i);
            if (quote > i) {
                slots.add(new Slot(i + 1, quote, ""));
                i = quote + 1;
            } else if (separates(text.charAt(i))) {
                i++;
            } else {
                int end = piece(text, i);
                if (variable(text, i, end, known)) {
                    slots.add(new Slot(i, end, ""));
                }
                i = end;
            }
        }
        return slots;
    }

    private static int piece(String text, int from) {
        int end = from;
        while (end < text.length() && !separates(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean variable(String text, int from, int to, Set<String> known) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                return true;
            }
        }
        return !known.isEmpty() && known.contains(text.substring(from, to));
    }

    private static int quoted(String text, int at) {
        char quote = text.charAt(at);
        boolean opens = (quote == '\'' || quote == '"') && (at == 0 || !Words.inWord(text, at - 1));
        if (!opens) {
            return -1;
        }
        int most = Math.min(text.length(), at + LONGEST_QUOTE);
        for (int i = at + 1; i < most; i++) {
            if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    /// True if a character stands between pieces of a text.
    public static boolean separates(int c) {
        return c < 128 && SEPARATES[c];
    }

    private static boolean[] separators() {
        boolean[] separators = new boolean[128];
        Arrays.fill(separators, 0, ' ' + 1, true);
        "=,;()[]{}<>\"'|".chars().forEach(c -> separators[c] = true);
        return separators;
    }

    private static int back(String text, int from, int least) {
        int i = Math.min(from, text.length());
        while (i > least && Words.crosses(text, i)) {
            i--;
        }
        return i;
    }

    private static int forth(String text, int to) {
        int i = Math.min(to, text.length());
        while (Words.crosses(text, i)) {
            i++;
        }
        return i;
    }
}
