package dev.nightjar.format.time;

import dev.nightjar.model.log.LogRecord.Inferred;
import dev.nightjar.model.log.SourceFile;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a text says of a time, before zone, year and date are settled.
public final class TimeParts {

    public static final int UNKNOWN = Integer.MIN_VALUE;
    private static final Duration CLOCK_SKEW = Duration.ofHours(25);

    /// Some tools set the time of what they unpack to zero, or to a fixed day.
    private static final Instant LEAST_MODIFIED = Instant.parse("2001-01-01T00:00:00Z");

    int year = UNKNOWN;
    int month = UNKNOWN;
    int day = UNKNOWN;
    int hour = UNKNOWN;
    int minute;
    int second;
    int nano;
    int afternoon = UNKNOWN;
    public int offsetSeconds = UNKNOWN;

    /// Day and month are numbers that may as well be the other way round.
    boolean swaps;

    @Nullable
    public ZoneId zone;

    public long epochSeconds = Long.MIN_VALUE;

    /// A time, what of it was inferred, and the wall clock as written (null for seconds since 1970).
    ///
    /// @param time null if it lies ahead of the file's last change
    public record Resolved(
            @Nullable Instant time,
            Set<Inferred> inferred,
            @Nullable LocalDateTime local) {}

    /// The day of the year read before.
    void dayOfYear(int value) {
        boolean is = year != UNKNOWN && value >= 1 && value <= (java.time.Year.isLeap(year) ? 366 : 365);
        LocalDate date = is ? LocalDate.ofYearDay(year, value) : null;
        month = date == null ? 0 : date.getMonthValue();
        day = date == null ? 0 : date.getDayOfMonth();
    }

    /// Nothing was read.
    void forget() {
        year = UNKNOWN;
        month = UNKNOWN;
        day = UNKNOWN;
        hour = UNKNOWN;
        minute = 0;
        second = 0;
        nano = 0;
        afternoon = UNKNOWN;
        offsetSeconds = UNKNOWN;
        zone = null;
        swaps = false;
        epochSeconds = Long.MIN_VALUE;
    }

    /// Something was read.
    public boolean known() {
        return hour != UNKNOWN || epochSeconds != Long.MIN_VALUE;
    }

    /// No part is out of its range.
    public boolean plausible() {
        return (month == UNKNOWN || month >= 1 && month <= 12)
                && (day == UNKNOWN || day >= 1 && day <= 31)
                && hour <= (afternoon == UNKNOWN ? 24 : 12)
                && minute <= 59
                && second <= 60;
    }

    /// The instant, with the zone and reference time of the file for what is missing; null if it is no valid
    /// time.
    @Nullable
    public Resolved resolve(SourceFile file) {
        try {
            Resolved resolved = epochSeconds != Long.MIN_VALUE ? fromEpoch() : fromWallClock(file);
            return isAhead(resolved.time(), file)
                    ? new Resolved(null, Set.of(Inferred.AHEAD), resolved.local())
                    : resolved;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// More than a day after the file's last change, where the file says when that was.
    private static boolean isAhead(@Nullable Instant time, SourceFile file) {
        return time != null
                && time.isAfter(file.modified().plus(CLOCK_SKEW))
                && file.modified().isAfter(LEAST_MODIFIED);
    }

    private Resolved fromEpoch() {
        Instant time = Instant.ofEpochSecond(epochSeconds, nano);
        if (month == UNKNOWN || hour == UNKNOWN) {
            return new Resolved(time, Set.of(), null);
        }
        int years = year == UNKNOWN ? time.atOffset(ZoneOffset.UTC).getYear() : year;
        LocalTime clock = LocalTime.of(hour24(), minute, Math.min(second, 59), nano);
        return new Resolved(time, Set.of(), LocalDate.of(years, month, day).atTime(clock));
    }

    private Resolved fromWallClock(SourceFile file) {
        Set<Inferred> inferred = EnumSet.noneOf(Inferred.class);
        LocalDateTime reference = LocalDateTime.ofInstant(file.modified(), file.zone());
        LocalTime time = LocalTime.of(hour24(), minute, Math.min(second, 59), nano);
        LocalDateTime local;
        if (month == UNKNOWN) {
            inferred.add(Inferred.DATE);
            LocalDateTime sameDay = reference.toLocalDate().atTime(time);
            local = sameDay.isAfter(reference.plusHours(1)) ? sameDay.minusDays(1) : sameDay;
        } else if (year == UNKNOWN) {
            inferred.add(Inferred.YEAR);
            local = nearestBefore(reference, time);
        } else {
            local = LocalDate.of(year, month, day).atTime(time);
            if (swaps && day <= 12 && local.isAfter(reference.plus(CLOCK_SKEW))) {
                LocalDateTime other = LocalDate.of(year, day, month).atTime(time);
                local = other.isAfter(reference.plus(CLOCK_SKEW)) ? local : other;
            }
        }
        if (offsetSeconds != UNKNOWN) {
            return new Resolved(local.toInstant(ZoneOffset.ofTotalSeconds(offsetSeconds)), inferred, local);
        }
        if (zone != null) {
            return new Resolved(local.atZone(zone).toInstant(), inferred, local);
        }
        inferred.add(Inferred.ZONE);
        return new Resolved(local.atZone(file.zone()).toInstant(), inferred, local);
    }

    /// The latest year that does not lie more than a day after the file's last modification.
    private LocalDateTime nearestBefore(LocalDateTime reference, LocalTime time) {
        int candidate = reference.getYear() + 1;
        while (true) {
            boolean exists = day <= java.time.YearMonth.of(candidate, month).lengthOfMonth();
            if (exists) {
                LocalDateTime local = LocalDate.of(candidate, month, day).atTime(time);
                if (!local.isAfter(reference.plus(CLOCK_SKEW))) {
                    return local;
                }
            } else if (candidate < reference.getYear() - 8) {
                throw new DateTimeException("no such day");
            }
            candidate--;
        }
    }

    /// Seconds on a scale that serves to compare times of one file: zone and a missing year do not count.
    public long second() {
        if (epochSeconds != Long.MIN_VALUE) {
            return epochSeconds;
        }
        long days = month == UNKNOWN ? 0 : ((year == UNKNOWN ? 2000L : year) * 12 + month) * 31 + day;
        return days * 86_400 + hour24() * 3600L + minute * 60L + second;
    }

    private int hour24() {
        return afternoon == UNKNOWN ? hour : hour % 12 + (afternoon == 1 ? 12 : 0);
    }
}
