package dev.nightjar.model.issue;

/// What a mute would have hidden.
///
/// @param issues with events that it hides
/// @param fresh how many of them were first seen in that time
/// @param events hidden
/// @param ended for how many issues a date, a count or a spike would have ended it
public record Hidden(int issues, int fresh, long events, int ended) {}
