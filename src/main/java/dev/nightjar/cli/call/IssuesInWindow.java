package dev.nightjar.cli.call;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.finding.Silence;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.read.IssueReader;
import dev.nightjar.read.Listed;
import dev.nightjar.read.Scopes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// Issues with their states over the time asked for, or over all time.
public final class IssuesInWindow {

    private IssuesInWindow() {}

    private static IssueReader triaging(Session session) {
        return session.nightjar().workspace().triaging(session.archive(), session.shown());
    }

    /// Issues over the time asked for. Over all time every issue would be new: the state is then that of the
    /// last day that has events.
    ///
    /// @param asked empty for all time: up to the newest event, or now if the events themselves are pruned
    public static List<Triaged> issues(Session session, Optional<Window> asked, Set<IssueId> of) {
        IssueReader triaging = triaging(session);
        return asked.map(window -> triaging.in(window, of)).orElseGet(() -> triaging.ever(of));
    }

    /// What went live when, as logs and people said.
    static List<Deploy> deploys(Session session) {
        return triaging(session).deploys();
    }

    /// Shows all of them.
    ///
    /// @param whole with their texts, owners and notes, which takes long for many
    static void each(Session session, Optional<Window> asked, boolean whole, Consumer<Triaged> sink) {
        if (whole) {
            triaging(session).eachWhole(asked, sink);
        } else {
            triaging(session).each(asked, sink);
        }
    }

    /// Those that have events that match a query; all without one.
    ///
    /// @param most that are listed
    public static Listed matching(
            Session session, Optional<Window> asked, String query, ToLongFunction<Triaged> order, int most) {
        Predicate<IssueId> which = id -> true;
        if (!query.isBlank()) {
            session.archive().know(new QueryArguments(session, asked));
            which = session.archive().matching(query, asked.orElse(null))::contains;
        }
        return triaging(session).listed(asked, order, most, which);
    }

    /// Says if there is no log line at all in the time asked for: then nothing was quiet.
    public static void silence(Session session, Window asked) {
        new Scopes(session.archive(), session.shown(), session.clock.instant())
                .asked(asked)
                .silence()
                .ifPresent(none -> session.say(none.sentence(session.settings().zone())));
    }

    /// Says if some events of the time asked for are counted and not kept: figures from events are then too
    /// small.
    ///
    /// @param asked empty for all time
    public static void sparse(Session session, Optional<Window> asked) {
        session.archive()
                .sparse()
                .filter(sparse -> asked.map(sparse::overlaps).orElse(true))
                .ifPresent(any -> session.say(
                        "these are events that are kept; of loud issues more were counted: nightjar show ID"));
    }

    /// Says which projects have stopped to write logs.
    public static void silences(Session session) {
        for (Silence silence : session.nightjar()
                .workspace()
                .triaging(session.archive(), session.shown())
                .silent()) {
            session.say(silence.project() + ": "
                    + silence.sentence(session.settings().zone()));
        }
    }
}
