/// The index itself: kinds of documents and their fields, how it is opened, committed, checked, and what Lucene
/// throws.
@NullMarked
package dev.nightjar.store.lucene.index;

import org.jspecify.annotations.NullMarked;
