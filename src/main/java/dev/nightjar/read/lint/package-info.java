/// A window of the archive is looked at for what programs should log otherwise.
@NullMarked
package dev.nightjar.read.lint;

import org.jspecify.annotations.NullMarked;
