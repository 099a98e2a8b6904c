package dev.nightjar.read;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Rest;
import dev.nightjar.model.issue.Triaged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// The first issues in an order, of however many there are, and what all of them come to.
public final class Listed {

    private static final int AT_ONCE = 2_000;

    /// As `Triaged.WORST_FIRST`.
    static final ToLongFunction<Triaged> WORST = t -> {
        long rank = t.state().rank();
        return rank << 60 | byImpact(t);
    };

    private final List<IssueId> first;
    private final Rest all;
    private final Function<List<IssueId>, List<Triaged>> read;

    /// @param first in order
    /// @param all what is listed and what is not
    /// @param read reads some of them, in their order
    Listed(List<IssueId> first, Rest all, Function<List<IssueId>, List<Triaged>> read) {
        this.first = first;
        this.all = all;
        this.read = read;
    }

    /// The most impact first, in 60 bits.
    static long byImpact(Triaged t) {
        return Long.MAX_VALUE - Double.doubleToLongBits(t.impact()) >>> 3;
    }

    /// The same issues, read otherwise.
    Listed reading(Function<List<IssueId>, List<Triaged>> other) {
        return new Listed(first, all, other);
    }

    /// How many issues there are in all, listed or not.
    public long issues() {
        return all.issues();
    }

    /// Events of all issues, listed or not, in the window.
    public long events() {
        return all.events();
    }

    /// Shows those listed, in order, a few hundred being read at a time.
    public void each(Consumer<Triaged> sink) {
        for (int from = 0; from < first.size(); from += AT_ONCE) {
            read.apply(first.subList(from, Math.min(first.size(), from + AT_ONCE)))
                    .forEach(sink);
        }
    }

    /// All that are listed, at once.
    public List<Triaged> read() {
        List<Triaged> issues = new ArrayList<>();
        each(issues::add);
        return issues;
    }

    /// What all come to but these.
    public Rest without(List<Triaged> shown) {
        Sums sums = new Sums();
        shown.forEach(sums::add);
        return minus(all, sums.rest());
    }

    private static Rest minus(Rest all, Rest some) {
        List<Rest.Part> parts = new ArrayList<>();
        for (Rest.Part part : all.parts()) {
            Rest.Part less = some.parts().stream()
                    .filter(one -> one.project().equals(part.project()) && one.state() == part.state())
                    .findFirst()
                    .orElse(new Rest.Part("", part.state(), 0, 0, 0, 0, 0));
            if (part.issues() > less.issues()) {
                parts.add(new Rest.Part(
                        part.project(),
                        part.state(),
                        part.issues() - less.issues(),
                        part.active() - less.active(),
                        Math.max(0, part.errors() - less.errors()),
                        Math.max(0, part.warnings() - less.warnings()),
                        Math.max(0, part.others() - less.others())));
            }
        }
        return new Rest(parts);
    }

    /// Counts issues and their events by project and state.
    static final class Sums {

        private static final int ISSUES = 0;
        private static final int ACTIVE = 1;
        private static final int ERRORS = 2;
        private static final int WARNINGS = 3;
        private static final int OTHERS = 4;

        private final Map<String, Map<State, long[]>> sums = new TreeMap<>();

        void add(Triaged t) {
            Activity activity = t.activity();
            long[] of = sums.computeIfAbsent(activity.issue().project(), any -> new TreeMap<>())
                    .computeIfAbsent(t.state(), any -> new long[5]);
            of[ISSUES]++;
            of[ACTIVE] += activity.count() > 0 ? 1 : 0;
            of[t.isError() ? ERRORS : t.isWarning() ? WARNINGS : OTHERS] += activity.count();
        }

        Rest rest() {
            List<Rest.Part> parts = new ArrayList<>();
            sums.forEach((project, states) -> states.forEach((state, of) -> {
                if (of[ISSUES] > 0) {
                    parts.add(new Rest.Part(
                            project, state, of[ISSUES], of[ACTIVE], of[ERRORS], of[WARNINGS], of[OTHERS]));
                }
            }));
            return new Rest(parts);
        }
    }
}
