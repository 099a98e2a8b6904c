package dev.nightjar.store.lucene.issue;

import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.IssueState;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;

/// Brings issues of one index into another: first without events, so that events that are read again find them; then
/// what no log says any more.
public final class Transfer {

    private final IndexWriter to;

    public Transfer(IndexWriter to) {
        this.to = to;
    }

    /// Writes an issue with no event. Nobody sees it before it has one.
    public void known(IssueState issue) throws IOException {
        IssueDocuments.write(to, issue.of(0));
    }

    /// Writes what an issue has besides: when it was seen, and events that are not stored any more.
    ///
    /// @param now what was read again
    /// @param events so many
    public void rest(IssueState issue, DirectoryReader now, long events) throws IOException {
        IssueState rest = issue.of(events);
        boolean isThere = Committed.find(now, new Term(Schema.HASH, issue.id().text())) >= 0;
        if (isThere) {
            to.addDocument(IssueDocuments.of(rest.counts(), IdNumbers.number(issue.id())));
        } else if (events > 0) {
            IssueDocuments.write(to, rest);
        }
    }
}
