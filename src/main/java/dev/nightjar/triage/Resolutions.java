package dev.nightjar.triage;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What people resolved, and whether it came back. Resolved in a release, it comes back only in that release or
/// a later one: a host that still runs an older one proves nothing. Which release an event is of says the event,
/// else
/// the deploys of the project.
record Resolutions(Releases releases, Sentences say) {

    Optional<States.Verdict> of(Activity activity, List<Decision> history, IssueFacts facts) {
        Instant last = activity.count() == 0 ? activity.issue().lastSeen() : activity.last();
        return history.stream()
                .filter(decision -> decision.kind() == Decision.Kind.RESOLVE || decision.kind() == Decision.Kind.REOPEN)
                .reduce((older, newer) -> newer)
                .filter(decision -> decision.kind() == Decision.Kind.RESOLVE)
                .map(decision -> last.isAfter(decision.at())
                        ? seenAgain(decision, activity, facts, last)
                        : new States.Verdict(
                                State.RESOLVED, resolvedBy(decision) + ", not seen since " + say.time(last)));
    }

    private States.Verdict seenAgain(Decision decision, Activity activity, IssueFacts facts, Instant last) {
        Set<String> named = named(decision, facts);
        if (named.isEmpty()) {
            String live = releases.at(last).map(Deploy::release).orElse(null);
            return live == null && !decision.next() || isFree(live, decision, last)
                    ? regressed(decision, activity, last, live)
                    : older(decision, last, live == null ? "but no later release is known" : "but only in " + live);
        }
        return named.stream()
                .filter(release -> isFree(release, decision, last))
                .findFirst()
                .map(release -> regressed(decision, activity, last, release))
                .orElseGet(() -> older(decision, last, "but only in " + String.join(", ", named)));
    }

    /// The releases that events since the decision name.
    private static Set<String> named(Decision decision, IssueFacts facts) {
        if (decision.text().isBlank() && !decision.next()) {
            return Set.of();
        }
        Set<String> named = new TreeSet<>(facts.releasesSince().apply(decision.at()));
        facts.newest()
                .get()
                .filter(event -> event.time().isAfter(decision.at()))
                .map(StoredEvent::release)
                .ifPresent(named::add);
        return named;
    }

    /// True if a release should be free of the issue, or nobody can tell: better told once too often.
    private boolean isFree(@Nullable String release, Decision decision, Instant last) {
        String solved = decision.text().strip();
        if (release == null) {
            return false;
        }
        if (solved.isEmpty()) {
            return !decision.next() || isLater(release, decision.at(), last);
        }
        OptionalInt order = releases.compare(release, solved);
        return order.isEmpty() || (decision.next() ? order.getAsInt() > 0 : order.getAsInt() >= 0);
    }

    private boolean isLater(String release, Instant than, Instant last) {
        return releases.since(release)
                .map(live -> live.isAfter(than) && !live.isAfter(last))
                .orElse(false);
    }

    private States.Verdict regressed(Decision decision, Activity activity, Instant last, @Nullable String release) {
        Instant again = activity.count() > 0 && activity.first().isAfter(decision.at()) ? activity.first() : last;
        boolean told = release != null && (decision.next() || !decision.text().isBlank());
        return new States.Verdict(
                State.REGRESSED,
                resolvedBy(decision) + ", seen again " + say.time(again) + (told ? " in " + release : "") + ", "
                        + Sentences.times(activity.count()) + " in the window");
    }

    private States.Verdict older(Decision decision, Instant last, String where) {
        return new States.Verdict(
                State.RESOLVED, resolvedBy(decision) + ", seen again until " + say.time(last) + ", " + where);
    }

    private static String resolvedBy(Decision decision) {
        String release = decision.text().strip();
        String in = !decision.next()
                ? release
                : release.isEmpty() ? "in the next release" : "in the release after " + release;
        return "resolved by " + Sentences.person(decision) + (in.isEmpty() ? "" : " (" + in + ")");
    }
}
