/// What programs should log otherwise, told from events that pass by once, and of how many failures they are.
///
/// Owns: which records tell of one failure (`Incidents`). Must not know: how events are stored. Start here: `Lint`.
@NullMarked
package dev.nightjar.insight.lint;

import org.jspecify.annotations.NullMarked;
