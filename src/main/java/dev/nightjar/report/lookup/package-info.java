/// The data behind `find.html`: which id leads to which issue, cut into scripts of which a page loads the one it needs.
@NullMarked
package dev.nightjar.report.lookup;

import org.jspecify.annotations.NullMarked;
