/// What a person searches for, as a tree: read from the syntax that people know, with the column of every error.
/// Each store says what the tree means to it.
@NullMarked
package dev.nightjar.store.query;

import org.jspecify.annotations.NullMarked;
