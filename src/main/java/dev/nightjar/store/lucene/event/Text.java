package dev.nightjar.store.lucene.event;

import java.util.List;

/// A text that events share, and what one of them puts into its holes.
///
/// @param ref number of the text: texts with one number have equally many holes
public record Text(long ref, List<String> values) {}
