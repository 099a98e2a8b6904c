package dev.nightjar.model;

import java.time.Duration;
import java.time.Instant;

/// The half-open time `[from, to)` that a report covers.
public record Window(Instant from, Instant to) {

    public Window {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("window from " + from + " to " + to);
        }
    }

    /// The window of this length that ends at `to`.
    public static Window until(Instant to, Duration length) {
        return new Window(to.minus(length), to);
    }

    /// The shortest that has all of both.
    public Window around(Window other) {
        return new Window(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }

    /// True if the two have a moment in common.
    public boolean overlaps(Window other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /// True from `from` on, up to but not at `to`.
    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    /// From `from` to `to`; zero if they are the same.
    public Duration length() {
        return Duration.between(from, to);
    }
}
