package dev.nightjar.group.kind;

import java.util.List;

/// Words that stand behind numbers and in dates. They are part of how the kinds are written, not of what is
/// grouped.
public final class Units {

    static final WordSet SIZES = new WordSet(List.of(
            "b", "k", "m", "g", "t", "kb", "mb", "gb", "tb", "pb", "kib", "mib", "gib", "tib", "pib", "byte", "bytes"));

    static final WordSet TIMES = new WordSet(List.of(
            "ns",
            "us",
            "µs",
            "ms",
            "s",
            "m",
            "h",
            "d",
            "sec",
            "secs",
            "second",
            "seconds",
            "min",
            "mins",
            "minute",
            "minutes",
            "hr",
            "hrs",
            "hour",
            "hours",
            "day",
            "days",
            "week",
            "weeks",
            "msec",
            "msecs",
            "usec",
            "usecs",
            "millis",
            "milliseconds",
            "millisecond",
            "microseconds",
            "microsecond",
            "nanoseconds",
            "nanosecond"));

    public static final WordSet MONTHS = new WordSet(List.of(
            "jan",
            "feb",
            "mar",
            "apr",
            "may",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec",
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december"));

    public static final WordSet DAYS = new WordSet(List.of(
            "mon",
            "tue",
            "wed",
            "thu",
            "fri",
            "sat",
            "sun",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday"));

    private Units() {}
}
