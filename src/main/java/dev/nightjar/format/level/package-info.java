/// How serious a line is: words and letters of levels, numbers that stand for them, levels by the texts of programs
/// that write none, and where a header's time and level stand.
///
/// Must not know: records, layouts. Start here: `Levels`.
@NullMarked
package dev.nightjar.format.level;

import org.jspecify.annotations.NullMarked;
