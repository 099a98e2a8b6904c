package dev.nightjar.store.lucene;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Occurrence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;

/// The issues of an index as its writer knows them: read when first needed, written back with the commit.
final class Issues {

    /// Hashes remembered across commits.
    private static final int REMEMBERED = 100_000;

    private final Committed committed;
    private final Pseudonyms pseudonyms;
    private final Map<IssueId, IssueState> byHash = new ConcurrentHashMap<>();
    private final Set<IssueState> touched = ConcurrentHashMap.newKeySet();
    private final AtomicLong made = new AtomicLong();

    Issues(Committed committed, Pseudonyms pseudonyms) {
        this.committed = committed;
        this.pseudonyms = pseudonyms;
    }

    long made() {
        return made.get();
    }

    synchronized List<IssueId> assign(List<Occurrence> occurrences) throws IOException {
        List<IssueId> ids = new ArrayList<>(occurrences.size());
        for (Occurrence occurrence : occurrences) {
            ids.add(assign(occurrence).id());
        }
        return ids;
    }

    private IssueState assign(Occurrence occurrence) throws IOException {
        List<IssueId> hashes = occurrence.fingerprint().hashes();
        IssueState issue = byHash.get(hashes.getFirst());
        for (int i = 0; issue == null && i < hashes.size(); i++) {
            issue = known(hashes.get(i));
        }
        if (issue == null) {
            issue = new IssueState(hashes.getFirst(), occurrence);
            byHash.put(issue.id(), issue);
            made.incrementAndGet();
        }
        alias(issue, hashes);
        alias(issue, occurrence.fingerprint().offered());
        return issue;
    }

    /// Hashes that belong to nobody lead to the issue from now on.
    private void alias(IssueState issue, List<IssueId> hashes) throws IOException {
        for (IssueId hash : hashes) {
            if (!byHash.containsKey(hash) && known(hash) == null && issue.alias(hash)) {
                byHash.put(hash, issue);
                touched.add(issue);
            }
        }
    }

    void record(IssueId id, Occurrence occurrence) throws IOException {
        IssueState issue = require(id);
        issue.record(occurrence, pseudonyms);
        touched.add(issue);
    }

    void retract(IssueId id) throws IOException {
        IssueState issue = known(id);
        if (issue != null) {
            issue.retract();
            touched.add(issue);
        }
    }

    /// Hands every issue that changed since the last commit to the writer.
    void write(IndexWriter writer) throws IOException {
        for (IssueState issue : touched) {
            Term key = Schema.key(Schema.ISSUE_KIND, issue.id().text());
            List<IndexableField> document = issue.document(key);
            if (document.isEmpty()) {
                writer.deleteDocuments(key);
            } else {
                writer.updateDocument(key, document);
            }
        }
    }

    /// After a commit. An issue that was assigned but has no event yet is not in the index: it must be kept.
    void committed() {
        touched.clear();
        if (byHash.size() > REMEMBERED) {
            byHash.values().removeIf(IssueState::hasEvents);
        }
    }

    private IssueState require(IssueId id) throws IOException {
        IssueState issue = known(id);
        if (issue == null) {
            throw new IllegalArgumentException("issue " + id + " was not assigned by this store");
        }
        return issue;
    }

    private @Nullable IssueState known(IssueId hash) throws IOException {
        IssueState issue = byHash.get(hash);
        return issue != null ? issue : load(hash);
    }

    private synchronized @Nullable IssueState load(IssueId hash) throws IOException {
        IssueState issue = byHash.get(hash);
        IssueState stored = issue != null ? null : committed.issue(hash);
        if (stored == null) {
            return issue;
        }
        for (String each : stored.hashes()) {
            byHash.putIfAbsent(new IssueId(each), stored);
        }
        return stored;
    }
}
