package dev.nightjar.triage;

import dev.nightjar.model.Activity;
import dev.nightjar.model.Decision;
import dev.nightjar.model.Issue.State;
import dev.nightjar.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state of an issue at the end of a window: a pure function of its activity, the hours before and the
/// decisions about it, in the time of events. What people decided comes first, then what the counts say:
///
/// 1. muted: until it expires;
/// 2. resolved, and not seen since the decision;
/// 3. regressed: resolved, and seen after the decision;
/// 4. new: first seen in the window;
/// 5. regressed: older, but silent for longer than the quiet time before it was seen again;
/// 6. escalating: its busiest hour is above what `Usual` allows;
/// 7. ongoing.
///
/// @param quiet how long an issue must be silent to have come back
record States(Duration quiet, Sentences say) {

    /// A state and its reason.
    record Verdict(State state, String reason) {}

    Verdict of(Activity activity, List<Decision> history, Usual usual) {
        return muted(activity, history)
                .or(() -> resolved(activity, history))
                .or(() -> isNew(activity))
                .or(() -> back(activity, usual))
                .or(() -> escalating(activity, usual))
                .orElseGet(() -> ongoing(activity, usual));
    }

    private Optional<Verdict> muted(Activity activity, List<Decision> history) {
        Decision mute = null;
        for (Decision decision : history) {
            mute = switch (decision.kind()) {
                case MUTE -> decision;
                case UNMUTE, RESOLVE -> null;
                case ASSIGN, NOTE, MERGE, UNMERGE, TICKET -> mute;
            };
        }
        return mute == null || hasExpired(mute.until(), activity.window())
                ? Optional.empty()
                : Optional.of(new Verdict(State.MUTED, mutedReason(mute, activity)));
    }

    private static boolean hasExpired(@Nullable Instant until, Window window) {
        return until != null && !until.isAfter(window.to());
    }

    private String mutedReason(Decision mute, Activity activity) {
        Instant until = mute.until();
        return "muted by " + Sentences.person(mute) + (until == null ? "" : " until " + say.time(until))
                + (mute.text().isBlank() ? "" : ": " + mute.text().strip())
                + "; hidden: seen " + Sentences.times(activity.count());
    }

    private Optional<Verdict> resolved(Activity activity, List<Decision> history) {
        Instant last = activity.count() == 0 ? activity.issue().lastSeen() : activity.last();
        return history.stream()
                .filter(decision -> decision.kind() == Decision.Kind.RESOLVE)
                .reduce((older, newer) -> newer)
                .map(decision -> last.isAfter(decision.at())
                        ? new Verdict(State.REGRESSED, regressedReason(decision, activity, last))
                        : new Verdict(State.RESOLVED, resolvedBy(decision) + ", not seen since " + say.time(last)));
    }

    private String regressedReason(Decision decision, Activity activity, Instant last) {
        Instant again = activity.count() > 0 && activity.first().isAfter(decision.at()) ? activity.first() : last;
        return resolvedBy(decision) + ", seen again " + say.time(again) + ", " + Sentences.times(activity.count())
                + " in the window";
    }

    private static String resolvedBy(Decision decision) {
        String in = decision.text().isBlank() ? "" : " (" + decision.text().strip() + ")";
        return "resolved by " + Sentences.person(decision) + in;
    }

    private Optional<Verdict> isNew(Activity activity) {
        Instant first = activity.issue().firstSeen();
        return activity.count() > 0 && activity.window().contains(first)
                ? Optional.of(new Verdict(
                        State.NEW, "first seen " + say.time(first) + ", " + Sentences.times(activity.count())))
                : Optional.empty();
    }

    private Optional<Verdict> back(Activity activity, Usual usual) {
        if (activity.count() == 0 || !usual.isKnown()) {
            return Optional.empty();
        }
        Duration known = usual.silence().plus(Duration.between(usual.end(), activity.first()));
        Duration age = Duration.between(activity.issue().firstSeen(), activity.first());
        Duration silence = known.compareTo(age) < 0 ? known : age;
        return silence.compareTo(quiet) > 0
                ? Optional.of(new Verdict(
                        State.REGRESSED,
                        "silent for " + Sentences.days(silence) + (usual.isSilent() ? " or longer" : "")
                                + ", seen again " + say.time(activity.first()) + ", "
                                + Sentences.times(activity.count())))
                : Optional.empty();
    }

    private Optional<Verdict> escalating(Activity activity, Usual usual) {
        long count = busiest(activity);
        Instant hour = busiestHour(activity);
        return usual.isKnown() && count > usual.limit(hour)
                ? Optional.of(new Verdict(State.ESCALATING, escalatingReason(activity, usual, count, hour)))
                : Optional.empty();
    }

    private String escalatingReason(Activity activity, Usual usual, long count, Instant hour) {
        String seen =
                count + " in the hour from " + say.hour(hour, activity.window().length());
        return usual.most() == 0
                ? seen + ", none in the hours before the window"
                : Math.round((double) count / usual.most()) + " × usual: " + seen + ", usual at most " + usual.most();
    }

    private Verdict ongoing(Activity activity, Usual usual) {
        String since = "since " + say.time(activity.issue().firstSeen());
        if (activity.count() == 0) {
            return new Verdict(
                    State.ONGOING,
                    since + ", not in the window, last seen "
                            + say.time(activity.issue().lastSeen()));
        }
        String most = usual.isKnown() ? ", usual at most " + usual.most() : "";
        return new Verdict(
                State.ONGOING,
                since + ", " + Sentences.times(activity.count()) + " in the window, at most " + busiest(activity)
                        + " in an hour" + most);
    }

    private static long busiest(Activity activity) {
        return activity.hourly().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static Instant busiestHour(Activity activity) {
        Instant from = activity.window().from();
        Instant hour = from.truncatedTo(ChronoUnit.HOURS);
        Instant first = hour.equals(from) ? hour : hour.plus(1, ChronoUnit.HOURS);
        return first.plus(Math.max(0, activity.hourly().indexOf(busiest(activity))), ChronoUnit.HOURS);
    }
}
