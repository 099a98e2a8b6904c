/// From lines to records: headers, levels, where a record opens and what belongs to it.
@NullMarked
package dev.nightjar.format.record;

import org.jspecify.annotations.NullMarked;
