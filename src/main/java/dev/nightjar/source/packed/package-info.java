/// What is packed, as a stream of what is in it: compressed files and archives.
///
/// Owns: recognising them by their first bytes (`Packing`), reading them up to a damage (`Unpacked`), and the
/// members of archives (`Bundle`). Must not know: positions, names of logs, text.
@NullMarked
package dev.nightjar.source.packed;

import org.jspecify.annotations.NullMarked;
