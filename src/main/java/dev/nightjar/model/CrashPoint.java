package dev.nightjar.model;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A named place between two durable steps. With `-Dnightjar.crashpoint=NAME:n` the process halts there at the
/// n-th visit, as if it were killed: random kills alone never find such narrow places. Without the property a
/// visit costs a read of a constant.
public final class CrashPoint {

    private static final @Nullable String WANTED = System.getProperty("nightjar.crashpoint");
    private static final AtomicInteger VISITS = new AtomicInteger();

    private CrashPoint() {}

    /// Halts with exit code 137 if this is the place and the visit asked for.
    public static void here(String name) {
        if (WANTED != null) {
            halt(WANTED, name);
        }
    }

    private static void halt(String wanted, String name) {
        int colon = wanted.lastIndexOf(':');
        String place = colon < 0 ? wanted : wanted.substring(0, colon);
        int visit = colon < 0 ? 1 : Integer.parseInt(wanted.substring(colon + 1));
        if (place.equals(name) && VISITS.incrementAndGet() == visit) {
            Runtime.getRuntime().halt(137);
        }
    }
}
