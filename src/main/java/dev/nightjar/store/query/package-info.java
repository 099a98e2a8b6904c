/// What people type to find events becomes a tree that any store can compile.
///
/// Owns: the syntax (`QueryReader`), what the fields and words of a query mean (`Terms`, `Words`), the tree (`Query`),
/// and
/// where a query is wrong (`QueryText`). Must not know: how a store finds anything.
/// Start here: `Query`, then `QueryReader`.
@NullMarked
package dev.nightjar.store.query;

import org.jspecify.annotations.NullMarked;
