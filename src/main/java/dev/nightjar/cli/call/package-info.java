/// What commands share: the session they run in, the options they have in common, ids and queries as people type
/// them.
///
/// Must not know: any single command. Start here: `Session`, `Command`.
@NullMarked
package dev.nightjar.cli.call;

import org.jspecify.annotations.NullMarked;
