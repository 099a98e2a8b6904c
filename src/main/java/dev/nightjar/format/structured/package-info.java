/// Records that are data: JSON by line, logfmt, columns, blocks of `KEY=value`.
@NullMarked
package dev.nightjar.format.structured;

import org.jspecify.annotations.NullMarked;
