package dev.nightjar.format.record;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.level.Levels;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.Block;
import java.util.Arrays;

/// One failure logged line by line: each line of a trace or report with the full header. It is one record if
/// the header stays the same but for the time, and the message goes on as traces do, or if it stays the same to
/// the microsecond. Judged from a line and those before it.
final class Headed {

    /// Lines between the beginning of a record and what another program says behind it.
    private static final int MOST_ABOVE = 8;

    /// Bytes of a date and a time with microseconds.
    private static final int ALIKE = 26;

    private final Lines lines;
    private final Openers openers;
    private final Openers.Above leads;
    /// Where the last two lines begin that were asked for, and their texts.
    private final int[] texts = {-1, -1, -1, -1};

    /// @param limit behind the bytes of `b` that count
    Headed(Lines lines, Openers openers, byte[] b, int limit) {
        this.lines = lines;
        this.openers = openers;
        this.leads = openers.aboveWithin(b, limit);
    }

    /// Whether the line `[from, to)`, which has a header, goes on with the one before.
    ///
    /// @param silent it has no level: only near what a trace begins with, or at the same moment
    boolean goesOn(byte[] b, int from, int to, boolean silent) {
        if (silent && !leads.leads(from, to) && !beginsAlike(b, Plain.lineBefore(b, from), from)) {
            return false;
        }
        int message = message(b, from, to);
        int before = message > from ? Plain.lineBefore(b, from) : -1;
        if (before < 0) {
            return false;
        }
        if (isSameMoment(b, before, from, message, to)) {
            return true;
        }
        boolean part = isPart(b, from, message, to);
        if (!part && !Plain.isHead(b, message, to)) {
            return false;
        }
        int above = lines.head(b, before, from - 1) < 0 ? -1 : message(b, before, from - 1);
        return above > before && (part || isIndented(b, above, from - 1)) && lines.sameHeader(b, before, from, to);
    }

    /// Whether the line above begins a record of an error or a warning, of which that one says more: `ERROR: no
    /// such row`.
    boolean isBelowFailure(byte[] b, int from) {
        int before = Plain.lineBefore(b, from);
        int above = before < 0 ? Levels.NONE : lines.head(b, before, from - 1);
        return above >= 0
                && (above & (Lines.BESIDE | Lines.UNMARKED)) == 0
                && (above & 7) >= Level.WARN.ordinal()
                && (above & 7) < Levels.NONE;
    }

    /// Whether a program's last words begin with the line `[from, to)`: the record before is none of an error,
    /// and its lines do not speak of one, or nobody logs such a line with another message.
    boolean isUncaught(Block block, int from, int to) {
        byte[] b = block.bytes();
        boolean may = openers.mayBeUncaught(b, from, to);
        if (may && openers.isAlwaysUncaught(b, from, to)) {
            return true;
        }
        int below = from;
        for (int i = 0; i < MOST_ABOVE && may; i++) {
            int before = Plain.lineBefore(b, below);
            if (before < 0 || !openers.isUncaught(b, before, below, from, to)) {
                return before < 0 && below == block.from() && block.fromStart();
            }
            int head = lines.head(b, before, below - 1);
            if (head >= 0) {
                return (head & 7) < Level.WARN.ordinal();
            }
            below = before;
        }
        return false;
    }

    private static boolean beginsAlike(byte[] b, int before, int from) {
        return before >= 0
                && before + ALIKE < from
                && from + ALIKE < b.length
                && Arrays.equals(b, before, before + ALIKE, b, from, from + ALIKE);
    }

    /// The header is the same to the microsecond: a message of several lines, each with the header. The same
    /// text once more is another message.
    private static boolean isSameMoment(byte[] b, int before, int from, int message, int to) {
        int length = message - from;
        return before + length < from
                && Arrays.equals(b, before, before + length, b, from, message)
                && hasMicroseconds(b, from, message)
                && !Arrays.equals(b, before + length, from - 1, b, message, to);
    }

    /// A point or comma and six digits, of which the last three are not those of a clock of milliseconds.
    private static boolean hasMicroseconds(byte[] b, int from, int to) {
        for (int p = from; p + 6 < to; p++) {
            if (b[p] == '.' || b[p] == ',') {
                int end = p + 1;
                while (end < to && Bytes.isDigit(b[end])) {
                    end++;
                }
                if (end - p > 6) {
                    return b[p + 4] != '0' || b[p + 5] != '0' || b[p + 6] != '0';
                }
            }
        }
        return false;
    }

    private boolean isPart(byte[] b, int line, int from, int to) {
        boolean habit = from + 1 < to && b[from] == ' ' && !Bytes.isBlank(b[from + 1]); // of some, before every text
        return from < to
                && (!habit && Plain.goesOn(b, from, to)
                        || Plain.isTraceback(b, from, to)
                        || openers.goesOn(b, line, from, to, leads.leads(line, to), false, this::text));
    }

    private int text(byte[] b, int from, int to) {
        int message = message(b, from, to);
        return message < 0 ? from : message;
    }

    private int message(byte[] b, int from, int to) {
        if (from == texts[0] || from == texts[2]) {
            return from == texts[0] ? texts[1] : texts[3];
        }
        int message = lines.message(b, from, to);
        int former = texts[0] < texts[2] ? 0 : 2;
        if (from > texts[former]) {
            texts[former] = from;
            texts[former + 1] = message;
        }
        return message;
    }

    /// Below such a line, `ValueError: text` ends a trace.
    private static boolean isIndented(byte[] b, int from, int to) {
        return from + 1 < to && Bytes.isBlank(b[from]) && Bytes.isBlank(b[from + 1]);
    }

    /// A record's text without the headers of its further lines.
    ///
    /// @param whole the text with them
    /// @param firstEnd where the record's first line ends
    String text(String whole, byte[] b, int firstEnd, int end) {
        int newline = whole.indexOf('\n');
        StringBuilder text = new StringBuilder(newline < 0 ? whole : whole.substring(0, newline));
        for (int p = firstEnd + 1; p < end; ) {
            int next = Bytes.indexOf(b, (byte) '\n', p, end);
            int lineEnd = next < 0 ? end : next;
            int message = lines.head(b, p, lineEnd) < 0 ? -1 : lines.message(b, p, lineEnd);
            text.append('\n').append(RecordBuilder.text(b, message < 0 ? p : message, lineEnd));
            p = lineEnd + 1;
        }
        return text.toString();
    }
}
