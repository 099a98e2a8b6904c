package dev.nightjar.format.layout;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.structured.Members;

/// What a line holds for a terminal and not for a reader: colours and other control sequences (ECMA-48), also as
/// syslog daemons write them down (`#033[31m`). The lines lie within it as they would without.
public final class ControlCodes implements Wrapper {

    /// What the sequences are called in a format's name.
    public static final String NAME = "coloured";

    /// The one there is: it has no state.
    public static final ControlCodes STRIPPED = new ControlCodes();

    private static final byte ESCAPE = 0x1b;
    private static final byte BELL = 7;
    private static final byte[] WRITTEN_ESCAPE = {'#', '0', '3', '3'};

    private ControlCodes() {}

    /// Whether a sample has such a sequence.
    public static boolean in(byte[] b, int length) {
        for (int p = 0; p < length; p++) {
            if ((b[p] == ESCAPE || b[p] == '#') && sequenceEnd(b, p, length) > p) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isText() {
        return true;
    }

    @Override
    public Line unwrap(byte[] b, int from, int to) {
        byte[] payload = b;
        int begin = from;
        int end = to;
        if (Bytes.indexOf(b, ESCAPE, from, to) >= 0 || Bytes.indexOf(b, (byte) '#', from, to) >= 0) {
            payload = new byte[to - from];
            begin = 0;
            end = strip(b, from, to, payload);
        }
        return new Line("", payload, begin, end, false, Levels.NONE, Members.NO_TIME);
    }

    private static int strip(byte[] b, int from, int to, byte[] into) {
        int length = 0;
        for (int p = from; p < to; ) {
            int end = b[p] == ESCAPE || b[p] == '#' ? sequenceEnd(b, p, to) : p;
            if (end == p) {
                into[length++] = b[p++];
            }
            p = Math.max(p, end);
        }
        return length;
    }

    /// Behind the sequence that begins at `from`, `from` itself if none does.
    private static int sequenceEnd(byte[] b, int from, int to) {
        boolean written = b[from] == '#';
        if (written && !(Bytes.startsWith(b, WRITTEN_ESCAPE, from, to) && from + 4 < to && b[from + 4] == '[')) {
            return from;
        }
        int p = from + (written ? WRITTEN_ESCAPE.length : 1);
        if (p >= to) {
            return p;
        }
        if (b[p] == '[') {
            p++;
            while (p < to && b[p] >= 0x20 && b[p] < 0x40) {
                p++;
            }
            return p < to && b[p] >= 0x40 && b[p] < 0x7f ? p + 1 : p;
        }
        if (b[p] == ']') {
            return titleEnd(b, p + 1, to);
        }
        while (p < to && b[p] >= 0x20 && b[p] < 0x30) {
            p++;
        }
        return Math.min(to, p + 1);
    }

    /// A window's title or a link ends with a bell or with an escape and a backslash.
    private static int titleEnd(byte[] b, int from, int to) {
        for (int p = from; p < to; p++) {
            if (b[p] == BELL) {
                return p + 1;
            }
            if (b[p] == ESCAPE) {
                return Math.min(to, p + 2);
            }
        }
        return to;
    }

    @Override
    public String speaker(byte[] b, int from, int to) {
        return "";
    }

    @Override
    public void fill(RecordBuilder record, byte[] b, int from, int end) {
        // they say nothing
    }

    @Override
    public boolean saysLevel() {
        return false;
    }

    @Override
    public boolean isWeak() {
        return false;
    }

    @Override
    public String form() {
        return "are coloured for a terminal";
    }

    @Override
    public int evidence(byte[] b, int from, int to) {
        return in(b, to) ? 1 : 0;
    }
}
