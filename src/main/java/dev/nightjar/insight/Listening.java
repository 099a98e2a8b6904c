package dev.nightjar.insight;

import dev.nightjar.model.Window;
import dev.nightjar.model.finding.Silence;
import dev.nightjar.model.log.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Hears when a project has stopped to write logs, which is either good news or the worst.
///
/// It is silent if nothing was written for longer than twice its usual pause, although at this hour of the week it
/// wrote in at least three of four of the last weeks; at least one of them must be known. Its usual pause is the
/// longest
/// but one of the four weeks before: a single outage is no habit. Life is known by the hour, so no pause counts as
/// less.
/// A project may say itself after how long it is silent.
public final class Listening {

    private static final int WEEK = 168;
    private static final int WEEKS = 4;

    private Listening() {}

    /// @param now when its logs were last looked at
    public static Optional<Silence> of(String project, Coverage lived, Instant now, Optional<Duration> silentAfter) {
        Optional<Instant> last = lived.until().filter(until -> until.isBefore(now));
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Duration silent = Duration.between(last.get(), now);
        Duration usual = silentAfter.orElseGet(() -> pause(lived, last.get()));
        boolean tooLong = silent.compareTo(silentAfter.isPresent() ? usual : usual.multipliedBy(2)) > 0;
        return tooLong && (silentAfter.isPresent() || usuallyWrites(lived, now))
                ? Optional.of(new Silence(project, last.get(), now, usual))
                : Optional.empty();
    }

    /// Hours of a window without any line, with lines before and after them, that were longer than twice the usual
    /// pause, in
    /// the week of which at least one must be known.
    public static List<Silence.Gap> gaps(String project, Coverage lived, Window window) {
        BitSet hours = lived.hours();
        List<Silence.Gap> gaps = new ArrayList<>();
        int end = (int) (window.to().getEpochSecond() / 3600);
        int first = (int) (window.from().getEpochSecond() / 3600);
        for (int clear = hours.nextClearBit(Math.max(first, hours.nextSetBit(0))); clear < end; ) {
            int next = hours.nextSetBit(clear);
            if (next < 0 || hours.isEmpty()) {
                break;
            }
            Instant from = hour(hours.previousSetBit(clear) + 1);
            Duration usual = pause(lived, from);
            Duration length = Duration.between(from, hour(next));
            boolean known = lived.since()
                    .filter(since -> !since.isAfter(from.minus(Duration.ofHours(WEEK))))
                    .isPresent();
            if (known && length.compareTo(usual.multipliedBy(2)) > 0) {
                gaps.add(new Silence.Gap(project, from, hour(next), usual));
            }
            clear = hours.nextClearBit(next);
        }
        return gaps;
    }

    private static Instant hour(int number) {
        return Instant.ofEpochSecond(number * 3600L);
    }

    /// Whether the last whole hour before `now` was one with records in the weeks before.
    private static boolean usuallyWrites(Coverage lived, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
        int known = 0;
        int written = 0;
        for (int week = 1; week <= WEEKS; week++) {
            Instant then = hour.minus(Duration.ofHours((long) week * WEEK));
            if (lived.since().filter(since -> !since.isAfter(then)).isPresent()) {
                known++;
                written += lived.at(then) ? 1 : 0;
            }
        }
        return known > 0 && 4 * written >= 3 * known;
    }

    private static Duration pause(Coverage lived, Instant last) {
        BitSet hours = lived.hours();
        int end = (int) (last.getEpochSecond() / 3600);
        List<Integer> pauses = new ArrayList<>(List.of(0, 0));
        int from = Math.max(0, end - WEEKS * WEEK);
        for (int hour = hours.nextSetBit(from); hour >= 0 && hour < end; ) {
            int clear = hours.nextClearBit(hour);
            int next = hours.nextSetBit(clear);
            if (next >= 0) {
                pauses.add(next - clear);
            }
            hour = next;
        }
        pauses.sort(Collections.reverseOrder());
        return Duration.ofHours(Math.max(1, pauses.get(1)));
    }
}
