/// What an issue is while it is written or grouped anew: its text, its counts, what leads to it, and which
/// fingerprints make which issues. In tables of a known size.
@NullMarked
package dev.nightjar.store.issue;

import org.jspecify.annotations.NullMarked;
