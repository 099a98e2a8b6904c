/// What a run of characters is: number, id, time, address, word of a language. Always in linear time.
@NullMarked
package dev.nightjar.group.kind;

import org.jspecify.annotations.NullMarked;
