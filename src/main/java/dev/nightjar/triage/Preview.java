package dev.nightjar.triage;

import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision.Ends;
import dev.nightjar.model.issue.Hidden;
import dev.nightjar.model.log.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a mute would have hidden in the time before it: of each issue what came from its first event in that time
/// on, as if somebody had muted it then, up to the date, count or spike that ends the mute. Counts by the hour.
public final class Preview {

    private final @Nullable Duration length;
    private final Ends ends;
    private int issues;
    private int fresh;
    private int ended;
    private long events;

    /// @param length how long it would hold at the most; null for ever
    public Preview(@Nullable Duration length, Ends ends) {
        this.length = length;
        this.ends = ends;
    }

    /// Adds an issue.
    ///
    /// @param activity over the whole time; its window begins with an hour
    /// @param during what it did in parts of it
    public void add(Activity activity, Coverage lived, Function<Window, Optional<Activity>> during) {
        Instant start = activity.first();
        Instant end = end(activity, lived, during);
        long hidden = hidden(activity, start, end);
        issues += hidden > 0 ? 1 : 0;
        fresh += hidden > 0 && activity.window().contains(activity.issue().firstSeen()) ? 1 : 0;
        ended += end.isBefore(activity.window().to()) ? 1 : 0;
        events += hidden;
    }

    /// The sums over the issues that were added.
    public Hidden hidden() {
        return new Hidden(issues, fresh, events, ended);
    }

    private Instant end(Activity activity, Coverage lived, Function<Window, Optional<Activity>> during) {
        Instant end = activity.window().to();
        if (length != null) {
            end = earlier(end, activity.first().plus(length));
        }
        if (ends.events() > 0) {
            end = earlier(end, reached(activity));
        }
        if (ends.users() > 0 && activity.users() >= ends.users()) {
            end = earlier(end, users(activity, during));
        }
        if (ends.escalating()) {
            Mutes mutes = new Mutes(Life.of(lived), new Sentences(ZoneOffset.UTC));
            end = mutes.spike(activity.hourly(), activity.window().to(), activity.first())
                    .filter(end::isAfter)
                    .orElse(end);
        }
        return end;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant hour(Activity activity, int index) {
        return activity.window().from().plus(index, ChronoUnit.HOURS);
    }

    /// The end of the hour in which so many events had come.
    private Instant reached(Activity activity) {
        long sum = 0;
        for (int i = 0; i < activity.hourly().size(); i++) {
            sum += activity.hourly().get(i);
            if (sum >= ends.events()) {
                return hour(activity, i + 1);
            }
        }
        return activity.window().to();
    }

    /// The end of the hour in which so many users were met; they are distinct, so it is found by halving.
    private Instant users(Activity activity, Function<Window, Optional<Activity>> during) {
        int low = 0;
        int high = activity.hourly().size();
        while (low + 1 < high) {
            int middle = (low + high) / 2;
            Window part = new Window(activity.window().from(), hour(activity, middle));
            long users = during.apply(part).map(Activity::users).orElse(0L);
            if (users >= ends.users()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return hour(activity, high);
    }

    private long hidden(Activity activity, Instant start, Instant end) {
        long sum = 0;
        for (int i = 0; i < activity.hourly().size(); i++) {
            sum += hour(activity, i).isBefore(end) && hour(activity, i + 1).isAfter(start)
                    ? activity.hourly().get(i)
                    : 0;
        }
        return ends.events() > 0 ? Math.min(sum, ends.events()) : sum;
    }
}
