package dev.nightjar.source;

import dev.nightjar.model.Occurrence;
import dev.nightjar.source.text.Encoding;
import java.io.IOException;
import java.util.List;

/// The lines around a record, for people: at most five before it and five behind it.
final class Around {

    private static final int BYTES = 2048;
    private static final int LINES = 5;
    private static final int LONGEST_LINE = 400;

    private Around() {}

    /// Bytes `[from, to)` of the file, fewer where it ends.
    interface Bytes {
        byte[] read(long from, long to) throws IOException;
    }

    static Occurrence.Context of(Encoding encoding, long start, long end, Bytes bytes) throws IOException {
        long from = Math.max(0, start - BYTES) / 4 * 4;
        byte[] head = bytes.read(from, start);
        int near = encoding.isPlain() ? lastLines(head) : 0;
        List<String> before = lines(encoding, head, near, head.length);
        if (from > 0 && near == 0 && !before.isEmpty()) {
            before = before.subList(1, before.size());
        }
        byte[] tail = bytes.read(end, end + BYTES);
        List<String> after = lines(encoding, tail, 0, encoding.isPlain() ? firstLines(tail) : tail.length);
        after = after.subList(Math.min(1, after.size()), after.size()); // the rest of the record's last line: nothing
        return new Occurrence.Context(
                before.subList(Math.max(0, before.size() - LINES), before.size()),
                after.subList(0, Math.min(LINES, after.size())));
    }

    /// Where as many lines begin at the end of the bytes as are asked for; 0 if there are not so many.
    private static int lastLines(byte[] b) {
        int ends = 0;
        for (int i = b.length - 2; i >= 0; i--) {
            if (b[i] == '\n' && ++ends == LINES) {
                return i + 1;
            }
        }
        return 0;
    }

    /// Where as many lines end as are asked for, and the one before them.
    private static int firstLines(byte[] b) {
        int ends = 0;
        for (int i = 0; i < b.length; i++) {
            if (b[i] == '\n' && ++ends > LINES) {
                return i;
            }
        }
        return b.length;
    }

    private static List<String> lines(Encoding encoding, byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, encoding.charset())
                .lines()
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
                .toList();
    }
}
