package dev.nightjar.cli.doctor;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Failure.Exit;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// Checks of what is there before any configuration: Java and the clock.
final class MachineChecks {

    private static final int JAVA = 25;

    /// Nothing of this program was there before.
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    /// Code, its compiled form, buffers, stacks.
    private static final long BESIDE = 100_000_000;

    private MachineChecks() {}

    static List<Finding> of(Session session) {
        return List.of(
                java(Runtime.version().feature()),
                memory(Runtime.getRuntime().maxMemory(), System.getProperty("nightjar.heap", "")),
                clock(session.clock.instant(), ZoneId.systemDefault()));
    }

    static Finding java(int version) {
        String said = Runtime.version() + " at " + System.getProperty("java.home");
        return version >= JAVA
                ? Finding.ok("java", said)
                : Finding.fail(
                        "java", Exit.UNAVAILABLE, said, "install a later Java, and set NIGHTJAR_JAVA to its folder");
    }

    /// @param heap most bytes of it
    /// @param told what the launcher says: why this heap, bytes that there are, and who says so
    static Finding memory(long heap, String told) {
        String[] words = told.split(" ", 3);
        String most = "heap of this command up to " + Phrases.bytes(heap);
        if (words.length < 3) {
            return Finding.ok("memory", most + ", not chosen by the launcher");
        }
        String why = switch (words[0]) {
            case "NIGHTJAR_HEAP" -> ", as NIGHTJAR_HEAP says";
            case "quarter" -> ", a quarter of it";
            case "least" -> ", the least that is given";
            default -> ", the most that is given by itself";
        };
        if (words[2].equals("unknown")) {
            return Finding.ok("memory", "how much there is, is not known; " + most + why);
        }
        long limit = Long.parseLong(words[1]);
        String said = Phrases.bytes(limit)
                + (words[2].equals("machine") ? " in this machine; " : " for this control group; ")
                + most
                + why;
        return heap + BESIDE > limit
                ? Finding.warn(
                        "memory",
                        said + "; with " + Phrases.bytes(BESIDE) + " beside the heap that is more than there is",
                        words[0].equals("NIGHTJAR_HEAP")
                                ? "set a smaller NIGHTJAR_HEAP"
                                : "give it " + Phrases.bytes(heap + BESIDE))
                : Finding.ok("memory", said);
    }

    static Finding clock(Instant now, ZoneId zone) {
        String said = Phrases.time(now, zone) + " " + zone;
        return now.isBefore(EARLIEST)
                ? Finding.warn("clock", said + " lies in the past", "set the clock: timedatectl set-ntp true")
                : Finding.ok("clock", said);
    }
}
