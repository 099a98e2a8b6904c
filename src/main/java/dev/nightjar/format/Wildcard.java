package dev.nightjar.format;

import java.nio.charset.StandardCharsets;

/// A text in which `*` stands for any bytes of a line, matched from left to right without going back. A line end
/// `\r` at the end of the line does not count.
final class Wildcard {

    private final byte[][] pieces;
    private final boolean openEnd;

    Wildcard(String pattern) {
        openEnd = pattern.endsWith("*");
        String[] texts = pattern.split("\\*");
        pieces = new byte[Math.max(1, texts.length)][];
        pieces[0] = new byte[0];
        for (int i = 0; i < texts.length; i++) {
            pieces[i] = texts[i].getBytes(StandardCharsets.UTF_8);
        }
    }

    boolean mayBegin(byte first) {
        return pieces[0].length == 0 || pieces[0][0] == first;
    }

    boolean matches(byte[] b, int from, int to) {
        int end = to > from && b[to - 1] == '\r' ? to - 1 : to;
        if (!Bytes.startsWith(b, pieces[0], from, end)) {
            return false;
        }
        int p = from + pieces[0].length;
        int last = pieces.length - 1;
        for (int i = 1; i < (openEnd ? last + 1 : last); i++) {
            int at = Bytes.indexOf(b, pieces[i], p, end);
            if (at < 0) {
                return false;
            }
            p = at + pieces[i].length;
        }
        return openEnd
                || (last == 0
                        ? p == end
                        : end - pieces[last].length >= p
                                && Bytes.startsWith(b, pieces[last], end - pieces[last].length, end));
    }
}
