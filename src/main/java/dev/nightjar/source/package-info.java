/// Which bytes are new: globs, rotation, compression and committed positions become blocks.
///
/// Owns: finding files (`Finder`), recognising them whatever they are called now (`Tracker`), and reading them in
/// pieces (`Reading`). Must not know: what stands in a log. Start here: `Tracker`, then `Reading`.
@NullMarked
package dev.nightjar.source;

import org.jspecify.annotations.NullMarked;
