/// Parts that several pages show: traces, stories, rows, related issues.
@NullMarked
package dev.nightjar.report.part;

import org.jspecify.annotations.NullMarked;
