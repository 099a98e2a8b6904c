/// From a folder of logs to a configuration: `init`.
///
/// Owns: what is asked, what is proposed, the files that are written. Must not know: other commands.
/// Start here: `Init`.
@NullMarked
package dev.nightjar.cli.init;

import org.jspecify.annotations.NullMarked;
