/// Events that are one issue: what it did, what people decided, what becomes of it.
@NullMarked
package dev.nightjar.model.issue;

import org.jspecify.annotations.NullMarked;
