/// Whether an installation does what it should: `doctor` for people, `health` for monitoring.
///
/// Owns: the checks, what each found and what is to be done. Must not know: other commands; how issues are shown.
/// Start here: `Doctor`, `Health`.
@NullMarked
package dev.nightjar.cli.doctor;

import org.jspecify.annotations.NullMarked;
