package dev.nightjar.format.record;

import dev.nightjar.format.time.TimeParts;
import dev.nightjar.model.log.SourceFile;
import org.jspecify.annotations.Nullable;

/// The time of the record before one that has none: a trace that a program printed without its logger happened then,
/// not when the file was last written. To be asked in the order of the records; looks back 16 KiB at most.
final class TimeAbove {

    private static final int FURTHEST = 1 << 14;

    private final Lines lines;
    private int asked = -1;
    private @Nullable TimeParts answer;

    TimeAbove(Lines lines) {
        this.lines = lines;
    }

    /// The time before the record that begins at `from`; null if there is none.
    @Nullable
    TimeParts at(SourceFile file, byte[] b, int from) {
        TimeParts found = null;
        int end = from - 1;
        int line = Plain.lineBefore(b, from);
        while (found == null && line >= 0 && line >= asked && from - line < FURTHEST) {
            found = timeOf(file, b, line, end);
            end = line - 1;
            line = Plain.lineBefore(b, line);
        }
        boolean known = found == null && asked >= 0 && line < asked && from - asked < FURTHEST;
        answer = known ? answer : found;
        asked = from;
        return answer;
    }

    private @Nullable TimeParts timeOf(SourceFile file, byte[] b, int line, int end) {
        if (end <= line || lines.head(b, line, end) < 0) {
            return null;
        }
        RecordBuilder above = new RecordBuilder(file);
        lines.fill(above, b, line, end, end);
        return above.time;
    }
}
