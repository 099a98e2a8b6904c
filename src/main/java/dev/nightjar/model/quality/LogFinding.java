package dev.nightjar.model.quality;

import dev.nightjar.model.IssueId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that a program should log otherwise. All text as in the log, to be escaped; scrubbed.
///
/// @param count how many records it is about
/// @param incidents how many failures these records are of, 0 where nothing is said of that
/// @param project whose logs
/// @param place who logs so: loggers, or the file where there are none
/// @param sentence what is found, with its numbers
/// @param last when the newest of them was logged
/// @param issue of the example, null if it is of none
/// @param event id of the example, empty if it is no event
/// @param where `file:line` of the example, empty if it is no event
/// @param frame of own code that threw or logged it, empty if that is not known
/// @param example the first line of a record
/// @param remedy what to do, in a sentence
public record LogFinding(
        Kind kind,
        long count,
        long incidents,
        String project,
        String place,
        String sentence,
        Instant last,
        @Nullable IssueId issue,
        String event,
        String where,
        String frame,
        String example,
        String remedy) {

    /// What is wrong, what costs most first.
    public enum Kind {
        /// One failure was logged at several places on its way up.
        RETHROWN(
                "Logged and rethrown", "Log a failure once, where it is handled; where it is rethrown, do not log it."),
        /// Something new was thrown without what it was thrown for.
        SWALLOWED(
                "Causes swallowed",
                "Hand the exception that was caught to the new one as its cause, not its message alone."),
        /// Something thrown was logged without its trace.
        STACKLESS(
                "Thrown, logged without trace",
                "Hand the exception itself to the logger as its last argument, not its text."),
        /// A secret was written.
        SECRET(
                "Secrets written",
                "Leave the value out where it is logged: Nightjar removes it here, the log still has it."),
        /// The level is another than what is said.
        LEVEL("Levels that lie", "Log what failed as ERROR or WARN, and what went well as INFO."),
        /// All of the message differs.
        CONSTANTLESS(
                "Messages without constant words",
                "Put words that stay the same before the value, so that the record can be found and grouped."),
        /// A record that is too large for much that it passes through.
        OVERSIZED(
                "Oversized records",
                "Log a summary and where the rest lies: what is so large is cut on its way, and slows who reads it.");

        private final String title;
        private final String remedy;

        Kind(String title, String remedy) {
            this.title = title;
            this.remedy = remedy;
        }

        /// What findings of the kind are called together.
        public String title() {
            return title;
        }

        /// What to do about them, if nothing more is known.
        public String remedy() {
            return remedy;
        }
    }
}
