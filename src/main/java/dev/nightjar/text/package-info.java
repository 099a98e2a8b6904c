/// Strings made safe, matched, read, and remembered within bounds.
///
/// Owns: which characters are harmful, globs, JSON, words for times, bounded caches. Must not know: any noun of a
/// log.
@NullMarked
package dev.nightjar.text;

import org.jspecify.annotations.NullMarked;
