/// What a person types becomes a call, and what comes back becomes lines on the terminal and an exit code.
///
/// Owns: the list of commands and `main`; each kind of command lives in a sub-room. Must not know: Spring; how
/// anything is found, only how to ask for it. Commands that only look load neither Spring nor its database: they
/// must start fast. Start here: `Main`, then `Commands`, then `call.Session`.
@NullMarked
package dev.nightjar.cli;

import org.jspecify.annotations.NullMarked;
