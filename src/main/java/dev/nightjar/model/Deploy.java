package dev.nightjar.model;

import java.time.Instant;

/// A release of a project that went live.
///
/// @param at when, in the time of events
/// @param how it is known: `said by mia`, `banner in app.log:12`, `marker /srv/shop/REVISION`, `package log`
public record Deploy(String project, String release, Instant at, String how) {}
