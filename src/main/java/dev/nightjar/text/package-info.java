/// Strings: made safe to look at, matched, understood as times, compared, written as JSON, remembered within bounds.
///
/// Must not know: where a text comes from. Start here: `Visible`.
@NullMarked
package dev.nightjar.text;

import org.jspecify.annotations.NullMarked;
