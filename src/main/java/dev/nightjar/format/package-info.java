/// Blocks become log records: where a record begins, its time and its level.
///
/// Owns: the formats (data in `nightjar/formats/*.yaml`), their compilation to matchers over bytes, and their
/// detection. A record begins at a line that looks like a beginning, whatever came before it; so a file may be
/// cut anywhere. Text becomes a `String` only for records that may become events. Must not know: where bytes come
/// from, what an exception is. Start here: `Formats`, then `record.RecordScanner`, then `layout.Layout`.
@NullMarked
package dev.nightjar.format;

import org.jspecify.annotations.NullMarked;
