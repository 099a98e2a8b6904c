package dev.nightjar.store.lucene.issue;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.store.encoded.Hash;
import dev.nightjar.store.encoded.Pseudonyms;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.IssueCounts;
import dev.nightjar.store.issue.IssueState;
import dev.nightjar.store.issue.IssueText;
import dev.nightjar.store.issue.LongMap;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.text.Budget;
import dev.nightjar.text.Cache;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.jspecify.annotations.Nullable;

/// The issues of an index as its writer knows them. Those seen lately are held with their counts; above a bound the
/// half seen longest ago is written and forgotten, and found again in the index, whether it is committed or not.
/// Thread-safe.
public final class IssueWriter implements AutoCloseable {

    /// Issues that are read whole between two commits. Of others only the difference is kept, for reading costs
    /// more
    /// than adding up.
    private static final int MOST_READ = 20_000;

    private final IndexWriter writer;
    private final Stored stored;
    private final Pseudonyms pseudonyms;
    private final Hash hash;
    private final long most;
    private final long mostLeads;
    private final Map<Long, Held> held = new HashMap<>();
    private final LongMap leads = new LongMap();
    private final Set<Held> retracted = new HashSet<>();
    private final Cache<String, String> hosts = Cache.ofMost(1_000);
    private long bytes;
    private long made;
    private int clock;
    private int read;

    /// @param heap of which it takes its share
    public IssueWriter(IndexWriter writer, Committed committed, Pseudonyms pseudonyms, Hash hash, long heap) {
        this.writer = writer;
        this.stored = new Stored(writer, committed, Budget.FILTER.of(heap));
        this.pseudonyms = pseudonyms;
        this.hash = hash;
        this.mostLeads = Budget.LEADS.of(heap);
        this.most = Budget.ISSUES.of(heap) + mostLeads;
    }

    /// Issues first seen since it was made, without those that were joined with others before they were stored.
    public synchronized long made() {
        return made;
    }

    /// The issue of each occurrence: the first of its hashes that leads to one, else a new issue. In the order of
    /// the log.
    public synchronized List<IssueId> assign(List<Occurrence> occurrences) throws IOException {
        List<IssueId> ids = new ArrayList<>(occurrences.size());
        for (Occurrence occurrence : occurrences) {
            ids.add(IdNumbers.id(assign(occurrence).id));
        }
        return ids;
    }

    private Held assign(Occurrence occurrence) throws IOException {
        List<IssueId> hashes = occurrence.fingerprint().hashes();
        Held issue = null;
        for (int i = 0; issue == null && i < hashes.size(); i++) {
            issue = known(IdNumbers.number(hashes.get(i)), occurrence);
        }
        if (issue == null) {
            issue = Held.of(IssueText.of(hashes.getFirst(), occurrence), hash);
            stored.add(issue.id);
            hold(issue);
            made++;
        }
        issue.touched = clock++;
        alias(issue, hashes);
        alias(issue, occurrence.fingerprint().offered());
        return issue;
    }

    /// Lets ids lead to one issue.
    ///
    /// @return issues that others of them lead to, and the one they belong to
    public synchronized Map<IssueId, IssueId> join(List<IssueId> ids) throws IOException {
        Map<IssueId, IssueId> others = new LinkedHashMap<>();
        Held into = null;
        for (IssueId id : ids) {
            long issue = lead(IdNumbers.number(id));
            if (into == null && issue != LongMap.NONE) {
                into = known(issue, null);
            } else if (into != null && issue != LongMap.NONE && issue != into.id) {
                Held other = held.get(issue);
                boolean fresh = others.put(IdNumbers.id(issue), IdNumbers.id(into.id)) == null;
                made -= fresh && other != null && other.isFresh() ? 1 : 0;
            }
        }
        if (into != null) {
            into.touched = clock++;
            alias(into, ids);
        }
        return others;
    }

    /// Hashes that belong to nobody lead to the issue from now on.
    private void alias(Held issue, List<IssueId> hashes) throws IOException {
        for (int i = 0; i < hashes.size() && issue.takes(IssueState.MOST_HASHES); i++) {
            long hash = IdNumbers.number(hashes.get(i));
            if (hash != issue.id && lead(hash) == LongMap.NONE) {
                bytes -= issue.bytes();
                issue.alias(hash);
                bytes += issue.bytes();
                leads.put(hash, issue.id);
                stored.add(hash);
            }
        }
    }

    /// Documents of an issue that are to be written.
    private record Due(Held issue, List<List<IndexableField>> documents) {}

    /// Counts events, one after the other. What is written of their issues is written without keeping others
    /// waiting.
    public final class Recording implements AutoCloseable {

        private final List<Due> due = new ArrayList<>();

        /// Counts an event of an issue.
        ///
        /// @throws IllegalArgumentException if `assign` did not give this id
        public void record(IssueId id, Occurrence occurrence) throws IOException {
            IssueWriter.this.record(id, occurrence, due);
        }

        /// Writes what is due.
        @Override
        public void close() throws IOException {
            try {
                for (Due each : due) {
                    IssueWriter.this.write(each);
                }
            } finally {
                written(due);
            }
        }
    }

    /// For a thread that counts events; whoever takes it closes it.
    public Recording recording() {
        return new Recording();
    }

    private void write(Due due) throws IOException {
        for (List<IndexableField> document : due.documents) {
            writer.addDocument(document);
        }
    }

    private synchronized void written(List<Due> due) {
        due.forEach(each -> each.issue.written());
    }

    private synchronized void record(IssueId id, Occurrence occurrence, List<Due> due) throws IOException {
        Held issue = known(IdNumbers.number(id), occurrence);
        if (issue == null) {
            throw new IllegalArgumentException("issue " + id + " was not assigned by this store");
        }
        bytes -= issue.bytes();
        String host = host(occurrence.event().record().hostOrFiles());
        issue.counts().record(occurrence, host, pseudonyms, hash);
        List<List<IndexableField>> documents = issue.changed();
        if (!documents.isEmpty()) {
            due.add(new Due(issue, documents));
        }
        bytes += issue.bytes();
    }

    /// The same name as one object.
    private String host(String name) {
        return hosts.get(name, known -> known);
    }

    /// One event less of an issue; nothing if it is not known, or has no event yet.
    public synchronized void retract(IssueId id) throws IOException {
        Held issue = known(IdNumbers.number(id), null);
        if (issue != null && !issue.isNew()) {
            issue.counts().retract();
            List<List<IndexableField>> documents = issue.changed();
            if (!documents.isEmpty()) {
                write(new Due(issue, documents));
                issue.written();
            }
            retracted.add(issue);
        }
    }

    /// If too many are held, writes the half that was seen longest ago, and forgets it.
    public synchronized void relieve() throws IOException {
        if (bytes + leads.bytes() <= most) {
            return;
        }
        int now = clock;
        int[] ages =
                held.values().stream().mapToInt(issue -> issue.touched - now).toArray();
        Arrays.sort(ages);
        int middle = ages[ages.length / 2];
        Iterator<Held> each = held.values().iterator();
        while (each.hasNext()) {
            Held issue = each.next();
            if (issue.touched - now <= middle && !issue.isPending() && !retracted.contains(issue)) {
                bytes -= issue.bytes();
                issue.write(writer);
                each.remove();
            } else if (!issue.isPending()) {
                bytes -= issue.bytes();
                issue.lead(writer);
                bytes += issue.bytes();
            }
        }
        stored.renew();
        forgetLeads();
    }

    /// Of what is not in the index the leads stay.
    private void forgetLeads() {
        if (leads.bytes() > mostLeads) {
            LongMap kept = new LongMap();
            leads.each((hash, id) -> {
                Held issue = held.get(id);
                if (issue != null && issue.isPending()) {
                    kept.put(hash, id);
                }
            });
            leads.clear();
            kept.each(leads::put);
        }
    }

    /// Hands every issue that changed since the last commit to the writer.
    public synchronized void write() throws IOException {
        for (Held issue : retracted) {
            drop(issue);
        }
        retracted.clear();
        for (Held issue : held.values()) {
            if (!issue.isPending()) {
                bytes -= issue.bytes();
                issue.write(writer);
                bytes += issue.bytes();
            }
        }
    }

    /// An issue of which no event is left is none.
    private void drop(Held issue) throws IOException {
        IssueCounts others = issue.whole ? null : stored.counts(issue.id);
        if (issue.counts().count + (others == null ? 0 : others.count) > 0 || held.get(issue.id) != issue) {
            return;
        }
        bytes -= issue.bytes();
        held.remove(issue.id);
        stored.delete(issue.id);
        List<Long> gone = new ArrayList<>();
        leads.each((hash, id) -> {
            if (id == issue.id) {
                gone.add(hash);
            }
        });
        gone.forEach(hash -> leads.put(hash, LongMap.NONE));
    }

    /// After a commit. An issue that was assigned but has no event yet is not in the index: it must be kept.
    public synchronized void committed() throws IOException {
        read = 0;
        stored.committed();
    }

    /// The index was changed behind it.
    public synchronized void renew() throws IOException {
        stored.renew();
    }

    @Override
    public synchronized void close() throws IOException {
        stored.close();
    }

    private @Nullable Held known(long hash, @Nullable Occurrence occurrence) throws IOException {
        Held direct = held.get(hash);
        if (direct != null) {
            return direct;
        }
        long id = lead(hash);
        if (id == LongMap.NONE) {
            return null;
        }
        Held issue = held.get(id);
        return issue != null ? issue : revive(id, occurrence);
    }

    /// The issue that a hash leads to, `NONE` if there is none.
    private long lead(long hash) throws IOException {
        if (held.containsKey(hash)) {
            return hash;
        }
        long id = leads.get(hash);
        if (id == LongMap.NONE) {
            id = stored.lead(hash);
            if (id != LongMap.NONE) {
                leads.put(hash, id);
            }
        }
        return id;
    }

    private Held revive(long id, @Nullable Occurrence occurrence) throws IOException {
        boolean whole = occurrence == null || read < MOST_READ;
        IssueCounts counts = whole ? stored.counts(id) : null;
        read++;
        String project =
                occurrence == null ? "" : occurrence.event().record().file().project();
        Held issue = Held.of(id, project, counts, stored.aliases(id));
        hold(issue);
        return issue;
    }

    private void hold(Held issue) {
        issue.touched = clock++;
        held.put(issue.id, issue);
        bytes += issue.bytes();
    }
}
