package dev.nightjar.model.finding;

import java.time.Duration;
import java.time.Instant;

/// A project that has stopped to write logs.
///
/// @param since the end of the last hour with records
/// @param usual its longest usual pause, or after how long its configuration calls it silent
public record Silence(String project, Instant since, Duration usual) {}
