/// A folder of logs becomes a configuration, with questions on the way.
@NullMarked
package dev.nightjar.cli.init;

import org.jspecify.annotations.NullMarked;
