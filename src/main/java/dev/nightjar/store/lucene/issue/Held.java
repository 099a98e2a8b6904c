package dev.nightjar.store.lucene.issue;

import dev.nightjar.store.encoded.Hash;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.IssueCounts;
import dev.nightjar.store.issue.IssueText;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.jspecify.annotations.Nullable;

/// An issue in the writer's memory: what it does not know is in the index. Not thread-safe.
final class Held {

    private static final int BYTES = 120;
    private static final long[] NONE = {};

    final long id;

    /// Whether all of its events are counted here; else only those that are not in the index.
    final boolean whole;

    /// Of `whole` ones: whether the index has counts of it.
    private boolean stored;

    private IssueCounts counts;
    private @Nullable IssueText text;
    private long[] aliases = NONE;
    private int aliased;
    private boolean changed;
    private int beingWritten;
    int touched;

    private Held(long id, IssueCounts counts, boolean whole, boolean stored, int aliased) {
        this.id = id;
        this.counts = counts;
        this.whole = whole;
        this.stored = stored;
        this.aliased = aliased;
    }

    /// A new issue.
    static Held of(IssueText text, Hash hash) {
        Held held = new Held(IdNumbers.number(text.id()), IssueCounts.of(text, hash), true, false, 0);
        held.text = text;
        return held;
    }

    /// One of the index.
    ///
    /// @param all its counts, null to keep only the difference
    static Held of(long id, String project, @Nullable IssueCounts all, int aliased) {
        return new Held(id, all == null ? new IssueCounts(project) : all, all != null, all != null, aliased);
    }

    IssueCounts counts() {
        return counts;
    }

    /// Whether it may lead here, for there are not too many hashes yet.
    boolean takes(int most) {
        return aliased + 1 < most;
    }

    void alias(long hash) {
        aliased++;
        aliases = Arrays.copyOf(aliases, aliases.length + 1);
        aliases[aliases.length - 1] = hash;
    }

    /// True if it was assigned and has no event yet: it must not come into the index.
    boolean isNew() {
        return text != null;
    }

    /// True if the index has no counts of it yet.
    boolean isFresh() {
        return whole && !stored;
    }

    /// True if it is new, or its documents are being written: it must not be forgotten.
    boolean isPending() {
        return isNew() || beingWritten > 0;
    }

    /// Its counts have changed. The documents that are to be written now: a new issue, and hashes that lead here.
    /// `written` has to follow if there are any.
    List<List<IndexableField>> changed() {
        IssueText own = text;
        changed |= own == null;
        if (own == null && aliases.length == 0) {
            return List.of();
        }
        List<List<IndexableField>> documents = new ArrayList<>(1 + aliases.length);
        if (own != null) {
            documents.add(IssueDocuments.of(own, counts));
            text = null;
        }
        for (long hash : aliases) {
            documents.add(IssueDocuments.alias(IdNumbers.id(hash), IdNumbers.id(id)));
        }
        aliases = NONE;
        beingWritten++;
        return documents;
    }

    void written() {
        beingWritten--;
    }

    /// Writes the hashes that lead here now.
    void lead(IndexWriter writer) throws IOException {
        if (aliases.length > 0) {
            for (long hash : aliases) {
                writer.addDocument(IssueDocuments.alias(IdNumbers.id(hash), IdNumbers.id(id)));
            }
            aliases = NONE;
        }
    }

    /// Writes what changed since it was written last.
    void write(IndexWriter writer) throws IOException {
        lead(writer);
        if (!changed) {
            return;
        }
        changed = false;
        List<IndexableField> document = IssueDocuments.of(counts, id);
        if (whole && stored) {
            writer.updateDocument(
                    Schema.key(Schema.COUNTS_KIND, IdNumbers.id(id).text()), document);
        } else {
            writer.addDocument(document);
        }
        stored = true;
        if (!whole) {
            counts = new IssueCounts(counts.project());
        }
    }

    int bytes() {
        return BYTES + counts.bytes() + 8 * aliases.length + (text == null ? 0 : 1000);
    }
}
