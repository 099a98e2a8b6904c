/// What is to be sent and what was told, in files that survive a crash.
@NullMarked
package dev.nightjar.notify.outbox;

import org.jspecify.annotations.NullMarked;
