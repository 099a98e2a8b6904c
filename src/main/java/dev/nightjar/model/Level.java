package dev.nightjar.model;

/// How serious a record says it is, least first. A record without a level has none: it is never guessed.
public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL;

    /// True if this level is `threshold` or worse.
    public boolean atLeast(Level threshold) {
        return compareTo(threshold) >= 0;
    }
}
