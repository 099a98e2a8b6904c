/// A folder that nobody described becomes proposed projects: families of files, their formats, own code, ids.
///
/// Must not know: how a configuration is written. Start here: `Survey`.
@NullMarked
package dev.nightjar.discover;

import org.jspecify.annotations.NullMarked;
