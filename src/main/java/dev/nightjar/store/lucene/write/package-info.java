/// Writing events: blocks as they fill, events taken back, blocks written anew, what is known of projects.
@NullMarked
package dev.nightjar.store.lucene.write;

import org.jspecify.annotations.NullMarked;
