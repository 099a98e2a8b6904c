/// Commands that look after a data folder.
@NullMarked
package dev.nightjar.cli.care;

import org.jspecify.annotations.NullMarked;
