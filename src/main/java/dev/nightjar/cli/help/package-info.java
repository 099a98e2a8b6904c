/// Completions and manual pages, made by the build from the commands' own descriptions, and printed from the
/// files it made.
@NullMarked
package dev.nightjar.cli.help;

import org.jspecify.annotations.NullMarked;
