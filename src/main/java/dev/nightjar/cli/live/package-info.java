/// A screen that is redrawn while things happen.
///
/// Owns: the terminal's modes, keys, what is selected and asked.
/// Must not know: the archive, scans, decisions.
/// Start here: `Board`, `Screen`.
@NullMarked
package dev.nightjar.cli.live;

import org.jspecify.annotations.NullMarked;
