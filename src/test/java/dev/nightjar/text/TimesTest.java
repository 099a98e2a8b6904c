package dev.nightjar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-22T23:30:15Z");

    @ParameterizedTest
    @CsvSource({
        "now, 2026-11-22T23:30:15Z",
        "today, 2026-11-22T23:00:00Z",
        "yesterday, 2026-11-21T23:00:00Z",
        "Tomorrow, 2026-11-23T23:00:00Z",
        "yesterday 18:00, 2026-11-22T17:00:00Z",
        "2h ago, 2026-11-22T21:30:15Z",
        "1h 30m ago, 2026-11-22T22:00:15Z",
        "-2h, 2026-11-22T21:30:15Z",
        "24h, 2026-11-21T23:30:15Z",
        "7d, 2026-11-15T23:30:15Z",
        "+2h, 2026-11-23T01:30:15Z",
        "2h left, 2026-11-23T01:30:15Z",
        "2026-11-22, 2026-11-21T23:00:00Z",
        "2026-11-22 09:30, 2026-11-22T08:30:00Z",
        "2026-07-22 9:30, 2026-07-22T07:30:00Z",
        "2026-11-22T09:30:15.250, 2026-11-22T08:30:15.250Z",
        "2026-11-22T09:30:15Z, 2026-11-22T09:30:15Z",
        "2026-11-22 09:30 UTC, 2026-11-22T09:30:00Z",
        "2026-11-22 09:30 America/New_York, 2026-11-22T14:30:00Z",
        "2026-11-22T09:30+02:00, 2026-11-22T07:30:00Z",
        "2026-11-22 09:30 -0500, 2026-11-22T14:30:00Z",
        "2026-11-22 UTC, 2026-11-22T00:00:00Z",
        "today UTC, 2026-11-22T00:00:00Z",
        "09:30, 2026-11-23T08:30:00Z",
        "09:30:15 UTC, 2026-11-22T09:30:15Z",
        "@1763769600, 2025-11-22T00:00:00Z",
        "@1763769600.5, 2025-11-22T00:00:00.500Z",
        "'  now ', 2026-11-22T23:30:15Z",
        "2026-03-29 02:30, 2026-03-29T01:30:00Z"
    })
    void readsTimesAsPeopleSayThem(String words, Instant time) {
        assertThat(Times.instant(words, NOW, BERLIN)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "soon", "24", "2h before", "2026-13-01", "2026-11-31", "2026-11-22 25:00", "25:61",
                        "2026-11-22 noon",
                "@", "@x", "2026-11-22 09:30 Mars/Olympus", "1h-", "ago", "-", "+", "99999999999999y", "@999999999999",
                "20000y ago", "2026-1-2", "today yesterday", "1h 2", "٣h", "09:30 ago"
            })
    void saysWhatATimeMayBe(String words) {
        assertThatThrownBy(() -> Times.instant(words, NOW, BERLIN))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.USAGE))
                .hasMessageStartingWith("'" + words + "' is no time: write ");
    }

    @ParameterizedTest
    @CsvSource({
        "24h, PT24H",
        "7d, P7D",
        "1h 30m, PT1H30M",
        "1h30m, PT1H30M",
        "90 min, PT90M",
        "2w, P14D",
        "500ms, PT0.5S",
        "1.5h, PT1H30M",
        "2 hours 5 seconds, PT2H5S",
        "1M, PT730H30M",
        "1y, PT8766H",
        "10D, P10D",
        "0s, PT0S"
    })
    void readsDurationsAsPeopleSayThem(String words, Duration duration) {
        assertThat(Times.duration(words)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "h", "24x", "-2h", "1h,30m", "1e3s", "1..5h", "999999999999999y", "1h 2h 3"})
    void saysWhatADurationMayBe(String words) {
        assertThatThrownBy(() -> Times.duration(words))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.USAGE))
                .hasMessageStartingWith("'" + words + "' is no duration: write 24h, 7d");
    }

    @Test
    void readsEveryTimeItWouldWrite() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        DateTimeFormatter written = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
        for (int i = 0; i < 500; i++) {
            LocalDateTime local = LocalDateTime.of(1970, 1, 1, 0, 0).plusSeconds(random.nextLong(4_000_000_000L));
            assertThat(Times.instant(written.format(local), NOW, BERLIN))
                    .as("seed %d: %s", seed, local)
                    .isEqualTo(local.atZone(BERLIN).toInstant());
            long minutes = random.nextLong(10_000_000);
            String ago = minutes / 1440 + "d " + minutes / 60 % 24 + "h " + minutes % 60 + "min ago";
            assertThat(Times.instant(ago, NOW, BERLIN))
                    .as("seed %d: %s", seed, ago)
                    .isEqualTo(NOW.minusSeconds(minutes * 60));
        }
    }
}
