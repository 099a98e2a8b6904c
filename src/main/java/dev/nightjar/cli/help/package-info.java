/// What commands say of themselves, for shells and for man: `completion` and `man`.
///
/// Owns: the scripts of three shells and the manual pages, which the build makes and a run only reads (`HelpFiles`).
/// Must not know: which commands there are; it is told. Start here: `HelpFiles`, `Choices`.
@NullMarked
package dev.nightjar.cli.help;

import org.jspecify.annotations.NullMarked;
