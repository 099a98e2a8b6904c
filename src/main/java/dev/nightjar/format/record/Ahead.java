package dev.nightjar.format.record;

import dev.nightjar.bytes.LiteralPrefilter;

/// Where the next of some texts stands in a block. To be asked of places in their order; may look a little ahead, so
/// that
/// the bytes are at hand when their lines are judged.
final class Ahead {

    /// So many bytes where all lines will be asked for.
    static final int FAR = 1 << 14;

    /// So many where few will be.
    static final int NEAR = 1 << 7;

    private final LiteralPrefilter texts;
    private final byte[] b;
    private final int limit;
    private final int most;
    /// The next one unless it lies before what was asked last; there is none before `soughtTo`.
    private int next = LiteralPrefilter.NOT_FOUND;
    private int soughtTo;

    /// @param limit behind the bytes of `b` that count
    /// @param most how many bytes it looks ahead, at least as many as a text has
    Ahead(LiteralPrefilter texts, byte[] b, int limit, int most) {
        this.texts = texts;
        this.b = b;
        this.limit = limit;
        this.most = most;
    }

    /// Whether one of the texts begins in `[from, to)`.
    boolean isIn(int from, int to) {
        if (texts.isEmpty()) {
            return false;
        }
        next = next < from ? LiteralPrefilter.NOT_FOUND : next;
        soughtTo = Math.max(soughtTo, from);
        while (next == LiteralPrefilter.NOT_FOUND && soughtTo < to) {
            int end = Math.min(limit, Math.max(to, soughtTo + most));
            next = texts.next(b, soughtTo, end);
            int sought = end == limit ? end : end - LiteralPrefilter.LONGEST;
            soughtTo = Math.min(next, sought); // behind the one that was found others may stand
        }
        return next < to;
    }
}
