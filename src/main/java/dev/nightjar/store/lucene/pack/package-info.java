/// Events become a block: rows in the order of their arrival, then columns that deflate well.
@NullMarked
package dev.nightjar.store.lucene.pack;

import org.jspecify.annotations.NullMarked;
