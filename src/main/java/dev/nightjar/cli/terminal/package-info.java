/// How things look on a terminal: words, numbers, colours, JSON.
///
/// Owns: what a person or a script reads, character by character.
/// Must not know: commands, issues' life, where things come from.
/// Start here: `Style`, `Words`.
@NullMarked
package dev.nightjar.cli.terminal;

import org.jspecify.annotations.NullMarked;
