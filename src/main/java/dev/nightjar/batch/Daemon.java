package dev.nightjar.batch;

import dev.nightjar.config.Job;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Failure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronTrigger;

/// Runs every job that has a schedule, until it is told to stop. One run at a time: a job whose time comes while
/// another runs is skipped and that is said; what it would have read, the next run reads. A run that fails never
/// ends the daemon.
public final class Daemon {

    private final Settings settings;
    private final Runner runner;
    private final Consumer<String> say;
    private final AtomicReference<@Nullable String> running = new AtomicReference<>();

    /// Runs a job and tells about it; may throw `Failure`.
    public interface Runner {
        /// Comes back when the run is over; a `Failure` ends this run alone.
        void run(Job job);
    }

    public Daemon(Settings settings, Runner runner, Consumer<String> say) {
        this.settings = settings;
        this.runner = runner;
        this.say = say;
    }

    /// Runs until `stop` is wished; then waits for the run that is going on.
    ///
    /// @param clock what the schedules go by
    public void run(Clock clock, Stop stop) throws InterruptedException {
        List<Job> jobs = settings.jobs().values().stream()
                .filter(job -> job.schedule().isPresent())
                .toList();
        if (jobs.isEmpty()) {
            throw new Failure(Failure.Exit.CONFIGURATION, "no job has a schedule; add 'schedule:' to a file in jobs/");
        }
        CountDownLatch wished = new CountDownLatch(1);
        ThreadPoolTaskScheduler scheduler = scheduler(clock);
        try (ExecutorService worker = Executors.newSingleThreadExecutor();
                var listening = stop.listen(wished::countDown)) {
            for (Job job : jobs) {
                Job.Schedule schedule = job.schedule().orElse(null);
                if (schedule != null) {
                    var _ = scheduler.schedule(
                            () -> due(job, worker), new CronTrigger(schedule.cron(), schedule.zone()));
                }
            }
            wished.await();
            scheduler.shutdown();
        }
    }

    /// When a job is due next; empty if it has no schedule.
    public static Optional<Instant> next(Job job, Instant after) {
        return job.schedule().flatMap(schedule -> Cron.times(schedule, after).findFirst());
    }

    private static ThreadPoolTaskScheduler scheduler(Clock clock) {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setClock(clock);
        scheduler.setThreadNamePrefix("schedule-");
        scheduler.setDaemon(true);
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.initialize();
        return scheduler;
    }

    /// The scheduler's own thread never runs a job, so that it sees every time that comes.
    void due(Job job, ExecutorService worker) {
        String other = running.compareAndExchange(null, job.name());
        if (other != null) {
            say.accept(job.name() + ": skipped, " + other + " is still running");
            return;
        }
        worker.execute(() -> {
            try {
                runner.run(job);
            } catch (Failure e) {
                say.accept(job.name() + ": " + e.getMessage());
            } catch (RuntimeException | StackOverflowError e) {
                say.accept(job.name() + ": failed, and will run again at its next time: " + e);
            } finally {
                running.set(null);
            }
        });
    }
}
