package dev.nightjar.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was told and what lies in the outbox do not grow without an end.
class BoundedOutboxTest {

    private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");

    @TempDir
    private Path data;

    private static Instant ago(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static LedgerEntry entry(int days, LedgerEntry.Kind kind, String job, String group, long number) {
        return new LedgerEntry(
                ago(days),
                kind,
                job,
                group,
                number,
                "k" + number,
                ago(days),
                -1,
                "",
                List.of("a@b.c"),
                List.of("new:" + number),
                List.of("new:" + number));
    }

    @Test
    void theLedgerLosesWhatIsOldAndKeepsTheLastOfEachKind() {
        List<LedgerEntry> told = new ArrayList<>();
        told.add(entry(500, LedgerEntry.Kind.DIGEST, "weekly", "", 7));
        told.add(entry(490, LedgerEntry.Kind.DIGEST, "nightly", "payments", 3));
        for (int i = 0; i < 300; i++) {
            told.add(entry(400 - i, LedgerEntry.Kind.BEGUN, "watch", "", i));
            told.add(entry(400 - i, LedgerEntry.Kind.ALERT, "watch", "", i));
            told.add(entry(400 - i, LedgerEntry.Kind.DIGEST, "nightly", "", i));
        }
        told.add(entry(1, LedgerEntry.Kind.ALERT, "watch", "", 300));
        try (Ledger ledger = Ledger.hold(data)) {
            told.forEach(ledger::append);
        }
        Ledger.shorten(data, 1_000_000, ago(90), NOW);
        assertThat(Ledger.look(data).all()).isEqualTo(told);
        Ledger.shorten(data, 1_000, ago(120), NOW);
        List<LedgerEntry> left = Ledger.look(data).all();
        assertThat(left).isSubsetOf(told).hasSizeBetween(60, 80);
        assertThat(left)
                .containsAll(told.stream()
                        .filter(each -> !each.at().isBefore(ago(120)))
                        .toList());
        assertThat(Ledger.look(data).lastDigest("weekly", "")).contains(told.get(0));
        assertThat(Ledger.look(data).lastDigest("nightly", "payments")).contains(told.get(1));
        assertThat(Ledger.look(data).unreadable()).isEmpty();
        try (Ledger ledger = Ledger.hold(data)) {
            ledger.append(entry(0, LedgerEntry.Kind.ALERT, "watch", "", 301));
        }
        assertThat(Ledger.look(data).all()).hasSize(left.size() + 1);
    }

    @Test
    void theLedgerLosesNoMoreThanItMustTheOldestFirst() {
        try (Ledger ledger = Ledger.hold(data)) {
            for (int i = 0; i < 100; i++) {
                ledger.append(entry(300 - i, LedgerEntry.Kind.ALERT, "watch", "", i));
            }
        }
        long size = data.resolve("sent.jsonl").toFile().length();
        Ledger.shorten(data, size * 3 / 4, ago(90), NOW);
        List<LedgerEntry> left = Ledger.look(data).all();
        assertThat(left).hasSizeBetween(70, 80);
        assertThat(left.getFirst().number()).isEqualTo(100 - left.size());
    }

    @Test
    void aLedgerThatIsHeldStays() {
        try (Ledger ledger = Ledger.hold(data)) {
            for (int i = 0; i < 10; i++) {
                ledger.append(entry(300 - i, LedgerEntry.Kind.ALERT, "watch", "", i));
            }
            Ledger.shorten(data, 1, ago(90), NOW);
        }
        assertThat(Ledger.look(data).all()).hasSize(10);
    }

    @Test
    void theOldestOfWhatIsDoneWithGoesAndWhatWaitsStays() throws IOException {
        Outbox outbox = new Outbox(data.resolve("outbox"), ".eml");
        byte[] mail = new byte[1_000];
        for (int i = 0; i < 8; i++) {
            outbox.sent(outbox.put("sent" + i, mail, ago(20 - i)));
        }
        outbox.dead(outbox.put("dead", mail, ago(30)), Attempt.none(ago(30)));
        outbox.sent(outbox.put("young", mail, NOW));
        outbox.put("waits", mail, ago(80));
        outbox.prune(ago(60), 5_500, ago(1));
        assertThat(names("sent")).containsExactly("sent5.eml", "sent6.eml", "sent7.eml", "young.eml");
        assertThat(names("dead")).contains("dead.eml");
        assertThat(outbox.waiting()).hasSize(1);
        outbox.prune(ago(60), 1, ago(1));
        assertThat(names("sent")).containsExactly("young.eml");
        assertThat(names("dead")).isEmpty();
        assertThat(outbox.waiting()).hasSize(1);
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("outbox").resolve(folder))) {
            return List.copyOf(new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList()));
        }
    }
}
