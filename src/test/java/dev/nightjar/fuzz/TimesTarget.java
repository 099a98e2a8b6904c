package dev.nightjar.fuzz;

import dev.nightjar.model.Failure;
import dev.nightjar.text.Times;
import java.time.Instant;
import java.time.ZoneId;

/// Words are a time of the years 1 to 9999, or refused as a wrong command line; so are durations.
final class TimesTarget implements Target.Body {

    private static final Instant NOW = Instant.parse("2026-03-29T00:30:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private interface Reading {
        void read();
    }

    @Override
    public void check(byte[] input) {
        String words = Target.text(input);
        read(() -> {
            Instant time = Times.instant(words, NOW, ZONE);
            Target.must(time.equals(Times.instant(time.toString(), NOW, ZONE)), time + " is read as another time");
        });
        read(() -> Target.must(Times.duration(words).isNegative() != Times.isDuration(words), "a length or none"));
    }

    private static void read(Reading reading) {
        try {
            reading.read();
        } catch (Failure e) {
            Target.must(e.exit() == Failure.Exit.USAGE, "refused as " + e.exit() + ": " + e.getMessage());
        }
    }
}
