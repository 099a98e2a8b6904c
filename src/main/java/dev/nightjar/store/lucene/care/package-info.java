/// Looks after an index: reads all of it, holds a commit's files open for a copy, goes back to an older commit.
@NullMarked
package dev.nightjar.store.lucene.care;

import org.jspecify.annotations.NullMarked;
