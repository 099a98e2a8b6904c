package dev.nightjar.store.lucene.block;

import java.io.IOException;
import org.apache.lucene.util.BytesRef;

/// Where a stored block's parts come from.
public interface BlockSource {

    /// The bytes of a column, empty if there are none; valid until the next call for the same column.
    BytesRef column(Column column) throws IOException;

    /// What stands in a set of the block, as numbers of the segment, ascending.
    long[] set(Dictionary dictionary) throws IOException;
}
