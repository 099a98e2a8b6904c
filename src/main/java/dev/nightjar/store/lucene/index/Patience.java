package dev.nightjar.store.lucene.index;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;

/// Ends what takes too long.
public final class Patience {

    private static final long LONGEST_MILLIS = 10_000;

    private final long until;

    private Patience(long until) {
        this.until = until;
    }

    /// For what people wait for: 10 s.
    public static Patience ofPeople() {
        return of(LONGEST_MILLIS);
    }

    /// For so long from now on.
    public static Patience of(long millis) {
        return new Patience(System.nanoTime() + millis * 1_000_000);
    }

    /// For work that no person waits for: never fails.
    public static Patience endless() {
        return of(Long.MAX_VALUE / 4_000_000);
    }

    /// Fails with exit code 64 if it took too long.
    public void check() {
        if (System.nanoTime() - until > 0) {
            throw new Failure(Exit.USAGE, "query takes longer than 10 s: name a shorter time or more words");
        }
    }
}
