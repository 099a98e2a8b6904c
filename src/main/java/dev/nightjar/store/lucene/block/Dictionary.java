package dev.nightjar.store.lucene.block;

/// What rows refer to by the place in a set of the block. A block's set is kept beside its columns, sorted by its
/// bytes.
public enum Dictionary {
    ISSUES,
    TEMPLATES,
    /// Not of every row.
    VARIANTS,
    /// Of what was thrown: any number in a row.
    FORMS,
    FILES,
    HOSTS,
    /// Not of every row.
    THREADS,
    /// Not of every row.
    RELEASES
}
