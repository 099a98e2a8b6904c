package dev.nightjar.store.lucene.care;

import dev.nightjar.model.issue.Merges;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.EventReader;
import dev.nightjar.store.lucene.event.EventWalk;
import dev.nightjar.store.lucene.index.PositionDocuments;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.issue.IssuesOnDisk;
import dev.nightjar.store.lucene.issue.Roll;
import java.io.IOException;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Sort;

/// Reads a commit to the last byte: checksums, what Lucene's own check compares, and every document as we read it. The
/// files are those that the reader holds open, so that a run may go on.
final class WholeCheck {

    /// What Lucene calls slow: also compares what is stored in two ways.
    private static final int EVERYTHING = 3;

    private WholeCheck() {}

    /// Compares checksums alone.
    static void sums(DirectoryReader reader) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            ((CodecReader) leaf.reader()).checkIntegrity();
        }
    }

    /// Reads everything.
    ///
    /// @return how many events there are
    static long all(DirectoryReader reader) throws IOException {
        sums(reader);
        for (LeafReaderContext leaf : reader.leaves()) {
            structure((CodecReader) leaf.reader());
        }
        PositionDocuments.all(reader, Schema.POSITION_KIND, PositionDocuments::position);
        PositionDocuments.all(reader, Schema.RUN_KIND, PositionDocuments::run);
        new Roll(reader).all(issue -> issue.issue().title());
        return events(reader);
    }

    private static long events(DirectoryReader reader) throws IOException {
        EventBlocks blocks = new EventBlocks(reader);
        EventReader events = new EventReader(reader, blocks, new IssuesOnDisk(reader, Merges.NONE).merged());
        long[] count = new long[1];
        new EventWalk(blocks, events).all(Condition.ALL, event -> ++count[0] > 0);
        return count[0];
    }

    private static void structure(CodecReader leaf) throws IOException {
        CheckIndex.testLiveDocs(leaf, null, true);
        CheckIndex.testFieldInfos(leaf, null, true);
        CheckIndex.testFieldNorms(leaf, null, true);
        CheckIndex.testPostings(leaf, null, false, EVERYTHING, true);
        CheckIndex.testStoredFields(leaf, null, true);
        CheckIndex.testTermVectors(leaf, null, false, EVERYTHING, true);
        CheckIndex.testDocValues(leaf, null, true);
        CheckIndex.testPoints(leaf, null, true);
        Sort sort = leaf.getMetaData().sort();
        if (sort != null) {
            CheckIndex.testSort(leaf, sort, null, true);
        }
    }
}
