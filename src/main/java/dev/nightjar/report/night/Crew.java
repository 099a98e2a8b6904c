package dev.nightjar.report.night;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Does independent work on as many threads as there are processors, four at most.
public final class Crew implements AutoCloseable {

    private static final int MOST_WAITING = 32;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4),
            Thread.ofPlatform().daemon().name("page-", 0).factory());
    private final List<Future<?>> given = new ArrayList<>();
    private final Semaphore room = new Semaphore(MOST_WAITING);

    /// Waits while much is waiting: what is to be done holds memory until it is.
    public void give(Runnable work) {
        room.acquireUninterruptibly();
        given.add(threads.submit(() -> {
            try {
                work.run();
            } finally {
                room.release();
            }
        }));
    }

    /// Waits for all; of several failures the one of the work that was given first is thrown, whichever came
    /// first.
    public void await() {
        for (Future<?> each : given) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        given.clear();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
