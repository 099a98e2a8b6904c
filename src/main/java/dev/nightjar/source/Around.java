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
        List<String> before = lines(encoding, bytes.read(from, start));
        if (from > 0 && !before.isEmpty()) {
            before = before.subList(1, before.size());
        }
        List<String> after = lines(encoding, bytes.read(end, end + BYTES));
        after = after.subList(Math.min(1, after.size()), after.size()); // the rest of the record's last line: nothing
        return new Occurrence.Context(
                before.subList(Math.max(0, before.size() - LINES), before.size()),
                after.subList(0, Math.min(LINES, after.size())));
    }

    private static List<String> lines(Encoding encoding, byte[] bytes) {
        return new String(bytes, encoding.charset())
                .lines()
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
                .toList();
    }
}
