/// Commands that go on while things happen: a screen that is redrawn, and lines as they arrive.
///
/// Owns: what is selected and asked on the screen. Must not know: how a terminal works, which is JLine's. Start
/// here: `Top`, `TopScreen`.
@NullMarked
package dev.nightjar.cli.live;

import org.jspecify.annotations.NullMarked;
