/// What a person types becomes a call, and what comes back becomes lines on the terminal and an exit code.
///
/// Owns: commands and their options, exit codes, the layout of terminal text, the names of JSON fields, `main`.
/// Must not know: Spring; how anything is found, only how to ask for it. Commands that only look load neither
/// Spring nor its database: they must start fast. Start here: `Main`, then `Commands`.
@NullMarked
package dev.nightjar.cli;

import org.jspecify.annotations.NullMarked;
