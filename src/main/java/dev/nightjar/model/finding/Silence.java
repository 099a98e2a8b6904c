package dev.nightjar.model.finding;

import dev.nightjar.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

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
}
