/// A query tree becomes conditions on blocks and rows.
@NullMarked
package dev.nightjar.store.lucene.query;

import org.jspecify.annotations.NullMarked;
