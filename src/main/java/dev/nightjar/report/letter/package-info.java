/// What a night comes to, as a mail: subject, HTML and text.
@NullMarked
package dev.nightjar.report.letter;

import org.jspecify.annotations.NullMarked;
