package dev.nightjar.format;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Names of time zones as logs print them: those of the IANA database, and the short ones that Java knows (`CET`,
/// `EST`).
final class Zones {

    private Zones() {}

    /// The zone, null if there is none of that name: the time then counts as one without a zone.
    static @Nullable ZoneId of(String name) {
        try {
            return ZoneId.of(name, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
