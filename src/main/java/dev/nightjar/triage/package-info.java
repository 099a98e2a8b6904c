/// What an issue did, what people decided about it and whose it is become one verdict: new, regressed,
/// escalating, ongoing, resolved or muted, with the reason in a sentence.
///
/// Owns: the states and their formulas. Must not know: how issues are stored or shown; the time of day: all is
/// computed in the time of events. Start here: `Triage`.
@NullMarked
package dev.nightjar.triage;

import org.jspecify.annotations.NullMarked;
