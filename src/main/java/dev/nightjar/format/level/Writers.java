package dev.nightjar.format.level;

import dev.nightjar.model.Unclear;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What was not understood of a file, by who writes into it; under the empty name where nobody is named.
public final class Writers {

    private static final int MOST = 64;
    private static final int LONGEST = 80;

    private final Map<String, Told> told = new HashMap<>(2);

    private static final class Told {
        private final Unlevelled unlevelled = new Unlevelled();
        private final Unlevelled traces = new Unlevelled();
        private boolean odd;
    }

    /// Adds what was not understood of one who writes; of very many only the sum of some.
    ///
    /// @param odd records without level are odd there
    /// @param traces what looks like traces
    public void add(String who, boolean odd, Unlevelled more, Unlevelled traces) {
        String name = told.size() < MOST || told.containsKey(who) ? who : "";
        Told known = told.computeIfAbsent(name, unused -> new Told());
        known.odd |= odd;
        known.unlevelled.add(more);
        known.traces.add(traces);
    }

    /// Adds what another block or file says.
    public void add(Writers other) {
        other.told.forEach((who, more) -> add(who, more.odd, more.unlevelled, more.traces));
    }

    /// Adds what a stretch of one who writes says.
    public void add(String who, Writers stretch) {
        stretch.told.values().forEach(more -> add(who, more.odd, more.unlevelled, more.traces));
    }

    /// Counts what looks like traces and became no event, and does not count what became one though it does not.
    ///
    /// @param events of records without level, with a trace
    public void settle(long events) {
        long all = told.values().stream().mapToLong(one -> one.traces.without).sum();
        for (Told one : told.values()) {
            if (all > events) {
                one.unlevelled.add(one.traces.atMost(all - events));
            } else {
                one.unlevelled.less(events - all);
            }
            one.traces.clear();
        }
    }

    /// Replaces what must not leave in the lines that are shown.
    public void scrub(UnaryOperator<String> scrub) {
        told.values().forEach(one -> one.unlevelled.scrub(scrub));
    }

    /// Forgets all.
    public void clear() {
        told.clear();
    }

    /// All that may become unusual, the worst first.
    public List<Unclear> unclear(String path, String project) {
        return told.entrySet().stream()
                .map(one -> of(path, project, one.getKey(), one.getValue()))
                .filter(Unclear::isWorthKeeping)
                .sorted(Unclear.WORST_FIRST)
                .toList();
    }

    private static Unclear of(String path, String project, String who, Told told) {
        Unlevelled one = told.unlevelled;
        return new Unclear(
                path,
                project,
                who.length() > LONGEST ? who.substring(0, LONGEST - 1) + "…" : who,
                told.odd,
                one.records,
                one.without,
                one.failing,
                one.lines,
                one.swallowed,
                one.words(),
                one.samples());
    }
}
