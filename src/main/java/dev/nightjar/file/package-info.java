/// Files that are only ever appended to, one record a line.
///
/// Owns: when a line is on disk, who may write at a time, and what of a file was cut off. Must not know: what a line
/// says. Start here: `Lines`.
@NullMarked
package dev.nightjar.file;

import org.jspecify.annotations.NullMarked;
