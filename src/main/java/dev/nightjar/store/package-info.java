/// Occurrences become issues that can be counted and searched.
///
/// Owns: `Store` (the one writer: occurrences, tallies and positions in one commit) and `Archive` (any number of
/// readers, no lock). Must not know: how records are read, why events belong together. Start here: `Stores`, then
/// `Store`.
@NullMarked
package dev.nightjar.store;

import org.jspecify.annotations.NullMarked;
