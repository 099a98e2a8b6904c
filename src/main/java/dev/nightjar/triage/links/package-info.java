/// How issues of different projects belong together: the same request failed in several of them, or one
/// regularly follows the other within seconds.
///
/// Owns: paths of shared ids, cascades and the odds that they are chance. Must not know: how events are
/// stored. Start here: `Cascades` and `SharedPaths`.
@NullMarked
package dev.nightjar.triage.links;

import org.jspecify.annotations.NullMarked;
