package dev.nightjar.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final Instant AT = Instant.parse("2026-03-04T05:00:12Z");

    @TempDir
    Path data;

    private Path file;

    @BeforeEach
    void file() {
        file = data.resolve("sent.jsonl");
    }

    private static LedgerEntry entry(int number) {
        return new LedgerEntry(
                AT.plusSeconds(number),
                LedgerEntry.Kind.DIGEST,
                "nightly",
                "payments",
                number,
                "2026-03-04",
                AT,
                number * 10L,
                "<a.b@c>",
                List.of("team@acme.example"),
                List.of("new:K7QM4F2A"),
                List.of("new K7QM4F2A"));
    }

    private void append(LedgerEntry... entries) {
        try (Ledger ledger = Ledger.hold(data)) {
            List.of(entries).forEach(ledger::append);
        }
    }

    @Test
    void readsBackWhatWasWritten() throws IOException {
        append(entry(1), entry(2));
        assertThat(Ledger.look(data).all()).containsExactly(entry(1), entry(2));
        assertThat(Ledger.look(data).lastDigest("nightly", "payments")).contains(entry(2));
        assertThat(Ledger.look(data).lastDigest("nightly", "")).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingWasToldWithoutAFile() {
        assertThat(Ledger.look(data.resolve("none")).all()).isEmpty();
    }

    @Test
    void skipsAndTellsALineThatIsDamaged() throws IOException {
        append(entry(1));
        Files.writeString(file, "{\"at\":\"2026-\n\u0000\u0000garbage\n{\"at\":\"x\"}\n", StandardOpenOption.APPEND);
        append(entry(2));
        Ledger ledger = Ledger.look(data);
        assertThat(ledger.all()).containsExactly(entry(1), entry(2));
        assertThat(ledger.unreadable()).hasSize(3).first().asString().startsWith(file + ":2: ");
    }

    @Test
    void endsALineThatACrashCutOff() throws IOException {
        append(entry(1), entry(2));
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 1; cut < 60; cut++) {
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length - cut));
            append(entry(3));
            assertThat(Ledger.look(data).all()).contains(entry(1), entry(3));
        }
    }

    @Test
    void isHeldByOneAtATime() {
        try (Ledger held = Ledger.hold(data)) {
            assertThatThrownBy(() -> Ledger.hold(data))
                    .isInstanceOfSatisfying(
                            Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.BUSY));
            held.append(entry(1));
            assertThat(Ledger.look(data).all()).containsExactly(entry(1));
        }
        append(entry(2));
        assertThat(Ledger.look(data).all()).hasSize(2);
    }

    @Test
    void whatIsOnlyLookedAtIsNotWrittenTo() {
        assertThatThrownBy(() -> Ledger.look(data).append(entry(1))).isInstanceOf(IllegalStateException.class);
        assertThat(file).doesNotExist();
    }
}
