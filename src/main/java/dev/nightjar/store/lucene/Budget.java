package dev.nightjar.store.lucene;

/// Bytes that the writer's tables may take before they are written out: shares of the heap, so that no log fills it.
///
/// @param issues counts of issues since the commit, and of those seen lately
/// @param tallies counts of issues in hours since the commit
/// @param leads which hashes lead to which issue
/// @param filter which hashes lead nowhere
record Budget(long issues, long tallies, long leads, long filter) {

    private static final long LEAST = 64L << 20;

    static Budget ofHeap() {
        return of(Math.max(LEAST, Runtime.getRuntime().maxMemory()));
    }

    static Budget of(long heap) {
        return new Budget(heap / 14, heap / 24, heap / 24, heap / 64);
    }
}
