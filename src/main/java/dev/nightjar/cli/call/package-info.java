/// One command line as it was typed: what every command has, and what it works with.
///
/// Owns: the options of all commands, the session of a command, names of fields, what was typed wrong.
/// Must not know: any command. Start here: `Command`, `Session`.
@NullMarked
package dev.nightjar.cli.call;

import org.jspecify.annotations.NullMarked;
