/// What was found out about lines, runs of them and whole records, by hashes of their bytes: most events are read
/// without becoming text.
///
/// Owns: when bytes are surely read as before. Must not know: how a grammar reads; that is asked once. Start
/// here: `Condenser`, then `Shape`.
@NullMarked
package dev.nightjar.extract.known;

import org.jspecify.annotations.NullMarked;
