package dev.nightjar.notify;

import dev.nightjar.config.Job;
import dev.nightjar.model.Window;
import dev.nightjar.notify.letter.DigestContext.Missed;
import dev.nightjar.notify.outbox.Ledger;
import dev.nightjar.notify.outbox.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Which night a digest stands for, from when on, and which nights before it had none: by what was sent, not by the
/// clock alone, so that no hour is left out and none is told twice because a run was late, or failed.
///
/// @param key of the night: its date, with the time where a job is to run several times a day
/// @param missed nights since the last digest, oldest first, at most 14
/// @param told the number of the commit that the last digest told of, empty if there was none or nobody knows
record DigestWindow(String key, Window window, List<Missed> missed, OptionalLong told) {

    /// No digest reaches further back.
    static final Duration MOST = Duration.ofDays(14);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("'T'HHmm", Locale.ROOT);

    /// So much later than planned is still the same night.
    private static final Duration LATE = Duration.ofHours(12);

    private static final Duration DAY = Duration.ofHours(24);

    /// @param usual the window that the step asks for
    /// @param now when it is sent; the window may end elsewhere
    static DigestWindow of(
            Window usual, Job.At at, Ledger ledger, String job, ScheduleHistory due, Instant now, ZoneId zone) {
        List<Instant> dues = due.between(now.minus(MOST), now);
        Optional<Instant> slot = dues.isEmpty() ? Optional.empty() : Optional.of(dues.getLast());
        Optional<LedgerEntry> last = ledger.of(job)
                .filter(entry -> entry.kind() == LedgerEntry.Kind.DIGEST || entry.kind() == LedgerEntry.Kind.QUIET)
                .filter(entry -> entry.group().isEmpty() && !entry.at().isAfter(now))
                .reduce((earlier, later) -> later);
        List<Missed> missed =
                last.map(entry -> missed(entry, due, slot, now, zone)).orElse(List.of());
        Instant day = at == Job.At.NEWEST ? usual.to().minusMillis(1) : slot.orElse(now);
        String key = day.atZone(zone).toLocalDate() + time(due, slot, zone);
        Instant from = last.filter(entry -> catchesUp(entry, usual, !missed.isEmpty(), slot.isPresent()))
                .map(entry -> from(entry, usual))
                .orElse(usual.from());
        OptionalLong told = last.filter(entry -> entry.seen() >= 0)
                .map(entry -> OptionalLong.of(entry.seen()))
                .orElse(OptionalLong.empty());
        return new DigestWindow(key, new Window(from, usual.to()), missed, told);
    }

    private static String time(ScheduleHistory due, Optional<Instant> slot, ZoneId zone) {
        return slot.filter(at -> due.between(at.minus(DAY), at).size() > 1)
                .map(at -> TIME.format(at.atZone(zone)))
                .orElse("");
    }

    /// A window that is shorter than the time between two runs is somebody's wish: only missed nights and delays
    /// are made up for, and all there is where nothing is known of a schedule.
    private static boolean catchesUp(LedgerEntry last, Window usual, boolean missed, boolean scheduled) {
        Duration gap = Duration.between(last.until(), usual.from());
        return gap.isPositive() && (missed || !scheduled || gap.compareTo(LATE) < 0);
    }

    private static Instant from(LedgerEntry last, Window usual) {
        Instant oldest = usual.to().minus(MOST);
        Instant from = last.until().isBefore(oldest) ? oldest : last.until();
        return from.truncatedTo(ChronoUnit.HOURS);
    }

    private static List<Missed> missed(
            LedgerEntry last, ScheduleHistory due, Optional<Instant> slot, Instant now, ZoneId zone) {
        Instant since = last.at().isBefore(now.minus(MOST)) ? now.minus(MOST) : last.at();
        List<ScheduleHistory.Ran> ran = due.ran(since);
        Map<LocalDate, String> nights = new TreeMap<>();
        if (slot.isPresent()) {
            List<Instant> dues = due.between(since, now);
            for (int i = 0; i + 1 < dues.size(); i++) {
                nights.put(dues.get(i).atZone(zone).toLocalDate(), why(ran, dues.get(i), dues.get(i + 1)));
            }
        } else {
            LocalDate today = now.atZone(zone).toLocalDate();
            ran.forEach(run -> run.failure().ifPresent(why -> nights.put(date(run, zone), "run failed: " + why)));
            nights.keySet().removeIf(night -> !night.isBefore(today));
        }
        return nights.entrySet().stream()
                .map(night -> new Missed(night.getKey(), night.getValue()))
                .toList();
    }

    private static LocalDate date(ScheduleHistory.Ran run, ZoneId zone) {
        return run.start().atZone(zone).toLocalDate();
    }

    /// What became of a night: of its runs, the last.
    private static String why(List<ScheduleHistory.Ran> ran, Instant slot, Instant next) {
        return ran.stream()
                .filter(run -> !run.start().isBefore(slot) && run.start().isBefore(next))
                .reduce((earlier, later) -> later)
                .map(run -> run.failure().map(why -> "run failed: " + why).orElse("the run wrote no mail"))
                .orElse("it did not run");
    }
}
