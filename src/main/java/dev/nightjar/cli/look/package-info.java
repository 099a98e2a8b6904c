/// Commands that show what was found: issues, events, relations, who owns what, and the same in other tools'
/// formats.
@NullMarked
package dev.nightjar.cli.look;

import org.jspecify.annotations.NullMarked;
