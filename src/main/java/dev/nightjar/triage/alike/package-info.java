/// Issues that read alike: by their types, what they say, and the own code they come from.
@NullMarked
package dev.nightjar.triage.alike;

import org.jspecify.annotations.NullMarked;
