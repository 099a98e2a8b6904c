/// What lines that no definition knows have in common: the notation of their time, the place of their level, and the
/// columns around them, so that a message begins where it begins.
///
/// Start here: `Learner` for whole lines, `Grown` for what more a known layout's messages begin with.
@NullMarked
package dev.nightjar.format.learn;

import org.jspecify.annotations.NullMarked;
