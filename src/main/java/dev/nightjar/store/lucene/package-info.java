/// The store as one Lucene index: repeated text once, one commit for everything.
///
/// Owns: what a document of each kind looks like (`Schema`), events as references to shared texts (`Sharing`,
/// `Template`, `Variants`), in blocks (`EventDocuments`, `Blocks`; their columns in `event`), tallies, issues, queries.
/// Must not know: where records come from, how events are grouped.
/// Start here: `Schema`, then `LuceneStore` for writing and `LuceneArchive` for reading.
@NullMarked
package dev.nightjar.store.lucene;

import org.jspecify.annotations.NullMarked;
