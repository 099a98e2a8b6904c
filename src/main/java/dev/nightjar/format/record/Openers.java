package dev.nightjar.format.record;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.bytes.Wildcard;
import dev.nightjar.model.log.TraceLines;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/// With what lines of stack traces begin: a record with a line that opens like one is a candidate whatever its
/// level, and a line without a header may go on with a trace.
public final class Openers {

    private final byte[][][] byFirst;
    private final GoesOn[][] goesOn = new GoesOn[256][];

    public Openers(TraceLines lines) {
        byFirst = byFirst(lines.openers());
        List<GoesOn> all = lines.goesOn().stream().map(GoesOn::new).toList();
        for (int c = 0; c < 256; c++) {
            byte first = (byte) c;
            goesOn[c] = all.stream().filter(one -> one.line.mayBegin(first)).toArray(GoesOn[]::new);
        }
    }

    private static byte[][][] byFirst(Collection<String> texts) {
        byte[][][] byFirst = new byte[256][][];
        for (int c = 0; c < 256; c++) {
            byte first = (byte) c;
            byFirst[c] = texts.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .filter(text -> text.length > 0 && text[0] == first)
                    .toArray(byte[][]::new);
        }
        return byFirst;
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

    /// Whether the line `[from, to)`, which nothing marks as a beginning, goes on with a trace.
    boolean goesOn(byte[] b, int from, int to) {
        return goesOn(b, from, from, to);
    }

    /// The same for the text at `[from, to)` of the line that begins at `line`.
    boolean goesOn(byte[] b, int line, int from, int to) {
        if (from >= to) {
            return true;
        }
        for (GoesOn one : goesOn[b[from] & 0xFF]) {
            if (one.fits(b, line, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static final class GoesOn {

        private final Wildcard line;
        private final Wildcard[] after;

        GoesOn(TraceLines.GoesOn from) {
            line = new Wildcard(from.line());
            after = from.after().stream().map(Wildcard::new).toArray(Wildcard[]::new);
        }

        boolean fits(byte[] b, int begin, int from, int to) {
            return line.matches(b, from, to) && (after.length == 0 || follows(b, begin));
        }

        private boolean follows(byte[] b, int from) {
            int before = Plain.lineBefore(b, from);
            for (Wildcard pattern : after) {
                if (before >= 0 && pattern.matches(b, before, from - 1)) {
                    return true;
                }
            }
            return false;
        }
    }
}
