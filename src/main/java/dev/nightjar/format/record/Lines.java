package dev.nightjar.format.record;

import dev.nightjar.format.level.Levels;
import java.util.List;

/// What a kind of log says about its lines: where records begin, how serious they are, what they contain.
/// Without state, so that every line is judged the same wherever a file was cut; the bytes before a line may be
/// looked at as context.
public interface Lines {

    /// The line goes on with a record that began before.
    int CONTINUATION = -1;

    /// The line stands between records and belongs to none: a header, a separator.
    int BETWEEN = -2;

    /// The line goes on with the record before because it is indented, and nothing else says so.
    int INDENTED = -3;

    /// Flag beside a level's ordinal: whatever its level, the line may carry a stack trace.
    int MAY_HOLD_TRACE = 16;

    /// Flag beside `Levels.NONE`: the level stands in the record's second line.
    int LEVEL_BELOW = 32;

    /// Flag beside `Levels.NONE`: a record begins here only because nothing says otherwise.
    int UNMARKED = 64;

    /// Flag: whether the record is one, and its level, shows only in all of its lines (JSON over several
    /// lines).
    int JUDGE_WHOLE = 128;

    /// Flag: the record ends with this line, whatever follows.
    int ENDS_HERE = 256;

    /// Flag beside `LEVEL_BELOW`: in one of the lines below.
    int LEVEL_FAR_BELOW = 512;

    /// Flag: only words within the line say what it is, and not what this kind of log promises.
    int GUESSED = 1024;

    /// Flag: of another kind than the log, which says no times where the log does.
    int BESIDE = 2048;

    /// What it means that a record says no level.
    enum Silent {
        /// Nothing: numbers say how it ended, as in logs of access.
        FINE,
        /// Nothing as long as no word speaks of failure: levels are those of known texts.
        QUIET,
        /// That it was not understood.
        ODD
    }

    /// Records that lie within one: a document with an array of them.
    ///
    /// @param bounds begin and end of each
    /// @param whole the document's end was there
    record Parts(List<int[]> bounds, boolean whole) {

        /// The record is none that consists of others.
        public static final Parts NONE = new Parts(List.of(), false);
    }

    /// Judges the line `[from, to)`: `CONTINUATION`, `INDENTED`, `BETWEEN`, or the level's ordinal
    /// (`Levels.NONE` without one), perhaps with the flag `MAY_HOLD_TRACE`.
    int head(byte[] b, int from, int to);

    /// The level's ordinal that the line `[from, to)` says for the record that began one line above with
    /// `LEVEL_BELOW`; `Levels.NONE` if it says none.
    default int below(byte[] b, int from, int to) {
        return Levels.NONE;
    }

    /// The records within `[from, to)`, which `head` gave the flag `JUDGE_WHOLE`; none if it is a record
    /// itself.
    default Parts parts(byte[] b, int from, int to) {
        return Parts.NONE;
    }

    /// What stands round the lines says when each was written.
    default boolean saysTime() {
        return false;
    }

    /// Judges the line `[from, to)`, above which no line has a header, as `head` does.
    default int unheaded(byte[] b, int from, int to) {
        return Plain.isDrawing(b, from, to) ? CONTINUATION : Plain.ANY.head(b, from, to);
    }

    /// Whether each of its records has a time.
    default boolean isTimed() {
        return true;
    }

    /// Whether nothing stands before the first byte of a block at offset 0.
    default boolean nothingBefore() {
        return true;
    }

    /// Where the message of the line `[from, to)` begins, which begins a record with a header; -1 if it has
    /// none.
    default int message(byte[] b, int from, int to) {
        return -1;
    }

    /// Whether the lines `[before, from - 1)` and `[from, to)` have the same header but for the time, and that
    /// within a second.
    default boolean sameHeader(byte[] b, int before, int from, int to) {
        return false;
    }

    /// Fills in what the record `[from, recordEnd)` says, whose first line ends at `lineEnd`.
    void fill(RecordBuilder record, byte[] b, int from, int lineEnd, int recordEnd);

    /// How much the line `[from, to)` speaks for this kind of log: 0 nothing, else the more the more
    /// particular.
    int evidence(byte[] b, int from, int to);

    /// What the lines that speak for it have in common, for the reason: `begin as …`.
    String form();

    /// What a record without level is.
    default Silent silent() {
        return Silent.ODD;
    }

    /// Whether the line `[from, to)`, which begins a record, has what the format promises (a time or a level).
    default boolean understood(byte[] b, int from, int to) {
        return true;
    }
}
