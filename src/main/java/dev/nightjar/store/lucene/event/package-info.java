/// Events in blocks: up to 1,024 of a project, column by column.
///
/// Owns: how a block's columns are packed and unpacked, and the filter of its words. Must not know: documents, queries,
/// what a template or a variant says: they are numbers here. Start here: `Draft` writes, `Block` reads.
@NullMarked
package dev.nightjar.store.lucene.event;

import org.jspecify.annotations.NullMarked;
