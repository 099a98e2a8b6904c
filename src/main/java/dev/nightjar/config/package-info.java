/// YAML becomes checked `Settings`, `Project` and `Job`; every problem of every file is told at once, with file
/// and line.
///
/// Owns: what a configuration may say, and the words for it. Must not know: what a format, a grammar or a rule
/// means; the rooms that own them read their definitions. Start here: `Configuration`.
@NullMarked
package dev.nightjar.config;

import org.jspecify.annotations.NullMarked;
