/// The lines that all files of a project have around a time, in the order of their times.
@NullMarked
package dev.nightjar.read.merged;

import org.jspecify.annotations.NullMarked;
