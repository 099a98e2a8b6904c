/// Events with a trace or a message become a fingerprint: frames, messages, and what was found out about repeats.
@NullMarked
package dev.nightjar.group.judge;

import org.jspecify.annotations.NullMarked;
