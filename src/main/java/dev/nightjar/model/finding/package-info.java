/// What a window comes to besides single issues, and the night that holds all of it.
@NullMarked
package dev.nightjar.model.finding;

import org.jspecify.annotations.NullMarked;
