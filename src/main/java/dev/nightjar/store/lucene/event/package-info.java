/// Events that were stored: found in blocks, rebuilt from rows and the texts they share.
@NullMarked
package dev.nightjar.store.lucene.event;

import org.jspecify.annotations.NullMarked;
