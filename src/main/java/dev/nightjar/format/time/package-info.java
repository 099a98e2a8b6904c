/// Times as logs write them: notations, zones, calendars, what a missing year means.
@NullMarked
package dev.nightjar.format.time;

import org.jspecify.annotations.NullMarked;
