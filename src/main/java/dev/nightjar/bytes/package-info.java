/// Searching in bytes: single bytes and pairs, many texts at once, patterns of a line, parts of JSON.
///
/// Knows nothing of logs, and no `String` where bytes are looked at. Must not know: any other room, any library.
/// Start here: `Bytes`, then `Needles`.
@NullMarked
package dev.nightjar.bytes;

import org.jspecify.annotations.NullMarked;
