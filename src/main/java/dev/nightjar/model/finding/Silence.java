package dev.nightjar.model.finding;

import dev.nightjar.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A project that has stopped to write logs.
///
/// @param since its last line, or the end of that hour if no more is known
/// @param until when its logs were last looked at
/// @param usual its longest usual pause, or after how long its configuration calls it silent
public record Silence(String project, Instant since, Instant until, Duration usual) {

    /// The same, known better.
    public Silence since(Instant line) {
        return new Silence(project, line, until, usual);
    }

    /// `no log since Fri 27 Nov 23:54 (40 h), longest usual pause 2 h`.
    public String sentence(ZoneId zone) {
        return Scope.since(since, until, zone) + ", longest usual pause " + Scope.length(usual);
    }

    /// Hours of a window from which a project has no log line, though it has some before and after them.
    ///
    /// @param from the end of the last hour with a line
    /// @param to the begin of the next one
    /// @param usual its longest usual pause
    public record Gap(String project, Instant from, Instant to, Duration usual) {

        /// `no log from Fri 27 Nov 02:00 to Fri 27 Nov 07:00 (5 h), longest usual pause 1 h`.
        public String sentence(ZoneId zone) {
            DateTimeFormatter time = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
            return "no log from " + time.format(from.atZone(zone)) + " to " + time.format(to.atZone(zone)) + " ("
                    + Scope.length(Duration.between(from, to)) + "), longest usual pause " + Scope.length(usual);
        }
    }
}
