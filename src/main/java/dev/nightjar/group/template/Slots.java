package dev.nightjar.group.template;

import dev.nightjar.group.kind.Kind;
import dev.nightjar.model.event.Occurrence.Slot;
import java.util.Arrays;
import java.util.List;

/// The variable parts found so far, in order, not overlapping.
final class Slots {

    private int[] ends = new int[16];
    private Kind[] kinds = new Kind[8];
    private int size;

    int size() {
        return size;
    }

    int from(int i) {
        return ends[2 * i];
    }

    int to(int i) {
        return ends[2 * i + 1];
    }

    Kind kind(int i) {
        return kinds[i];
    }

    /// The end of the last part, 0 if there is none.
    int end() {
        return size == 0 ? 0 : to(size - 1);
    }

    /// Forgets all but the first so many.
    void keep(int count) {
        size = count;
    }

    /// Adds `[from, to)`, to the part before it if that is of the same kind and only separators are between;
    /// gives `to`.
    int add(String s, int from, int to, Kind kind) {
        if (size > 0 && kinds[size - 1] == kind && separated(s, end(), from, kind)) {
            ends[2 * size - 1] = to;
        } else {
            append(from, to, kind);
        }
        return to;
    }

    void append(int from, int to, Kind kind) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            ends = Arrays.copyOf(ends, 4 * size);
        }
        kinds[size] = kind;
        ends[2 * size] = from;
        ends[2 * size + 1] = to;
        size++;
    }

    private static boolean separated(String s, int from, int to, Kind kind) {
        if (to - from > 4 || to == from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            if (" ,;|/:@#-".indexOf(c) < 0 && !(kind == Kind.QUOTED && "'\"`".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    /// The text with placeholders, and where the parts are in it.
    Template template(String s) {
        if (size == 0) {
            return new Template(s, List.of());
        }
        StringBuilder text = new StringBuilder(s.length() + 8 * size);
        Slot[] slots = new Slot[size];
        int at = 0;
        for (int i = 0; i < size; i++) {
            text.append(s, at, from(i)).append(kinds[i].placeholder);
            slots[i] = new Slot(from(i), to(i), kinds[i].label);
            at = to(i);
        }
        return new Template(text.append(s, at, s.length()).toString(), List.of(slots));
    }
}
