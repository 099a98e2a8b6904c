/// What stores keep, as bytes that no store has to be asked about: compact numbers and texts, words, forms of
/// texts, pseudonyms, sketches of users, hours.
@NullMarked
package dev.nightjar.store.encoded;

import org.jspecify.annotations.NullMarked;
