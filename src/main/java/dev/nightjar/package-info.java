/// The hallway: joins the rooms, which never see each other.
///
/// Owns: `Nightjar` (what can be done) and one scan's way through the rooms (`Scan`, `FileScan`).
/// Must not know: Spring, the command line, any library.
/// Start here: `Nightjar`.
@NullMarked
package dev.nightjar;

import org.jspecify.annotations.NullMarked;
