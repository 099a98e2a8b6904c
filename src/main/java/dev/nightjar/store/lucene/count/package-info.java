/// What is counted by issue and hour, written as differences and added up by readers; and how often values occur.
@NullMarked
package dev.nightjar.store.lucene.count;

import org.jspecify.annotations.NullMarked;
