package dev.nightjar.store.lucene.block;

/// Parts of a block that are read apart, each only when it is asked for.
public enum Column {
    /// Times, issues, templates, variants, forms: what is counted.
    HEADS,
    /// Files, offsets, lines, hosts, threads, releases; which user and which kinds of ids.
    ROWS,
    /// What stands in the holes of templates, forms and variants. Deflated.
    VALUES,
    /// Users and ids. Deflated.
    WHO,
    /// Lines around samples. Deflated.
    CONTEXT,
    /// The filter of words, users and ids.
    FILTER
}
