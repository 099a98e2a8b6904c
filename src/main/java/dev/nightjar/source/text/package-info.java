/// Text of any encoding as UTF-8, with the way back to the bytes of the file.
///
/// Owns: which encoding a file has, lines in it, holes of zeros, and their translation. Must not know: files,
/// positions. Plain UTF-8 never comes here.
@NullMarked
package dev.nightjar.source.text;

import org.jspecify.annotations.NullMarked;
