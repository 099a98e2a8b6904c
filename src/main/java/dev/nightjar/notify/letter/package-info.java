/// What a night or an alert comes to, as a mail: subject, HTML and text.
@NullMarked
package dev.nightjar.notify.letter;

import org.jspecify.annotations.NullMarked;
