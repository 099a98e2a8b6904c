/// The view of each kind of page. All text is visible, none is HTML.
@NullMarked
package dev.nightjar.report.page;

import org.jspecify.annotations.NullMarked;
