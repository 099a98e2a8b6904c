/// Secrets become `[redacted]` before anything is kept: values behind names, on the same line or below it, options
/// of commands, numbers with check digits, tokens by their shape; and what says of a person, where a project asks
/// for it. Names, commands and shapes are data (`secrets/`).
///
/// Owns: what a secret is. Start here: `Scrubber`, then `Sieve`, which says where none can be.
@NullMarked
package dev.nightjar.extract.secret;

import org.jspecify.annotations.NullMarked;
