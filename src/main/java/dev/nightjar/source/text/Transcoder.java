package dev.nightjar.source.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Raw bytes of a file as UTF-8, line by line, with the way back. Each line is decoded by itself, so the same bytes
/// give the same text wherever a file is cut; what is no text becomes U+FFFD. A hole, a long run of zeros, is left
/// out
/// and ends the line before it.
public final class Transcoder {

    /// Zeros in a row that are a hole, in bytes. Holes that writers leave are far longer; shorter runs are text,
    /// which
    /// shows them.
    public static final int HOLE = 512;

    private final Encoding encoding;
    private final byte[] raw;
    private final long offset;
    private final int end;
    private final CharsetDecoder decoder;

    private byte[] out;
    private int length;
    private int[] rawStarts = new int[1024];
    private int[] outStarts = new int[1024];
    private int lines;

    private Transcoder(Encoding encoding, byte[] raw, long offset, int end) {
        this.encoding = encoding;
        this.raw = raw;
        this.offset = offset;
        this.end = end;
        this.out = new byte[end + end / 8 + 16];
        this.decoder = encoding.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith("\uFFFD");
    }

    /// Translates the bytes from the first line's beginning on.
    ///
    /// @param offset of `raw[0]` in the file, a multiple of 4
    /// @param end of the valid bytes
    public static Transcoder of(Encoding encoding, byte[] raw, long offset, int end) {
        Transcoder text = new Transcoder(encoding, raw, offset, end);
        text.translate(text.lineStart(0));
        return text;
    }

    /// A hole as long as `HOLE` begins or lies within the first `end` bytes, or these begin with a zero. Looks at
    /// every
    /// 256th byte only.
    public static boolean mayHaveHole(byte[] raw, int end) {
        for (int i = 0; i < end; i += HOLE / 2) {
            if (raw[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /// The first line that begins at or behind a raw byte, as an index of the raw bytes; `end` if there is none.
    int lineStart(int at) {
        int width = encoding.width();
        int p = (at + width - 1) / width * width;
        if (offset == 0 && p == 0) {
            return afterHole(0);
        }
        if (p >= width && p <= end && encoding.unit(raw, p - width) == encoding.lineEnd()) {
            return afterHole(p);
        }
        int zerosFrom = p;
        while (zerosFrom >= width && encoding.unit(raw, zerosFrom - width) == 0) {
            zerosFrom -= width;
        }
        if (zerosFrom < p && holeEnd(zerosFrom) >= p) {
            return holeEnd(zerosFrom);
        }
        int lineEnd = lineEnd(p);
        return lineEnd >= end ? end : next(lineEnd);
    }

    /// Where the line ends that goes on at `p`: at its line end, at a hole, or at the end of all bytes.
    private int lineEnd(int p) {
        int width = encoding.width();
        int ending = encoding.lineEnd();
        for (int i = p; i + width <= end; i += width) {
            int unit = encoding.unit(raw, i);
            if (unit == ending || unit == 0 && holeEnd(i) > i) {
                return i;
            }
            while (unit == 0 && i + 2 * width <= end && encoding.unit(raw, i + width) == 0) {
                i += width; // too few zeros for a hole: looked at once
            }
        }
        return end;
    }

    /// The line behind one that ends at `lineEnd`.
    private int next(int lineEnd) {
        int hole = holeEnd(lineEnd);
        return hole > lineEnd ? hole : afterHole(Math.min(end, lineEnd + encoding.width()));
    }

    private int afterHole(int p) {
        return Math.max(p, holeEnd(p));
    }

    /// The end of the hole that begins at `p`; -1 if none does. A run of zeros at either end of the bytes is one
    /// whatever its length, if the file goes on there.
    private int holeEnd(int p) {
        if (p >= end || raw[p] != 0) {
            return -1;
        }
        int i = p;
        while (i < end && raw[i] == 0) {
            i++;
        }
        int to = i < end ? i / encoding.width() * encoding.width() : end;
        boolean hole = i - p >= HOLE || p == 0 || i == end && encoding.width() == 1;
        return hole && to > p ? to : -1;
    }

    private void translate(int from) {
        int p = from;
        begin(p);
        p = skipMark(p);
        while (p < end) {
            int lineEnd = lineEnd(p);
            append(p, lineEnd);
            if (lineEnd >= end) {
                break;
            }
            add((byte) '\n');
            p = next(lineEnd);
            begin(p);
        }
    }

    /// A byte order mark is no text.
    private int skipMark(int p) {
        boolean mark = offset == 0 && p == 0 && encoding.width() > 1 && end >= encoding.width();
        return mark && encoding.unit(raw, 0) == 0xFEFF ? encoding.width() : p;
    }

    private void begin(int rawStart) {
        if (lines == rawStarts.length) {
            rawStarts = Arrays.copyOf(rawStarts, 2 * lines);
            outStarts = Arrays.copyOf(outStarts, 2 * lines);
        }
        rawStarts[lines] = rawStart;
        outStarts[lines++] = length;
    }

    private void append(int from, int to) {
        int p = from;
        if (encoding.charset().equals(StandardCharsets.UTF_8)) {
            append(raw, from, to - from);
            return;
        }
        if (encoding.keepsAscii()) {
            while (p < to && raw[p] >= 0) {
                p++;
            }
            append(raw, from, p - from);
        }
        if (p < to) {
            decode(p, to);
        }
    }

    private void decode(int from, int to) {
        CharBuffer chars = CharBuffer.allocate((int) ((to - from) * (double) decoder.maxCharsPerByte()) + 1);
        decoder.reset();
        decoder.decode(ByteBuffer.wrap(raw, from, to - from), chars, true);
        decoder.flush(chars);
        byte[] utf8 = new String(chars.array(), 0, chars.position()).getBytes(StandardCharsets.UTF_8);
        append(utf8, 0, utf8.length);
    }

    private void append(byte[] b, int from, int count) {
        if (length + count + 1 > out.length) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, length + count + 1));
        }
        System.arraycopy(b, from, out, length, count);
        length += count;
    }

    private void add(byte one) {
        append(new byte[] {one}, 0, 1);
    }

    /// UTF-8; valid up to `length`.
    public byte[] bytes() {
        return out;
    }

    /// Bytes of `bytes` that count.
    public int length() {
        return length;
    }

    /// Where in `bytes` the first line stands that begins at or behind a raw index; `length` if there is none.
    public int toText(int rawIndex) {
        int found = Arrays.binarySearch(rawStarts, 0, lines, rawIndex);
        int line = found >= 0 ? found : -found - 1;
        return line < lines ? outStarts[line] : length;
    }

    /// The raw index of a place in `bytes`; within a line, that of the last character that is whole before it.
    public int toRaw(int index) {
        if (index >= length) {
            return end;
        }
        int found = Arrays.binarySearch(outStarts, 0, lines, index);
        if (found >= 0) {
            return rawStarts[found];
        }
        int line = -found - 2;
        if (line + 1 < lines && index == outStarts[line + 1] - 1) {
            return lineEnd(rawStarts[line]);
        }
        int rawStart = rawStarts[line];
        int into = index - outStarts[line];
        String before = new String(out, outStarts[line], into, StandardCharsets.UTF_8);
        return Math.min(end, rawStart + before.getBytes(encoding.charset()).length);
    }
}
