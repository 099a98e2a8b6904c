package dev.nightjar.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.config.Configuration;
import dev.nightjar.config.Job;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DaemonTest {

    private static final String EVERY_SECOND = "schedule: \"* * * * * *\"\nsteps: [scan]\n";

    @TempDir
    Path home;

    private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();

    @Test
    void skipsARunWhoseTimeComesWhileAnotherRunsAndSaysSo() throws Exception {
        CountDownLatch skipped = new CountDownLatch(1);
        Stop stop = new Stop();
        AtomicInteger runs = new AtomicInteger();
        Daemon daemon = new Daemon(
                settings(),
                job -> {
                    runs.incrementAndGet();
                    await(skipped);
                    stop.wish();
                },
                message -> {
                    said.add(message);
                    skipped.countDown();
                });
        daemon.run(Clock.systemUTC(), stop);
        assertThat(said).first().asString().isEqualTo("often: skipped, often is still running");
        assertThat(runs).hasValue(1);
    }

    @Test
    void goesOnAfterARunThatFails() throws Exception {
        Stop stop = new Stop();
        AtomicInteger runs = new AtomicInteger();
        Daemon daemon = new Daemon(
                settings(),
                job -> {
                    switch (runs.incrementAndGet()) {
                        case 1 -> throw new Failure(Failure.Exit.BUSY, "another run is going on");
                        case 2 -> throw new IllegalStateException("a bug");
                        default -> stop.wish();
                    }
                },
                said::add);
        daemon.run(Clock.systemUTC(), stop);
        assertThat(runs).hasValue(3);
        assertThat(said).anyMatch(text -> text.equals("often: another run is going on"));
        assertThat(said).anyMatch(text -> text.contains("a bug") && text.contains("next time"));
    }

    @Test
    void needsAJobWithASchedule() {
        Settings none = Configuration.load(Optional.empty(), Optional.of(home), home, home);
        assertThatThrownBy(() -> new Daemon(none, job -> {}, said::add).run(Clock.systemUTC(), new Stop()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exit()).isEqualTo(Failure.Exit.CONFIGURATION));
    }

    private Settings settings() throws Exception {
        Files.createDirectories(home.resolve("jobs"));
        Files.writeString(home.resolve("jobs/often.yaml"), EVERY_SECOND);
        Settings settings = Configuration.load(Optional.empty(), Optional.of(home), home, home);
        assertThat(settings.jobs().values().stream().map(Job::name).toList()).isEqualTo(List.of("often"));
        return settings;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
