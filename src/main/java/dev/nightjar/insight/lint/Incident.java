package dev.nightjar.insight.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A failure and the records that tell of it, oldest first.
final class Incident {

    static final long SECOND = 1_000_000;

    /// How long one failure may take on its way up.
    static final long LONGEST = 5 * SECOND;

    private final List<Logged> records = new ArrayList<>(2);
    private int frame;

    Incident(Logged first) {
        records.add(first);
        frame = first.frame();
    }

    List<Logged> records() {
        return records;
    }

    Logged first() {
        return records.getFirst();
    }

    long last() {
        return records.getLast().micros();
    }

    void add(Logged record) {
        records.add(record);
        frame = frame == 0 ? record.frame() : frame;
    }

    /// The places that told of it, as they come.
    Set<Integer> places() {
        Set<Integer> places = new HashSet<>();
        records.forEach(record -> places.add(record.place()));
        return places;
    }

    /// A place tells once of a failure: what it tells again is the next one.
    boolean hasRoomFor(Logged record) {
        for (Logged one : records) {
            if (one.place() == record.place() && !record.isCopyOf(one)) {
                return false;
            }
        }
        return true;
    }

    /// True if the record, whose root is the same, tells of this failure too: by an id of both, by the thread, or
    /// by the time where neither is known.
    boolean isOf(Logged record) {
        boolean sameFrame = frame == 0 || record.frame() == 0 || frame == record.frame();
        if (!sameFrame || record.micros() - last() > LONGEST || !hasRoomFor(record)) {
            return false;
        }
        boolean threads = false;
        boolean another = false;
        boolean here = false;
        for (Logged one : records) {
            if (one.sharesId(record)) {
                return true;
            }
            another |= one.isOfAnother(record);
            here |= one.lane() == record.lane() && record.hasThread();
            threads |= one.hasThread() && record.hasThread();
        }
        return !another && (here || !threads && record.micros() - last() <= SECOND);
    }
}
