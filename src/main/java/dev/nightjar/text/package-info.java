/// Strings and what is known of them: remembered within bounds; JSON.
@NullMarked
package dev.nightjar.text;

import org.jspecify.annotations.NullMarked;
