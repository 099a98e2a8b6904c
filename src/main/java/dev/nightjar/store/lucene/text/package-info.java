/// The texts that many events share, stored once: templates, forms, traces; and how a text is cut into what is
/// shared and what is its own.
@NullMarked
package dev.nightjar.store.lucene.text;

import org.jspecify.annotations.NullMarked;
