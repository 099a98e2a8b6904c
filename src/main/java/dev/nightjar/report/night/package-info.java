/// What all pages say in the same words: the sentence of a night, times and numbers, names of pages, and the
/// folder that they are written to.
@NullMarked
package dev.nightjar.report.night;

import org.jspecify.annotations.NullMarked;
