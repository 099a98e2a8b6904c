/// The nouns: what a log is made of, from bytes to issues. Records without I/O.
///
/// Owns: `Block`, `LogRecord`, `Trace`, `Event`, `Occurrence`, `Issue`, `Position`, `Window`.
/// Must not know: any other room, any library.
/// Start here: `LogRecord`, then `Event`, then `Occurrence`.
@NullMarked
package dev.nightjar.model;

import org.jspecify.annotations.NullMarked;
