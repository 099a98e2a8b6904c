/// What was found, in the formats of other tools.
///
/// Owns: names and rules of those formats.
/// Must not know: commands, queries, the archive.
/// Start here: `Entry`, `Layout`.
@NullMarked
package dev.nightjar.export;

import org.jspecify.annotations.NullMarked;
