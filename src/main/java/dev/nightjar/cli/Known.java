package dev.nightjar.cli;

import dev.nightjar.Triaging;
import dev.nightjar.cli.terminal.Words;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Silence;
import dev.nightjar.model.Triaged;
import dev.nightjar.model.Window;
import dev.nightjar.store.Archive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Issues with their states over the time asked for, or over all time.
final class Known {

    private Known() {}

    /// Over all time every issue would be new: the state is then that of the last day that has events.
    ///
    /// @param asked empty for all time: up to the newest event, or now if the events themselves are pruned
    static List<Triaged> issues(Session session, Optional<Window> asked) {
        Triaging triaging = session.nightjar().triaging(session.archive(), session.projects());
        return asked.map(triaging::in).orElseGet(triaging::ever);
    }

    /// The same of some issues alone.
    static List<Triaged> issues(Session session, Optional<Window> asked, Set<IssueId> of) {
        Triaging triaging = session.nightjar().triaging(session.archive(), session.projects());
        return asked.map(window -> triaging.in(window, of)).orElseGet(() -> triaging.ever(of));
    }

    /// The same of those that have events that match a query; all without one.
    static List<Triaged> matching(Session session, Optional<Window> asked, String query) {
        List<Triaged> all = issues(session, asked);
        if (query.isBlank()) {
            return all;
        }
        session.archive().know(new Asked(session, all));
        Set<IssueId> hit = session.archive().search(query, asked.orElse(null), 0).byIssue().stream()
                .map(Archive.IssueHits::issue)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(one -> hit.contains(one.activity().issue().id()))
                .toList();
    }

    /// Says which projects have stopped to write logs.
    static void silences(Session session) {
        for (Silence silence : session.nightjar()
                .triaging(session.archive(), session.projects())
                .silent()) {
            session.say("no log from " + silence.project() + " since "
                    + Words.time(silence.since(), session.settings().zone()) + ", usual pause at most "
                    + pause(silence.usual()));
        }
    }

    private static String pause(Duration pause) {
        long hours = pause.toHours();
        return hours >= 48 ? hours / 24 + " d" : hours >= 1 ? hours + " h" : pause.toMinutes() + " min";
    }
}
