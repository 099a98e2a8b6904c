/// What is read: files, positions in them, blocks, records.
@NullMarked
package dev.nightjar.model.log;

import org.jspecify.annotations.NullMarked;
