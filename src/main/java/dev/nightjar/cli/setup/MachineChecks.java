package dev.nightjar.cli.setup;

import dev.nightjar.cli.Session;
import dev.nightjar.cli.terminal.Words;
import dev.nightjar.model.Failure.Exit;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// Checks of what is there before any configuration: Java and the clock.
final class MachineChecks {

    private static final int JAVA = 25;

    /// Nothing of this program was there before.
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    private MachineChecks() {}

    static List<Finding> of(Session session) {
        return List.of(java(Runtime.version().feature()), clock(session.clock.instant(), ZoneId.systemDefault()));
    }

    static Finding java(int version) {
        String said = Runtime.version() + " at " + System.getProperty("java.home") + ", heap up to "
                + Words.bytes(Runtime.getRuntime().maxMemory());
        return version >= JAVA
                ? Finding.ok("java", said)
                : Finding.fail(
                        "java", Exit.UNAVAILABLE, said, "install a later Java, and set NIGHTJAR_JAVA to its folder");
    }

    static Finding clock(Instant now, ZoneId zone) {
        String said = Words.time(now, zone) + " " + zone;
        return now.isBefore(EARLIEST)
                ? Finding.warn("clock", said + " lies in the past", "set the clock: timedatectl set-ntp true")
                : Finding.ok("clock", said);
    }
}
