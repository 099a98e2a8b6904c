/// Commands that help to begin and to go on: `init`, `doctor`, `health`, completion, man pages.
///
/// Owns: the proposal for a folder of logs, the checks of an installation, what is generated from the commands' own
/// descriptions. Must not know: how issues are shown. Start here: `Init`, `Doctor`.
@NullMarked
package dev.nightjar.cli.setup;

import org.jspecify.annotations.NullMarked;
