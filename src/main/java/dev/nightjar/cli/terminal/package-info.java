/// How things look on a terminal: words, numbers, colours, width, what is paged.
///
/// Owns: what a person reads, character by character. Must not know: commands, where things come from. Start
/// here: `Style`, `Phrases`.
@NullMarked
package dev.nightjar.cli.terminal;

import org.jspecify.annotations.NullMarked;
