package dev.nightjar.insight.lint;

/// A record, as little of it as it takes to tell whether another is of the same failure. Names are numbers.
///
/// @param micros since 1970
/// @param lane the thread on its host; of records without a thread the file, below 0
/// @param root what was thrown first, its type and what it says; 0 without anything thrown
/// @param frame where that was thrown, 0 if unknown
/// @param causeless something was thrown, and names no cause
/// @param ids each a kind in the upper half and a value in the lower
record Logged(
        long micros,
        int lane,
        int place,
        long root,
        int frame,
        boolean causeless,
        int issue,
        int file,
        long offset,
        long[] ids) {

    private static final long KIND = 0xFFFF_FFFF_0000_0000L;

    /// True if both have an id of one kind that is the same.
    boolean sharesId(Logged other) {
        for (long id : ids) {
            for (long its : other.ids) {
                if (id == its) {
                    return true;
                }
            }
        }
        return false;
    }

    /// True if both have ids of one kind that differ.
    boolean isOfAnother(Logged other) {
        for (long id : ids) {
            for (long its : other.ids) {
                if (id != its && (id & KIND) == (its & KIND)) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean hasThread() {
        return lane >= 0;
    }

    /// True of what one statement wrote into two files.
    boolean isCopyOf(Logged other) {
        return place == other.place && micros == other.micros && root == other.root && file != other.file;
    }

    Logged at(long time) {
        return new Logged(time, lane, place, root, frame, causeless, issue, file, offset, ids);
    }
}
