package dev.nightjar.batch;

import dev.nightjar.Nightjar;
import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.model.Failure;
import dev.nightjar.scan.Scan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.SimpleJob;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.task.SyncTaskExecutor;

/// One run of one job, as a job of Spring Batch. No application context: four objects are joined by hand, which
/// starts faster.
final class JobRun implements JobExecutionListener {

    private final Nightjar nightjar;
    private final Job job;
    private final List<Project> projects;
    private final String runId;
    private final Stop stop;
    private final Consumer<Scan> watcher;

    private final List<String> said = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Failure> unsent = new ArrayList<>();
    private @Nullable ScanStep scanStep;
    private @Nullable Path page;

    JobRun(Nightjar nightjar, Job job, List<Project> projects, String runId, Stop stop, Consumer<Scan> watcher) {
        this.nightjar = nightjar;
        this.job = job;
        this.projects = projects;
        this.runId = runId;
        this.stop = stop;
        this.watcher = watcher;
    }

    /// The scan is opened first: with it comes the lock under which an older run that left no end must have
    /// been killed.
    Outcome run() {
        boolean scans = job.steps().stream().anyMatch(step -> step instanceof Job.Step.Scan);
        try (Scan scan = scans ? nightjar.scan(projects, runId) : null;
                History history = History.open(JobRunner.history(nightjar), warnings::add)) {
            if (scan != null) {
                watcher.accept(scan);
            }
            Outcome outcome = outcome(execute(history, scan));
            history.tidy();
            return outcome;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("job " + job.name() + " could not be started", e);
        }
    }

    private JobExecution execute(History history, @Nullable Scan scan) throws Exception {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(history.repository());
        operator.setJobRegistry(new MapJobRegistry());
        operator.setTaskExecutor(new SyncTaskExecutor());
        operator.afterPropertiesSet();
        history.recover(operator);
        SimpleJob batch = new SimpleJob(job.name());
        batch.setJobRepository(history.repository());
        batch.registerJobExecutionListener(this);
        Map<String, Integer> names = new HashMap<>();
        for (Job.Step step : job.steps()) {
            int nth = names.merge(step.name(), 1, Integer::sum);
            batch.addStep(step(step, nth == 1 ? step.name() : step.name() + "-" + nth, history, scan));
        }
        return operator.start(
                batch,
                new JobParametersBuilder().addString(History.RUN_ID, runId).toJobParameters());
    }

    private Step step(Job.Step step, String name, History history, @Nullable Scan scan) {
        return switch (step) {
            case Job.Step.Scan read ->
                scanStep = new ScanStep(history.repository(), java.util.Objects.requireNonNull(scan), stop);
            case Job.Step.Report report -> {
                List<Project> shown = job.projects().isEmpty() ? List.of() : projects;
                yield task(name, history, () -> page = behind(scan).report(report, shown, Optional.empty()));
            }
            case Job.Step.Mail mail ->
                task(
                        name,
                        history,
                        () -> told(() -> behind(scan)
                                .digests()
                                .send(
                                        mail,
                                        projects,
                                        job.name(),
                                        Optional.empty(),
                                        false,
                                        new JobSchedule(job, history))));
            case Job.Step.Alert alert ->
                task(name, history, () -> told(() -> behind(scan).alert(alert, projects, job.name())));
            case Job.Step.Prune prune -> task(name, history, () -> prune(history, scan));
        };
    }

    /// What cannot go out is told at the end, and waits: the steps behind it do not need it.
    private void told(Supplier<List<String>> tells) {
        try {
            said.addAll(tells.get());
        } catch (Failure failure) {
            if (failure.exit() != Failure.Exit.UNAVAILABLE) {
                throw failure;
            }
            unsent.add(failure);
        }
    }

    private Nightjar behind(@Nullable Scan scan) {
        return scan == null ? nightjar : nightjar.after(scan);
    }

    private void prune(History history, @Nullable Scan scan) throws Exception {
        said.addAll(nightjar.prune(Optional.ofNullable(scan)).told());
        history.prune(Instant.now().minus(nightjar.settings().retention().tallies()));
    }

    /// A step of its own action.
    private interface Action {
        void run() throws Exception;
    }

    private Step task(String name, History history, Action action) {
        AbstractStep step = new AbstractStep(history.repository()) {
            /// Not a tasklet: that one takes its execution from a table of the whole process, in which steps of
            /// two histories with one number are the same.
            @Override
            protected void doExecute(StepExecution execution) throws Exception {
                if (stop.wished()) {
                    throw new JobInterruptedException("stopped by a signal before step " + name);
                }
                action.run();
            }
        };
        step.setName(name);
        return step;
    }

    /// Writes our own word for the end into the history, in place of a stack trace.
    @Override
    public void afterJob(JobExecution execution) {
        Outcome outcome = outcome(execution);
        String word = outcome.stopped() ? "STOPPED" : outcome.exit().name();
        String message = outcome.failure().map(Failure::getMessage).orElse("");
        execution.setExitStatus(new ExitStatus(word, message.substring(0, Math.min(2000, message.length()))));
    }

    private Outcome outcome(JobExecution execution) {
        List<Throwable> thrown = execution.getAllFailureExceptions();
        boolean stopped = thrown.stream().anyMatch(JobInterruptedException.class::isInstance) || stop.wished();
        Optional<Failure> failure = Stream.concat(
                        thrown.stream()
                                .filter(e -> !(e instanceof JobInterruptedException))
                                .map(JobRun::failure),
                        unsent.stream())
                .min(Comparator.comparing(Failure::exit));
        return new Outcome(
                runId,
                scanStep == null ? Optional.empty() : scanStep.run(),
                Optional.ofNullable(page),
                said,
                warnings,
                failure,
                stopped);
    }

    /// What a step threw, out of the wrappers that Spring puts round it.
    static Failure failure(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Failure failure) {
                return failure;
            }
        }
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String what = root.getMessage() == null ? root.toString() : root.getMessage();
        if (root instanceof OutOfMemoryError) {
            return new Failure(Failure.Exit.MEMORY, "the heap is used up: NIGHTJAR_HEAP=512m gives more", thrown);
        }
        return root instanceof IOException || root instanceof UncheckedIOException
                ? new Failure(Failure.Exit.IO, what, thrown)
                : new Failure(Failure.Exit.BUG, root.getClass().getSimpleName() + ": " + what, thrown);
    }
}
