/// Lines of traces: where each begins and ends, patterns of what may stand in them, names of what is thrown.
@NullMarked
package dev.nightjar.extract.line;

import org.jspecify.annotations.NullMarked;
