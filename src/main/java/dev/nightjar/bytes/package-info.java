/// Bytes are searched without becoming text: several at once in one long, texts with wild cards, many literals at
/// a time, members of JSON.
///
/// Owns: the loops in which most of a scan's time passes. Must not know: what a record or a format is. Start
/// here: `LiteralPrefilter`, then `Bytes`.
@NullMarked
package dev.nightjar.bytes;

import org.jspecify.annotations.NullMarked;
