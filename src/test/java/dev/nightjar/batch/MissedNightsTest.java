package dev.nightjar.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.Nightjar;
import dev.nightjar.config.Configuration;
import dev.nightjar.config.Job;
import dev.nightjar.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A job with a schedule, run as a job: the history keeps the time of the machine, so nights lie around today.
class MissedNightsTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path dir;

    private final Instant today = Instant.now();

    @BeforeEach
    void shop() throws IOException {
        put("nightjar.yaml", "zone: UTC\ndata: data\n");
        put("projects/shop.yaml", "logs: [logs/*.log]\n");
        put("jobs/nightly.yaml", """
                schedule: "0 0 6 * * *"
                steps:
                  - scan
                  - mail: {to: [team@acme.example]}
                """);
        put("logs/shop.log", today.minus(DAY.multipliedBy(2)) + " ERROR com.acme.Shop - card refused\n");
    }

    private void put(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Outcome run(Instant at) {
        Settings settings = Configuration.load(Optional.of(dir), Optional.empty(), dir, dir);
        Clock clock = Clock.fixed(at, ZoneOffset.UTC);
        Job job = Objects.requireNonNull(settings.jobs().get("nightly"));
        return new JobRunner(Nightjar.of(settings, clock), clock, new Stop()).run(job, settings.projectsOf(job));
    }

    private List<String> mails() throws IOException {
        try (Stream<Path> files = Files.walk(dir.resolve("data/outbox"))) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(MissedNightsTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRunThatFailedLeadsTheNextMail() throws IOException {
        assertThat(run(today.minus(DAY)).failure()).isEmpty();
        String first = mails().getFirst();
        assertThat(first).doesNotContain("No report");

        // A file in the place of the report's ledger lets the mail step fail.
        Path ledger = dir.resolve("data/sent.jsonl");
        byte[] told = Files.readAllBytes(ledger);
        Files.delete(ledger);
        Files.createDirectory(ledger);
        assertThat(run(today).failure()).isPresent();
        Files.delete(ledger);
        Files.write(ledger, told);

        assertThat(run(today.plus(DAY)).failure()).isEmpty();
        assertThat(mails())
                .hasSize(2)
                .last()
                .asString()
                .containsPattern("\n! No report for \\w{3} \\d+ \\w{3}: run failed:")
                .contains("no report for 1 night;");
        assertThat(run(today.plus(DAY).plusSeconds(1)).said())
                .anyMatch(said -> said.startsWith("already sent: report #2 "));
    }

    @Test
    void knowsEveryTimeOfASchedule() throws Exception {
        Job job = new Job(
                "nightly",
                Optional.of(new Job.Schedule("0 30 2 * * *", ZoneId.of("Europe/Berlin"))),
                List.of(),
                List.of());
        try (History history = History.open(dir.resolve("history"), warning -> {})) {
            JobSchedule plan = new JobSchedule(job, history);
            // The night in which the clock goes forward has no half past two.
            assertThat(plan.between(Instant.parse("2026-03-27T12:00:00Z"), Instant.parse("2026-03-30T12:00:00Z")))
                    .hasSizeBetween(2, 3)
                    .contains(Instant.parse("2026-03-28T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
            assertThat(plan.between(Instant.parse("2026-03-28T01:30:00Z"), Instant.parse("2026-03-28T01:30:00Z")))
                    .isEmpty();
            assertThat(plan.ran(Instant.EPOCH)).isEmpty();
        }
    }
}
