package dev.nightjar.model.finding;

import dev.nightjar.model.log.LogPattern;

/// A template of any level that is out of the ordinary.
///
/// @param sentence why, for people
public record PatternFinding(Kind kind, LogPattern pattern, String sentence) {

    /// What is out of the ordinary about it.
    public enum Kind {
        /// Never seen before, in a project whose templates are known.
        UNSEEN,
        /// Seen nearly every day, and now missing.
        VANISHED
    }
}
