/// Looks at an installation without changing it: configuration, sources, storage, runs, mail, machine.
///
/// Owns: which checks there are and what to do about each finding. Start here: `Doctor`.
@NullMarked
package dev.nightjar.cli.doctor;

import org.jspecify.annotations.NullMarked;
