package dev.nightjar.format;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/// The texts with which a line of a stack trace can begin, behind blanks: a record with such a line is a
/// candidate whatever its level.
final class Openers {

    private final byte[][][] byFirst = new byte[256][][];

    Openers(Collection<String> texts) {
        for (int c = 0; c < 256; c++) {
            byte first = (byte) c;
            byte[][] these = texts.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .filter(text -> text.length > 0 && text[0] == first)
                    .toArray(byte[][]::new);
            byFirst[c] = these;
        }
    }

    /// Whether the line `[from, to)` begins like a line of a trace.
    boolean opens(byte[] b, int from, int to) {
        int p = Bytes.skipBlanks(b, from, to);
        if (p >= to) {
            return false;
        }
        for (byte[] text : byFirst[b[p] & 0xFF]) {
            if (Bytes.startsWith(b, text, p, to)) {
                return true;
            }
        }
        return false;
    }
}
