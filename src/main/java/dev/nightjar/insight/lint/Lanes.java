package dev.nightjar.insight.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/// The last few of each thread, newest first.
final class Lanes<T> {

    private static final int MOST = 20_000;
    private static final int FEW = 3;

    private final Map<Integer, Deque<T>> lanes = new HashMap<>();
    private final ToLongFunction<T> time;

    /// @param time of the last of what is held, in micros
    Lanes(ToLongFunction<T> time) {
        this.time = time;
    }

    /// Those that a record of the thread may belong to.
    Deque<T> of(Logged record) {
        if (lanes.size() > MOST) {
            lanes.values().removeIf(lane -> lane.isEmpty() || isOver(lane.getFirst(), record));
        }
        Deque<T> lane = lanes.computeIfAbsent(record.lane(), any -> new ArrayDeque<>(FEW));
        while (!lane.isEmpty() && isOver(lane.getLast(), record)) {
            lane.removeLast();
        }
        return lane;
    }

    private boolean isOver(T one, Logged record) {
        long most = record.hasThread() ? Incident.LONGEST : Incident.SECOND;
        return record.micros() - time.applyAsLong(one) > most;
    }

    /// Notes one as the newest of the thread.
    void put(Logged record, T one) {
        Deque<T> lane = of(record);
        lane.remove(one);
        lane.addFirst(one);
        if (lane.size() > FEW) {
            lane.removeLast();
        }
    }
}
