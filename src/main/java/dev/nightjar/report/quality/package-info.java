/// The page of what logs should say otherwise.
@NullMarked
package dev.nightjar.report.quality;

import org.jspecify.annotations.NullMarked;
