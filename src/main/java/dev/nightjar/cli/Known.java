package dev.nightjar.cli;

import dev.nightjar.model.Activity;
import dev.nightjar.model.Issue.State;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Triaged;
import dev.nightjar.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Issues with their states over the time asked for, or over all time.
final class Known {

    private static final Duration DAY = Duration.ofDays(1);

    private Known() {}

    /// Over all time every issue would be new: the state is then that of the last day that has events.
    ///
    /// @param asked empty for all time: up to the newest event, or now if the events themselves are pruned
    static List<Triaged> issues(Session session, Optional<Window> asked, Predicate<IssueId> wanted) {
        if (asked.isPresent()) {
            return issues(session, asked.get(), wanted);
        }
        Instant now = session.clock.instant();
        Instant end =
                session.archive().newest().map(newest -> newest.plusMillis(1)).orElse(now);
        return allTime(session, end, wanted);
    }

    private static List<Triaged> allTime(Session session, Instant end, Predicate<IssueId> wanted) {
        Map<IssueId, Triaged> lastDay = issues(session, Window.until(end, DAY), wanted).stream()
                .collect(Collectors.toMap(triaged -> triaged.activity().issue().id(), Function.identity()));
        return issues(session, new Window(Instant.EPOCH, end), wanted).stream()
                .map(all -> {
                    Triaged day = lastDay.get(all.activity().issue().id());
                    return day == null
                            ? quiet(all)
                            : with(
                                    all,
                                    day.state(),
                                    day.reason(),
                                    day.activity().hourly());
                })
                .toList();
    }

    private static Triaged quiet(Triaged all) {
        return switch (all.state()) {
            case RESOLVED, MUTED -> all;
            case NEW, REGRESSED, ESCALATING, ONGOING ->
                with(all, State.ONGOING, "silent in the last day that has events", List.of());
        };
    }

    /// All counts, and the bars of one day.
    private static Triaged with(Triaged all, State state, String reason, List<Long> hourly) {
        Activity whole = all.activity();
        Activity activity = new Activity(
                whole.issue(),
                whole.window(),
                whole.count(),
                whole.users(),
                whole.hosts(),
                whole.first(),
                whole.last(),
                hourly);
        return new Triaged(
                activity, state, reason, all.owner(), all.contact(), all.ownerReason(), all.history(), all.note());
    }

    private static List<Triaged> issues(Session session, Window window, Predicate<IssueId> wanted) {
        return session.nightjar().issues(session.archive(), window, session.projects(), wanted);
    }
}
