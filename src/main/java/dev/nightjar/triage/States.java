package dev.nightjar.triage;

import dev.nightjar.config.Settings.Insight;
import dev.nightjar.model.Deploy;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Hours;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Triaged;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state of an issue at the end of a window: a pure function of its activity, the hours before and the
/// decisions about it, in the time of events. What people decided comes first, then what the counts say:
///
/// 1. muted: until it ends;
/// 2. resolved: not seen since the decision, or only in releases older than the one that solves it;
/// 3. regressed: resolved, and seen after the decision in a release that should be free of it;
/// 4. new: first seen in the window;
/// 5. regressed: older, but silent, while its logs were read, for longer than the quiet time before it was seen
/// again;
/// 6. escalating: its busiest hour is above what `HourlyForecast` allows;
/// 7. resolved by itself: not in the window, and silent for long enough while its logs were read;
/// 8. ongoing.
///
/// @param life when the project's logs were read
/// @param releases of the project
record States(Insight insight, Life life, Releases releases, Sentences say) {

    /// A state and its reason.
    record Verdict(State state, String reason) {}

    Verdict of(Activity activity, List<Decision> history, IssueFacts facts, Triaged.@Nullable Usual weeks) {
        HourlyForecast usual =
                new HourlyForecast(facts.hours(), activity.window().from(), life);
        Mutes.Held held = new Mutes(life, say).of(history, activity, facts);
        if (held.holds()) {
            return new Verdict(State.MUTED, held.told());
        }
        Verdict verdict = new Resolutions(releases, say)
                .of(activity, history, facts)
                .or(() -> isNew(activity))
                .or(() -> back(activity, usual))
                .or(() -> escalating(activity, usual, weeks))
                .or(() -> resolvedByItself(activity))
                .orElseGet(() -> ongoing(activity, usual, weeks));
        return held.told().isEmpty() ? verdict : new Verdict(verdict.state(), verdict.reason() + "; " + held.told());
    }

    /// The newest release, if the issue was first seen after it went live and logs from before are known: not of its
    /// hour alone, which may begin with its own banner.
    Optional<Deploy> newSince(Activity activity) {
        return releases.at(activity.window().to())
                .filter(deploy -> !activity.issue().firstSeen().isBefore(deploy.at()))
                .filter(deploy -> life.before(deploy.at()));
    }

    private Optional<Verdict> isNew(Activity activity) {
        Instant first = activity.issue().firstSeen();
        return activity.count() > 0 && activity.window().contains(first)
                ? Optional.of(new Verdict(
                        State.NEW,
                        "first seen " + say.time(first) + ", " + Sentences.times(activity.count())
                                + sinceRelease(activity) + notKnownBefore(activity)))
                : Optional.empty();
    }

    private String sinceRelease(Activity activity) {
        return newSince(activity)
                .map(deploy -> "; new since " + deploy.release() + " (deployed "
                        + say.within(deploy.at(), activity.window()) + ")")
                .orElse("");
    }

    /// All is new to whom reads a log for the first time.
    private String notKnownBefore(Activity activity) {
        return life.since()
                .filter(since -> since.isAfter(activity.window().from()))
                .map(since -> "; its logs are known only since " + say.time(since))
                .orElse("");
    }

    private Optional<Verdict> back(Activity activity, HourlyForecast usual) {
        if (activity.count() == 0 || !usual.isKnown()) {
            return Optional.empty();
        }
        Instant seen = activity.issue().firstSeen();
        Instant silent = usual.silentSince();
        Duration silence = life.within(silent.isAfter(seen) ? silent : seen, activity.first());
        return silence.compareTo(quiet()) > 0
                ? Optional.of(new Verdict(
                        State.REGRESSED,
                        "silent for " + Sentences.days(silence) + (usual.isSilent() ? " or longer" : "")
                                + ", seen again " + say.time(activity.first()) + ", "
                                + Sentences.times(activity.count()) + sinceRelease(activity)))
                : Optional.empty();
    }

    /// What was resolved by itself has come back, even if the quiet time is longer.
    private Duration quiet() {
        return insight.resolveAfter()
                .filter(resolve -> resolve.compareTo(insight.quiet()) < 0)
                .orElse(insight.quiet());
    }

    private Optional<Verdict> escalating(Activity activity, HourlyForecast usual, Triaged.@Nullable Usual weeks) {
        long count = busiest(activity);
        if (count <= HourlyForecast.FEW) {
            return Optional.empty();
        }
        Instant hour = busiestHour(activity);
        return usual.isKnown() && count > usual.limit(hour)
                ? Optional.of(new Verdict(
                        State.ESCALATING, escalatingReason(activity, usual, count, hour) + compared(activity, weeks)))
                : Optional.empty();
    }

    private String escalatingReason(Activity activity, HourlyForecast usual, long count, Instant hour) {
        String seen =
                count + " in the hour from " + say.hour(hour, activity.window().length());
        return usual.most() == 0
                ? seen + ", none in the hours before the window"
                : Math.round((double) count / usual.most()) + " × usual: " + seen + ", usual at most " + usual.most();
    }

    private static String compared(Activity activity, Triaged.@Nullable Usual weeks) {
        return weeks == null
                ? ""
                : "; " + activity.count() + " in the window, usual for " + weeks.when() + " " + weeks.count();
    }

    /// Only where it is known that the logs were read: no log is not no error.
    private Optional<Verdict> resolvedByItself(Activity activity) {
        Instant last = activity.issue().lastSeen();
        Duration silence = life.within(last, activity.window().to());
        return activity.count() == 0
                        && life.isKnown()
                        && insight.resolveAfter()
                                .filter(after -> silence.compareTo(after) >= 0)
                                .isPresent()
                ? Optional.of(new Verdict(
                        State.RESOLVED,
                        "by itself: not seen since " + say.time(last) + ", for " + Sentences.days(silence)
                                + " while its logs were read"))
                : Optional.empty();
    }

    private Verdict ongoing(Activity activity, HourlyForecast usual, Triaged.@Nullable Usual weeks) {
        String since = "since " + say.time(activity.issue().firstSeen());
        if (activity.count() == 0) {
            return new Verdict(
                    State.ONGOING,
                    since + ", not in the window, last seen "
                            + say.time(activity.issue().lastSeen()));
        }
        String times = Sentences.times(activity.count()) + " in the window"
                + (weeks == null ? "" : " (usual for " + weeks.when() + " " + weeks.count() + ")");
        String most = usual.isKnown() ? ", usual at most " + usual.most() : "";
        return new Verdict(
                State.ONGOING,
                since + ", " + times + ", at most " + busiest(activity) + " in an hour" + most
                        + sinceRelease(activity));
    }

    private static long busiest(Activity activity) {
        return activity.hourly() instanceof Hours hours
                ? hours.most()
                : activity.hourly().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static Instant busiestHour(Activity activity) {
        Instant from = activity.window().from();
        Instant hour = from.truncatedTo(ChronoUnit.HOURS);
        Instant first = hour.equals(from) ? hour : hour.plus(1, ChronoUnit.HOURS);
        return first.plus(Math.max(0, activity.hourly().indexOf(busiest(activity))), ChronoUnit.HOURS);
    }
}
