package dev.nightjar.batch;

import dev.nightjar.model.Run;
import dev.nightjar.scan.BlockResult;
import dev.nightjar.scan.Scan;
import dev.nightjar.scan.SourceScan;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.partition.PartitionStep;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.partition.support.SimpleStepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.item.ChunkOrientedStep;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

/// Reads what is new: a partition for each source and worker, in which an item is a block.
final class ScanStep extends PartitionStep {

    /// A block's findings need its bytes until they are written.
    private static final int BLOCKS_PER_CHUNK = 1;

    private static final String SOURCE = "source";

    private final JobRepository repository;
    private final Scan scan;
    private final Stop stop;
    private @Nullable Run run;

    ScanStep(JobRepository repository, Scan scan, Stop stop) {
        super(repository);
        this.repository = new Repository(repository);
        this.scan = scan;
        this.stop = stop;
        setName("scan");
        setStepExecutionSplitter(new SimpleStepExecutionSplitter(repository, "read", cores -> partitions()));
        setPartitionHandler(this::work);
    }

    /// What was read; empty if the step failed.
    Optional<Run> run() {
        return Optional.ofNullable(run);
    }

    @Override
    protected void doExecute(StepExecution execution) throws Exception {
        try (var listening = stop.listen(scan::stop)) {
            super.doExecute(execution);
            run = scan.finish();
        }
        if (stop.wished()) {
            throw new JobInterruptedException("stopped by a signal; what was read until then is stored");
        }
    }

    /// Sources in their order, each as often as workers can share it.
    private Map<String, ExecutionContext> partitions() {
        Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
        for (String source : scan.sources()) {
            for (int worker = 0; worker < scan.workers(); worker++) {
                partitions.put("%06d".formatted(partitions.size()), new ExecutionContext(Map.of(SOURCE, source)));
            }
        }
        return partitions;
    }

    private Collection<StepExecution> work(StepExecutionSplitter splitter, StepExecution manager) throws Exception {
        List<StepExecution> parts = splitter.split(manager, scan.workers()).stream()
                .sorted(Comparator.comparing(StepExecution::getStepName))
                .toList();
        if (parts.isEmpty()) {
            return parts;
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(scan.workers())) {
            for (Future<?> part :
                    parts.stream().map(step -> workers.submit(() -> read(step))).toList()) {
                part.get();
            }
        }
        return parts;
    }

    /// A failure of one partition hands out no more blocks to the others.
    private void read(StepExecution part) {
        try {
            step(part.getStepName(), part.getExecutionContext().getString(SOURCE))
                    .execute(part);
        } catch (Exception e) {
            part.addFailureException(e);
        } finally {
            if (part.getStatus().isUnsuccessful()) {
                scan.abort();
            }
        }
    }

    private ChunkOrientedStep<SourceScan.Work, BlockResult> step(String name, String source) throws Exception {
        ChunkOrientedStep<SourceScan.Work, BlockResult> step = new ChunkOrientedStep<>(
                name,
                BLOCKS_PER_CHUNK,
                () -> scan.next(source).orElse(null),
                blocks -> scan.write(blocks.getItems()),
                repository);
        step.setItemProcessor(scan::read);
        step.setTransactionManager(new ResourcelessTransactionManager());
        step.afterPropertiesSet();
        return step;
    }
}
