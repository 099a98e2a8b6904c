package dev.nightjar.bytes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A text in which `*` stands for any bytes and `?` for a digit, matched from left to right without going
/// back; a backslash takes that meaning from the next character. A line end `\r` at the end of the line does not
/// count.
public final class Wildcard {

    /// Stands for a digit; no line has it.
    private static final char DIGIT = '\1';

    private final byte[][] pieces;
    private final Sought[] sought;
    private final boolean openEnd;

    /// The longest part of a piece without digits, which is looked for first.
    ///
    /// @param from where in the piece it stands
    /// @param pair where its rarest two bytes stand
    private record Sought(byte[] text, int from, int pair) {

        static Sought in(byte[] piece) {
            int best = 0;
            int length = 0;
            int begin = 0;
            for (int i = 0; i <= piece.length; i++) {
                if (i == piece.length || piece[i] == DIGIT) {
                    best = i - begin > length ? begin : best;
                    length = Math.max(length, i - begin);
                    begin = i + 1;
                }
            }
            byte[] text = Arrays.copyOfRange(piece, best, best + length);
            return new Sought(text, best, length > 1 ? Bytes.rarest(text) : 0);
        }

        int next(byte[] b, int at, int to) {
            return text.length > 1 ? Bytes.indexOf(b, text, pair, at, to) : Bytes.indexOf(b, text[0], at, to);
        }
    }

    /// Reads a pattern; every text is one.
    public Wildcard(String pattern) {
        List<byte[]> found = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                found.add(bytes(piece));
            } else if (c == '\\' && i + 1 < pattern.length()) {
                piece.append(pattern.charAt(++i));
            } else {
                piece.append(c == '?' ? DIGIT : c);
            }
        }
        found.add(bytes(piece));
        openEnd = found.size() > 1 && found.getLast().length == 0;
        if (openEnd) {
            found.removeLast();
        }
        pieces = found.toArray(byte[][]::new);
        sought = found.stream().map(Sought::in).toArray(Sought[]::new);
    }

    private static byte[] bytes(StringBuilder piece) {
        byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
        piece.setLength(0);
        return bytes;
    }

    /// Whether a line that begins with this byte may match: false is sure.
    public boolean mayBegin(byte first) {
        return pieces[0].length == 0 || fits(pieces[0][0], first);
    }

    /// Whether the line in `[from, to)` matches as a whole.
    public boolean matches(byte[] b, int from, int to) {
        int end = to > from && b[to - 1] == '\r' ? to - 1 : to;
        if (!at(b, pieces[0], from, end)) {
            return false;
        }
        int p = from + pieces[0].length;
        int last = pieces.length - 1;
        for (int i = 1; i < (openEnd ? last + 1 : last); i++) {
            int at = find(b, pieces[i], sought[i], p, end);
            if (at < 0) {
                return false;
            }
            p = at + pieces[i].length;
        }
        return openEnd
                || (last == 0
                        ? p == end
                        : end - pieces[last].length >= p && at(b, pieces[last], end - pieces[last].length, end));
    }

    private static int find(byte[] b, byte[] piece, Sought sought, int from, int to) {
        if (sought.text.length == 0) {
            return findDigits(b, piece, from, to);
        }
        for (int p = from; p + piece.length <= to; p++) {
            int hit = sought.next(b, p + sought.from, to);
            if (hit < 0) {
                return -1;
            }
            p = hit - sought.from;
            if (at(b, piece, p, to)) {
                return p;
            }
        }
        return -1;
    }

    private static int findDigits(byte[] b, byte[] piece, int from, int to) {
        for (int p = from; p + piece.length <= to; p++) {
            if (at(b, piece, p, to)) {
                return p;
            }
        }
        return -1;
    }

    private static boolean at(byte[] b, byte[] piece, int p, int to) {
        if (p + piece.length > to) {
            return false;
        }
        for (int i = 0; i < piece.length; i++) {
            if (!fits(piece[i], b[p + i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(byte wanted, byte found) {
        return wanted == found || wanted == DIGIT && Bytes.isDigit(found);
    }
}
