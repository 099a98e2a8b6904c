package dev.nightjar.extract.known;

import dev.nightjar.extract.trace.FrameRun;
import dev.nightjar.text.Budget;
import dev.nightjar.text.LongTable;
import java.security.SecureRandom;

/// What was found out about lines, runs of them and whole records, by hashes of their bytes. Threads share it.
///
/// @param seed of all hashes, new in every process
public record Learned(
        LongTable<FrameLines.Line> lines,
        LongTable<FrameLines.Holes> holes,
        LongTable<FrameRun> runs,
        LongTable<Shape> shapes,
        long seed) {

    /// For a new process: empty tables, each with its share of the heap.
    public static Learned nothing() {
        long bytes = Budget.RUN_BYTES.bytes();
        return new Learned(
                new LongTable<>(bytes / 16 * 3, line -> 24),
                new LongTable<>(bytes / 16, holes -> 16),
                new LongTable<>(bytes / 4 * 3, run -> 64 + 12L * run.frames().size()),
                new LongTable<>(Budget.SHAPES.bytes(), Shape::bytes),
                new SecureRandom().nextLong());
    }
}
