/// Events become occurrences: what makes two of them the same issue, and why.
///
/// Owns: the fingerprint `nj1`, own and library frames, generated names, message templates, titles, culprits.
/// Must not know: formats, traces as text, the store, which issues exist.
/// Start here: `Grouping`, then `Stacks` (with a trace) and `Templates` (without).
@NullMarked
package dev.nightjar.group;

import org.jspecify.annotations.NullMarked;
