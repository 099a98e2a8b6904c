/// The data behind `find.html`, cut into scripts of which a page loads the one it needs, and the feed.
@NullMarked
package dev.nightjar.report.lookup;

import org.jspecify.annotations.NullMarked;
