/// The content of a file from a position on, in pieces, with the way back to the file's own offsets.
@NullMarked
package dev.nightjar.source.read;

import org.jspecify.annotations.NullMarked;
