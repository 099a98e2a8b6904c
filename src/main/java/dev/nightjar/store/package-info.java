/// Occurrences become issues that can be counted and searched.
///
/// Owns: `Store` (the one writer: occurrences, tallies and positions in one commit) and `Archive` (any number of
/// readers, no lock: `Events`, `Issues`, `Counts`, `Facts`); `store.lucene` is the default. What is asked is a tree of
/// `store.query`. Must not know: how records are read, why events belong
/// together. Start here: `Store`, then `lucene.LuceneStore`.
@NullMarked
package dev.nightjar.store;

import org.jspecify.annotations.NullMarked;
