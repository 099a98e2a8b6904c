/// What people said, as text that outlives everything else.
///
/// Owns: `triage.jsonl`, the form of its lines, what becomes of lines that cannot be read. Start here: `Journal`.
@NullMarked
package dev.nightjar.triage.journal;

import org.jspecify.annotations.NullMarked;
