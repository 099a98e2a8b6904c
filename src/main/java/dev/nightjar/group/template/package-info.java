/// Messages become templates: what varies from one event to the next is replaced by its kind.
///
/// Owns: the kinds of variable parts and how each is recognised, always in linear time.
/// Must not know: traces, fingerprints, events.
/// Start here: `Templates`, then `Scan`, then `Words` (what is an id, what is just a word).
@NullMarked
package dev.nightjar.group.template;

import org.jspecify.annotations.NullMarked;
