/// What was found for other programs: the one JSON contract of issues and events, and the formats of other tools.
///
/// Owns: names and rules of those formats. Must not know: commands, queries, the archive.
@NullMarked
package dev.nightjar.export;

import org.jspecify.annotations.NullMarked;
