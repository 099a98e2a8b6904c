/// Issues as their writer and their readers know them: in memory as long as there is room, else in the index.
@NullMarked
package dev.nightjar.store.lucene.issue;

import org.jspecify.annotations.NullMarked;
