/// Issues, events, traces and runs as text of a terminal.
@NullMarked
package dev.nightjar.cli.text;

import org.jspecify.annotations.NullMarked;
