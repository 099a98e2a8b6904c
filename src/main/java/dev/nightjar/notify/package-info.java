/// Whoever should hear of something does, once: digests of nights and alerts, by mail and by hooks.
///
/// Owns: what is news, for whom, what was told already. Must not know: how issues are found; it asks `read`.
/// Start here: `DigestSender`, `AlertSender`.
@NullMarked
package dev.nightjar.notify;

import org.jspecify.annotations.NullMarked;
