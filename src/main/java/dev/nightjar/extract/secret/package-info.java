/// Secrets become `[redacted]` before anything is kept: names before values (`secrets/`), numbers with check
/// digits, beginnings of tokens.
///
/// Owns: what a secret is. Start here: `Scrubber`, then `Sieve`, which says where none can be.
@NullMarked
package dev.nightjar.extract.secret;

import org.jspecify.annotations.NullMarked;
