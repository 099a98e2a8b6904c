/// How well programs write their logs: what of it costs whoever reads them.
@NullMarked
package dev.nightjar.model.quality;

import org.jspecify.annotations.NullMarked;
