package dev.nightjar.source.read;

import dev.nightjar.model.event.Occurrence;
import dev.nightjar.source.text.Encoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The lines around records of a block, for people: at most five before each and five behind it. Neighbours
/// have the same lines around them, so a line is read once. For one thread.
public final class Around {

    private static final int BYTES = 2048;
    private static final int LINES = 5;
    private static final int LONGEST_LINE = 400;
    private static final int REMEMBERED = 1 << 10;
    private static final Occurrence.Context NOTHING = new Occurrence.Context(List.of(), List.of());

    private final Encoding encoding;
    private final Piece.Raw raw;
    private final Bytes elsewhere;
    private final UnaryOperator<String> clean;

    /// Lines by where they begin in the block.
    private final @Nullable String[] lines = new String[REMEMBERED];

    private final int[] places = new int[REMEMBERED];

    /// Bytes `[from, to)` of the file, fewer where it ends.
    interface Bytes {
        byte[] read(long from, long to) throws IOException;
    }

    /// @param elsewhere what is not in the block
    /// @param clean lines as they may be stored
    Around(Encoding encoding, Piece.Raw raw, Bytes elsewhere, UnaryOperator<String> clean) {
        this.encoding = encoding;
        this.raw = raw;
        this.elsewhere = elsewhere;
        this.clean = clean;
    }

    /// The lines around the record at `[start, end)` of the file; none if they cannot be read any more.
    public Occurrence.Context of(long start, long end) {
        long from = Math.max(0, start - BYTES);
        boolean here = encoding.isPlain()
                && from >= raw.offset()
                && (end + BYTES <= raw.offset() + raw.length() || raw.atEnd());
        try {
            return here
                    ? new Occurrence.Context(
                            before((int) (from - raw.offset()), (int) (start - raw.offset()), from == 0),
                            after((int) (end - raw.offset())))
                    : read(start, end);
        } catch (IOException e) {
            return NOTHING;
        }
    }

    private List<String> before(int from, int start, boolean isFirst) {
        byte[] b = raw.bytes();
        List<String> found = new ArrayList<>(LINES);
        int end = start;
        while (found.size() < LINES && end > from) {
            int begin = end - 1;
            while (begin > from && b[begin - 1] != '\n') {
                begin--;
            }
            if (begin == from && !isFirst) {
                break; // it may begin earlier
            }
            found.add(line(begin, end));
            end = begin;
        }
        Collections.reverse(found);
        return found;
    }

    private List<String> after(int end) {
        byte[] b = raw.bytes();
        int to = Math.min(raw.length(), end + BYTES);
        List<String> found = new ArrayList<>(LINES);
        int begin = end;
        while (begin < to && b[begin] != '\n') {
            begin++; // the rest of the record's last line
        }
        begin++;
        while (found.size() < LINES && begin < to) {
            int next = begin;
            while (next < to && b[next] != '\n') {
                next++;
            }
            boolean whole = next < to || next == raw.length();
            found.add(whole ? line(begin, next) : shown(text(begin, next), "", false));
            begin = next + 1;
        }
        return found;
    }

    private String line(int from, int to) {
        int at = (from ^ from >>> 10) & REMEMBERED - 1;
        String known = lines[at];
        if (known == null || places[at] != from) {
            known = shown(from, to);
            lines[at] = known;
            places[at] = from;
        }
        return known;
    }

    private String shown(int from, int to) {
        int next = to;
        while (next < raw.length() && raw.bytes()[next - 1] != '\n') {
            next++;
        }
        int end = next;
        while (end < raw.length() && end - next < LONGEST_LINE && raw.bytes()[end] != '\n') {
            end++;
        }
        return shown(text(from, to), endsKey(next, end) ? text(next, end) : "", true);
    }

    /// As `-----END PRIVATE KEY-----` does: a short line above it is one of the key.
    private boolean endsKey(int from, int end) {
        int last = end > from && raw.bytes()[end - 1] == '\r' ? end - 1 : end;
        return last - from > 5 && raw.bytes()[last - 1] == '-' && raw.bytes()[last - 5] == '-';
    }

    private String text(int from, int to) {
        int end = to;
        while (end > from && (raw.bytes()[end - 1] == '\n' || raw.bytes()[end - 1] == '\r')) {
            end--;
        }
        return new String(raw.bytes(), from, end - from, StandardCharsets.UTF_8).replace('\r', ' ');
    }

    /// Cleaned before it is cut: half a secret looks like none.
    ///
    /// @param below the line below, as far as it says what this one is; may be empty
    /// @param whole false if it goes on where nobody looked: then its last word may be half a secret
    private String shown(String line, String below, boolean whole) {
        String known = whole ? line : line.substring(0, line.lastIndexOf(' ') + 1) + "…";
        String text = clean.apply(below.isEmpty() ? known : known + "\n" + below);
        String own = below.isEmpty() ? text : text.substring(0, (text + "\n").indexOf('\n'));
        return own.length() > LONGEST_LINE ? own.substring(0, LONGEST_LINE) + "…" : own;
    }

    /// The same for what is not in the block, or has to be decoded first.
    private Occurrence.Context read(long start, long end) throws IOException {
        long from = Math.max(0, start - BYTES) / 4 * 4; // no character has more bytes
        List<String> before = decoded(elsewhere.read(from, start));
        int first = Math.max(from > 0 ? 1 : 0, before.size() - LINES);
        byte[] behind = elsewhere.read(end, end + BYTES);
        List<String> after = decoded(behind);
        int cut = behind.length < BYTES ? after.size() : after.size() - 1; // what is last may go on
        return new Occurrence.Context(
                IntStream.range(first, before.size())
                        .mapToObj(i -> shown(before, i, true))
                        .toList(),
                IntStream.range(1, Math.min(after.size(), 1 + LINES))
                        .mapToObj(i -> shown(after, i, i < cut))
                        .toList());
    }

    private String shown(List<String> all, int i, boolean whole) {
        String below = i + 1 < all.size() && all.get(i + 1).endsWith("-----") ? all.get(i + 1) : "";
        return shown(all.get(i), below, whole);
    }

    private List<String> decoded(byte[] bytes) {
        return new String(bytes, encoding.charset()).lines().toList();
    }
}
