package dev.nightjar.text;

/// What may be remembered, in thousandths of the heap: one table, so that the sum can be seen. At 160 MB a
/// thousandth is 160 kB. The young generation (350), the index's own buffers (100) and blocks being read (30)
/// have the rest.
public enum Budget {
    /// Runs of frames by their text, of all grammars.
    RUN_TEXTS(10),
    /// Lines of frames and runs of them by their bytes, of all threads.
    RUN_BYTES(50),
    /// How records are read that have the same runs, of all threads.
    SHAPES(20),
    /// Frames, each once.
    FRAMES(20),
    /// Names and how secret they make a value.
    NAMES_OF_SECRETS(4),
    /// Names of frames as they count.
    NAMES_OF_FRAMES(8),
    /// Traces of one shape.
    STACKS(25),
    /// Issues that a shape or template belongs to.
    JUDGEMENTS(15),
    /// Issues of a scan, and how often each was seen: which of its events become samples.
    SAMPLED(8),
    /// What of a template counts for an exception without its stack.
    REPEATS(12),
    /// Templates of messages that may be joined with others.
    LEARNED(40),
    /// What the store knows of traces and other texts that events share, by their numbers.
    VARIANTS(25),
    /// Counts of issues since the commit, and of those seen lately; more is written out.
    ISSUES(71),
    /// Counts of issues in hours since the commit; more is written out.
    TALLIES(42),
    /// Which hashes lead to which issue.
    LEADS(42),
    /// Events of issues in hours, and what of them is kept.
    LOUD(20),
    /// Which hashes lead nowhere.
    FILTER(16);

    private static final long LEAST = 64L << 20;

    private final int thousandths;

    Budget(int thousandths) {
        this.thousandths = thousandths;
    }

    /// Bytes that all of this kind may have together.
    public long bytes() {
        return of(heap());
    }

    /// Bytes of this process's heap, at least 64 MiB.
    public static long heap() {
        return Math.max(LEAST, Runtime.getRuntime().maxMemory());
    }

    /// The same of a heap of so many bytes.
    public long of(long heap) {
        return heap / 1000 * thousandths;
    }
}
