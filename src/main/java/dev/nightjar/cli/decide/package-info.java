/// Commands by which people say what becomes of an issue: assign, resolve, mute, merge, note, release.
@NullMarked
package dev.nightjar.cli.decide;

import org.jspecify.annotations.NullMarked;
