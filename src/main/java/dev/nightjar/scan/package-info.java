/// Blocks go through the parsing rooms into a store, or to whoever wants to see records: the one block loop.
///
/// Owns: who reads which block, when to commit, where a file goes on. Must not know: Spring, which store it is.
/// Start here: `Scan`, then `BlockLoop`.
@NullMarked
package dev.nightjar.scan;

import org.jspecify.annotations.NullMarked;
