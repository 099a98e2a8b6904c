/// Strings and what is known of them: remembered within bounds.
@NullMarked
package dev.nightjar.text;

import org.jspecify.annotations.NullMarked;
