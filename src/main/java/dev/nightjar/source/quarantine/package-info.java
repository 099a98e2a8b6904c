/// Files that ended runs. What is being read is noted in a file that survives a kill (`Underway`); a run that
/// finds notes of another one knows where that ended. A file that ended one run is read behind all others and
/// alone, so that the second end is surely its own; after two it is left out until somebody wants it read
/// again, or it is another file. Its position stays where it was.
///
/// Owns: `underway` and `quarantine.jsonl` in the data folder. Must not know: what a record is.
/// Start here: `Quarantine`.
@NullMarked
package dev.nightjar.source.quarantine;

import org.jspecify.annotations.NullMarked;
