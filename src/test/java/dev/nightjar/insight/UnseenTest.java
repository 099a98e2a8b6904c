package dev.nightjar.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.finding.PatternFinding;
import dev.nightjar.model.finding.PatternFinding.Kind;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.model.log.LogPattern;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnseenTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant FROM = Instant.parse("2026-03-10T00:00:00Z");
    private static final Window DAY = new Window(FROM, FROM.plus(Duration.ofDays(1)));

    /// Days count from the window's beginning.
    private static LogPattern pattern(String template, double first, double last, int days) {
        return new LogPattern("shop", "", Level.INFO, template, day(first), day(last), 9, days);
    }

    private static Instant day(double days) {
        return FROM.plus(Duration.ofMinutes((long) (days * 1440)));
    }

    private static Coverage lived(int hours) {
        BitSet bits = new BitSet();
        int from = (int) (FROM.getEpochSecond() / 3600);
        bits.set(from, from + hours);
        return new Coverage(bits);
    }

    private static List<Kind> kinds(LogPattern one, int hours, Window window, double begun) {
        LogPattern usual = pattern("tick", begun, 0.5, 1);
        return Unseen.of(List.of(usual, one), lived(hours), window, BERLIN).stream()
                .map(PatternFinding::kind)
                .toList();
    }

    @Test
    void whatWasNeverSeenInAKnownProjectIsUnseen() {
        LogPattern fresh = pattern("key rotated", 0.2, 0.2, 1);
        assertThat(kinds(fresh, 24, DAY, -9)).containsExactly(Kind.UNSEEN);
        assertThat(kinds(fresh, 24, DAY, -2)).as("known for too short").isEmpty();
        assertThat(kinds(pattern("old", -0.2, 0.2, 2), 24, DAY, -9)).isEmpty();
        assertThat(kinds(pattern("later", 1.2, 1.2, 1), 24, DAY, -9)).isEmpty();
    }

    @Test
    void tellsTimesAsAllProseDoes() {
        LogPattern fresh = pattern("key rotated", 0.2, 0.2, 1);
        assertThat(Unseen.of(List.of(pattern("tick", -9, 0.5, 1), fresh), lived(24), DAY, BERLIN))
                .singleElement()
                .satisfies(one -> assertThat(one.sentence()).isEqualTo("never seen before 2026-03-10 05:48"));
    }

    @Test
    void templatesThatDifferInKindsOfSlotsAreOfOnePlace() {
        List<LogPattern> known = List.of(
                pattern("tick", -9, 0.5, 1),
                pattern("sent requestId=<value> to <name>", -8, 0.5, 9),
                pattern("sent requestId=<id> to <name>", 0.2, 0.3, 1));
        assertThat(Unseen.of(known, lived(24), DAY, BERLIN)).isEmpty();
        List<LogPattern> fresh = List.of(
                pattern("tick", -9, 0.5, 1),
                pattern("sent requestId=<value>", 0.3, 0.5, 1),
                pattern("sent requestId=<id>", 0.2, 0.3, 1),
                pattern("sent orderId=<id>", -5, 0.3, 1));
        assertThat(Unseen.of(fresh, lived(24), DAY, BERLIN)).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Kind.UNSEEN);
            assertThat(one.pattern().count()).isEqualTo(18);
            assertThat(one.pattern().first()).isEqualTo(day(0.2));
        });
        List<LogPattern> other =
                List.of(pattern("backup of <value> done", -7, -0.5, 6), pattern("backup of <num> done", -0.4, 0.5, 1));
        assertThat(Unseen.of(other, lived(24), DAY, BERLIN)).as("still there").isEmpty();
    }

    @Test
    void whatCameNearlyEveryDayAndIsMissingHasVanished() {
        assertThat(kinds(pattern("backup done", -7, -0.5, 6), 24, DAY, -9)).containsExactly(Kind.VANISHED);
        assertThat(kinds(pattern("backup done", -7, -0.5, 4), 24, DAY, -9))
                .as("rare")
                .isEmpty();
        assertThat(kinds(pattern("backup done", -40, -0.5, 9), 24, DAY, -50))
                .as("rare of late")
                .isEmpty();
        assertThat(kinds(pattern("backup done", -17, -8, 9), 24, DAY, -20))
                .as("long gone")
                .isEmpty();
        assertThat(kinds(pattern("backup done", -7, 0.1, 8), 24, DAY, -9))
                .as("there")
                .isEmpty();
    }

    @Test
    void nothingVanishesFromLogsThatWereNotRead() {
        LogPattern backup = pattern("backup done", -7, -0.5, 6);
        assertThat(kinds(backup, 3, DAY, -9)).isEmpty();
        Window hours = new Window(FROM, FROM.plus(Duration.ofHours(13)));
        assertThat(kinds(backup, 13, hours, -9)).isEmpty();
        assertThat(Unseen.of(List.of(), lived(24), DAY, BERLIN)).isEmpty();
    }
}
