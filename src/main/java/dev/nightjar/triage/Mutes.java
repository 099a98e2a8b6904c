package dev.nightjar.triage;

import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a mute still holds at the end of a window, and what it hid: its date, its number of events or of users
/// and
/// its spike are looked for in the counts since the decision; the first to come ends it for good.
record Mutes(Life life, Sentences say) {

    /// How far back the hours before a spike are looked at.
    private static final Duration BEFORE = Duration.ofDays(7L * SameWeekday.MOST);

    /// @param holds it is still muted
    /// @param told what to say of it; empty if there is nothing to say, or it was said in an earlier window
    record Held(boolean holds, String told) {
        static final Held NOT = new Held(false, "");
    }

    /// The mute that people's decisions leave standing.
    static Optional<Decision> last(List<Decision> history) {
        Decision mute = null;
        for (Decision decision : history) {
            mute = switch (decision.kind()) {
                case MUTE -> decision;
                case UNMUTE, RESOLVE -> null;
                case ASSIGN, NOTE, MERGE, UNMERGE, TICKET, REOPEN -> mute;
            };
        }
        return Optional.ofNullable(mute);
    }

    Held of(List<Decision> history, Activity activity, IssueFacts facts) {
        return last(history).map(mute -> of(mute, activity, facts)).orElse(Held.NOT);
    }

    private Held of(Decision mute, Activity activity, IssueFacts facts) {
        Window window = activity.window();
        Seen now = seen(mute, window.to(), activity, facts);
        String end = ended(mute, now, window.to(), activity, facts);
        if (end.isEmpty()) {
            return new Held(true, muted(mute) + "; hidden: " + now.said());
        }
        Instant before = window.from();
        boolean told = before.isAfter(mute.at())
                && !ended(mute, seen(mute, before, activity, facts), before, activity, facts)
                        .isEmpty();
        return new Held(false, told ? "" : "was " + muted(mute) + "; that ended: " + end);
    }

    /// Why it ended before a moment; empty if it did not.
    private String ended(Decision mute, Seen seen, Instant at, Activity activity, IssueFacts facts) {
        Instant until = mute.until();
        List<String> ends = new ArrayList<>();
        if (until != null && !until.isAfter(at)) {
            ends.add(say.time(until) + " has passed");
        }
        if (mute.ends().events() > 0 && seen.events() >= mute.ends().events()) {
            ends.add(seen.events() + " events reached");
        }
        if (mute.ends().users() > 0 && seen.users() >= mute.ends().users()) {
            ends.add(seen.users() + " users reached");
        }
        if (mute.ends().escalating()) {
            spike(mute.at(), at, activity, facts).ifPresent(hour -> ends.add("escalated " + say.time(hour)));
        }
        return String.join(", ", ends);
    }

    /// What came since a mute.
    private record Seen(long events, long users) {
        String said() {
            return "seen " + Sentences.times(events)
                    + (users == 0 ? "" : ", " + users + (users == 1 ? " user" : " users"));
        }
    }

    /// The index is asked only if the mute counts, or is older than the hours at hand, which tell events to the
    /// hour.
    private Seen seen(Decision mute, Instant to, Activity activity, IssueFacts facts) {
        if (!mute.at().isBefore(to)) {
            return new Seen(0, 0);
        }
        HourlyForecast before =
                new HourlyForecast(facts.hours(), activity.window().from(), life);
        boolean counts = mute.ends().events() > 0 || mute.ends().users() > 0;
        if (!counts && before.isKnown() && !before.start(0).isAfter(mute.at())) {
            return new Seen(since(mute.at(), to, before, activity), 0);
        }
        return facts.during()
                .apply(new Window(mute.at(), to))
                .map(during -> new Seen(during.count(), during.users()))
                .orElse(
                        to.equals(activity.window().to())
                                ? new Seen(activity.count(), activity.users())
                                : new Seen(0, 0));
    }

    private static long since(Instant muted, Instant to, HourlyForecast before, Activity activity) {
        long sum = 0;
        int size = before.hours().size();
        for (int i = 0; i < size; i++) {
            sum += before.start(i).isBefore(muted) ? 0 : before.hours().get(i);
        }
        boolean within = to.equals(activity.window().to());
        if (within && !muted.isAfter(activity.window().from())) {
            return sum + activity.count();
        }
        for (int i = 0; within && i < activity.hourly().size(); i++) {
            sum += before.start(size + i).isBefore(muted)
                    ? 0
                    : activity.hourly().get(i);
        }
        return sum;
    }

    /// The first hour after `since` that is a spike against the hours before it.
    private Optional<Instant> spike(Instant since, Instant to, Activity activity, IssueFacts facts) {
        if (!since.isBefore(to)) {
            return Optional.empty(); // the logs end before it
        }
        Window all = new Window(since.minus(BEFORE), to);
        List<Long> hours = facts.during().apply(all).map(Activity::hourly).orElse(List.of());
        if (hours.isEmpty()) {
            hours = new ArrayList<>(facts.hours());
            boolean within = to.equals(activity.window().to());
            hours.addAll(within ? activity.hourly() : List.of());
        }
        return spike(hours, to, since);
    }

    /// @param to where `hours` end
    Optional<Instant> spike(List<Long> hours, Instant to, Instant since) {
        HourlyForecast all = new HourlyForecast(hours, to, life);
        for (int i = 0; i < hours.size(); i++) {
            Instant hour = all.start(i);
            if (hours.get(i) > HourlyForecast.FEW && !hour.isBefore(since) && isSpike(hours, i, all)) {
                return Optional.of(hour);
            }
        }
        return Optional.empty();
    }

    /// Held against the hours before its day, of which the last ends with `hours`: as a nightly report sees it.
    private boolean isSpike(List<Long> hours, int i, HourlyForecast all) {
        int day = Math.max(0, hours.size() - 24 * Math.ceilDiv(hours.size() - i, 24));
        HourlyForecast before =
                new HourlyForecast(hours.subList(Math.max(0, day - (int) BEFORE.toHours()), day), all.start(day), life);
        return before.isKnown() && hours.get(i) > before.limit(all.start(i));
    }

    private String muted(Decision mute) {
        List<String> ends = new ArrayList<>();
        Instant until = mute.until();
        if (until != null) {
            ends.add(say.time(until));
        }
        if (mute.ends().events() > 0) {
            ends.add(mute.ends().events() + " more events");
        }
        if (mute.ends().users() > 0) {
            ends.add(mute.ends().users() + " users");
        }
        if (mute.ends().escalating()) {
            ends.add("it escalates");
        }
        return "muted by " + Sentences.person(mute) + (ends.isEmpty() ? "" : " until " + String.join(" or ", ends))
                + because(mute.text()) + answers(mute);
    }

    private static String because(String reason) {
        return reason.isBlank() ? "" : ": " + reason.strip();
    }

    private static String answers(Decision mute) {
        boolean other = !mute.owner().isBlank() && !mute.owner().equals(mute.by());
        return other ? " (" + mute.owner().strip() + " answers for it)" : "";
    }
}
