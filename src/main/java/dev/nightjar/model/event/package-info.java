/// What happened once: an event, what was thrown, its fingerprint, and how it comes back from the store.
@NullMarked
package dev.nightjar.model.event;

import org.jspecify.annotations.NullMarked;
