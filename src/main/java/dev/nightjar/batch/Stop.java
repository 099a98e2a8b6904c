package dev.nightjar.batch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The wish to stop: a flag that work looks at between two blocks. No thread is ever interrupted, because an
/// interrupt inside the index's input or output closes the index.
public final class Stop {

    /// A signal must be answered within ten seconds.
    private static final int PATIENCE_SECONDS = 9;

    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean wished;

    /// A stop that SIGTERM and SIGINT wish for. The process then ends with 143 or 130, after `finished` was
    /// called.
    public static Stop onSignal() {
        Stop stop = new Stop();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::atShutdown, "stop"));
        return stop;
    }

    /// Wishes to stop; later calls do nothing more.
    public void wish() {
        wished = true;
        listeners.forEach(Runnable::run);
    }

    /// True from the first wish on: work looks at it between two blocks.
    public boolean wished() {
        return wished;
    }

    /// Says that nothing is left to be stored: the process may end.
    public void finished() {
        finished.countDown();
    }

    /// Runs `action` when the wish comes, or now if it came already, until the result is closed.
    Listening listen(Runnable action) {
        listeners.add(action);
        if (wished) {
            action.run();
        }
        return () -> listeners.remove(action);
    }

    /// Ends a `listen`.
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    private void atShutdown() {
        if (finished.getCount() == 0) {
            return;
        }
        wish();
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
