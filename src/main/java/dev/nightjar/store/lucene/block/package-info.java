/// A stored block of up to 1,024 events, column by column: each is unpacked when it is first asked for.
@NullMarked
package dev.nightjar.store.lucene.block;

import org.jspecify.annotations.NullMarked;
