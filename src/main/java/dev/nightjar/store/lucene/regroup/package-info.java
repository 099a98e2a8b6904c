/// Every stored event shown to the rules again, and the issues written as they say.
@NullMarked
package dev.nightjar.store.lucene.regroup;

import org.jspecify.annotations.NullMarked;
