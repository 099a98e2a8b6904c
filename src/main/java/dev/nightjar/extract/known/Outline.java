package dev.nightjar.extract.known;

import dev.nightjar.extract.trace.Condensed.Folded;
import java.util.Arrays;

/// The lines of a condensed record: where each stands, which runs were left out, and where what is named in a line
/// begins, and its message. For one thread, one record after another.
final class Outline {

    /// A record with more lines is read one by one.
    private static final int MOST = 64;

    private static final int PLAIN = -1;

    private final int[] froms = new int[MOST];
    private final int[] tos = new int[MOST];
    private final int[] runs = new int[MOST];
    private final int[] names = new int[MOST];
    private final int[] messages = new int[MOST];
    private int size;

    void begin() {
        size = 0;
    }

    void plain(int from, int to) {
        add(from, to, PLAIN);
    }

    void run(int from, int to, int run) {
        add(from, to, run);
    }

    private void add(int from, int to, int run) {
        if (size < MOST) {
            froms[size] = from;
            tos[size] = to;
            runs[size] = run;
        }
        size++;
    }

    /// Names all that decides how the record is read; `HeadLines.UNSURE` if the messages may.
    long sign(byte[] b, HeadLines by, Folded[] folded) {
        long key = size;
        for (int i = 0; i < size; i++) {
            if (size > MOST) {
                return HeadLines.UNSURE;
            }
            if (runs[i] == PLAIN) {
                long sign = by.sign(b, froms[i], tos[i]);
                if (sign == HeadLines.UNSURE) {
                    return sign;
                }
                names[i] = by.name();
                messages[i] = by.message();
                key = LineHash.mix(key, sign);
            } else {
                messages[i] = -1;
                key = LineHash.mix(LineHash.mix(key, folded[runs[i]].grammars()), folded[runs[i]].key());
            }
        }
        return key == HeadLines.UNSURE ? 1 : key;
    }

    /// Places are those in a text from now on, of which the bytes were.
    void moveTo(String text) {
        int from = 0;
        for (int i = 0; i < Math.min(size, MOST); i++) {
            int newline = text.indexOf('\n', from);
            names[i] += from - froms[i];
            messages[i] += messages[i] < 0 ? 0 : from - froms[i];
            froms[i] = from;
            tos[i] = newline < 0 ? text.length() : newline;
            from = tos[i] + 1;
        }
    }

    /// The line that a place is in.
    int lineAt(int place) {
        int at = Arrays.binarySearch(froms, 0, Math.min(size, MOST), place);
        return at < 0 ? -at - 2 : at;
    }

    int from(int line) {
        return froms[line];
    }

    int to(int line) {
        return tos[line];
    }

    /// Where what may be thrown is named in a line.
    int name(int line) {
        return names[line];
    }

    /// Where the message behind that begins; -1 if the line names nothing.
    int message(int line) {
        return messages[line];
    }
}
