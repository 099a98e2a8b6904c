/// A record becomes an event: what was thrown with its frames, the ids and the user it names; secrets are
/// removed.
///
/// Owns: the grammars of stack traces (`Grammar`, data in `traces/`), the names of ids (`ids/`) and of secrets
/// (`secrets/`). Must not know: which events are the same issue, which frames are own code, how anything is
/// stored. Start here: `Extractor`, then `Reader`.
@NullMarked
package dev.nightjar.extract;

import org.jspecify.annotations.NullMarked;
