/// YAML becomes checked `Settings`, `Project` and `Job`; every problem of every file is told at once, with file
/// and line.
///
/// Owns: the reading of YAML (`Doc`), of all definitions that ship with Nightjar or stand beside a configuration,
/// and the words for times and durations. Must not know: what a format, a grammar or a rule means; the rooms that
/// own them read their `Doc`s. Start here: `Configuration`.
@NullMarked
package dev.nightjar.config;

import org.jspecify.annotations.NullMarked;
