package dev.nightjar.format.record;

import dev.nightjar.format.level.Writers;
import dev.nightjar.model.Level;
import org.jspecify.annotations.Nullable;

/// What a scan found in a block, besides the candidates it handed out.
public final class Scanned {

    public long lines;
    public long records;
    public long notUnderstood;
    public final long[] byLevel = new long[Level.values().length + 1];
    public long consumed;

    /// What was not understood, by who wrote it.
    public final Writers unclear = new Writers();

    public boolean needsMore;

    @Nullable
    public Open open;

    /// The last record of a file that may still grow: its bounds in the file, its lines, and whether it was
    /// handed out.
    public record Open(long start, long end, int lines, boolean candidate) {}

    public Scanned() {}

    /// Forgets the records, not the lines.
    public void forget() {
        records = 0;
        java.util.Arrays.fill(byLevel, 0);
        unclear.clear();
    }

    /// Lines that begin in the owned bytes before `consumed`.
    public long lines() {
        return lines;
    }

    /// Records that begin there, an open one included.
    public long records() {
        return records;
    }

    /// Lines that belong to no record, or to one without time and level.
    public long notUnderstood() {
        return notUnderstood;
    }

    /// Offset in the file up to which nothing has to be read again.
    public long consumed() {
        return consumed;
    }

    /// The last record did not end within the block: scan again from `consumed` with more bytes behind it.
    public boolean needsMore() {
        return needsMore;
    }

    /// The record at `consumed`, if the file ended with it.
    public @Nullable Open open() {
        return open;
    }
}
