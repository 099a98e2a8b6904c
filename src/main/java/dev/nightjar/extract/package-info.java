/// A record becomes an event: what was thrown with its frames, the ids and the user it names; secrets are
/// removed.
///
/// Owns: the way through its sub-rooms, names of ids (`ids/`), audit rules and banners. Must not know: which
/// events are the same issue, which frames are own code, how anything is stored. Start here: `Extractor`, then
/// `trace`.
@NullMarked
package dev.nightjar.extract;

import org.jspecify.annotations.NullMarked;
