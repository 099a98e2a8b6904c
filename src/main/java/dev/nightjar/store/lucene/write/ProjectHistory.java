package dev.nightjar.store.lucene.write;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.model.log.LogPattern;
import dev.nightjar.store.encoded.HourSet;
import dev.nightjar.store.encoded.WireIn;
import dev.nightjar.store.encoded.WireOut;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.PositionDocuments;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/// What is known of projects beside their issues: releases, the hours that were read, what the logs usually
/// say. Kept until the commit, which adds it to what is stored. Thread-safe.
public final class ProjectHistory {

    private final Committed committed;
    private final Clock clock;
    private final Map<Term, Deploy> deploys = new HashMap<>();
    private final Map<String, BitSet> hours = new HashMap<>();
    private final Map<String, ProjectPatterns> patterns = new HashMap<>();

    public ProjectHistory(Committed committed, Clock clock) {
        this.committed = committed;
        this.clock = clock;
    }

    /// A release that went live; of several times for one the earliest counts.
    public synchronized void add(Deploy deploy) {
        Term key = Schema.key(Schema.DEPLOY_KIND, deploy.project() + '\0' + deploy.release());
        deploys.merge(key, deploy, ProjectHistory::earlier);
    }

    /// Records of a project from `from` to `to` were read: all hours between count.
    public synchronized void lived(String project, Instant from, Instant to) {
        HourSet.add(hours.computeIfAbsent(project, any -> new BitSet()), from, to, clock.instant());
    }

    /// What logs said, to be added to what is stored.
    public synchronized void add(List<LogPattern> seen) {
        for (LogPattern pattern : seen) {
            patterns.computeIfAbsent(pattern.project(), any -> new ProjectPatterns())
                    .add(pattern);
        }
    }

    /// Hands the sums to the writer.
    public synchronized void write(IndexWriter writer) throws IOException {
        for (Map.Entry<Term, Deploy> entry : deploys.entrySet()) {
            BytesRef stored = committed.blob(entry.getKey());
            Deploy deploy = stored == null ? entry.getValue() : earlier(deploy(stored), entry.getValue());
            write(writer, Schema.DEPLOY_KIND, entry.getKey(), encode(deploy));
        }
        for (Map.Entry<String, BitSet> entry : hours.entrySet()) {
            Term key = Schema.key(Schema.LIVED_KIND, entry.getKey());
            BytesRef stored = committed.blob(key);
            if (stored != null) {
                entry.getValue().or(HourSet.decode(Schema.in(stored)));
            }
            write(writer, Schema.LIVED_KIND, key, HourSet.encode(entry.getValue()));
        }
        for (Map.Entry<String, ProjectPatterns> entry : patterns.entrySet()) {
            Term key = Schema.key(Schema.PATTERN_KIND, entry.getKey());
            BytesRef stored = committed.blob(key);
            if (stored != null) {
                entry.getValue().add(stored);
            }
            entry.getValue().trim();
            write(writer, Schema.PATTERN_KIND, key, entry.getValue().encode());
        }
    }

    /// Forgets what the commit took. To be called after it.
    public synchronized void committed() {
        deploys.clear();
        hours.clear();
        patterns.clear();
    }

    private static void write(IndexWriter writer, String kind, Term key, byte[] blob) throws IOException {
        List<IndexableField> fields = new ArrayList<>();
        fields.add(Schema.kind(kind));
        fields.add(Schema.keyField(key));
        fields.add(new StoredField(Schema.BLOB, blob));
        writer.updateDocument(key, fields);
    }

    private static Deploy earlier(Deploy a, Deploy b) {
        return b.at().isBefore(a.at()) ? b : a;
    }

    private static byte[] encode(Deploy deploy) {
        return new WireOut()
                .text(deploy.project())
                .text(deploy.release())
                .time(deploy.at())
                .text(deploy.how())
                .copy();
    }

    /// The hours from which a project's logs were read.
    public static Coverage lived(DirectoryReader reader, String project) throws IOException {
        int doc = Committed.find(reader, Schema.key(Schema.LIVED_KIND, project));
        return doc < 0
                ? Coverage.NEVER
                : HourSet.lived(Schema.in(reader.storedFields().document(doc).getBinaryValue(Schema.BLOB)));
    }

    /// All projects of which logs were read.
    public static SortedSet<String> projects(DirectoryReader reader) throws IOException {
        BytesRef prefix = Schema.key(Schema.LIVED_KIND, "").bytes();
        SortedSet<String> projects = new TreeSet<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            Terms terms = Terms.getTerms(leaf.reader(), Schema.KEY);
            TermsEnum keys = terms.iterator();
            boolean more = keys.seekCeil(prefix) != TermsEnum.SeekStatus.END;
            while (more && StringHelper.startsWith(keys.term(), prefix)) {
                if (Committed.find(reader, new Term(Schema.KEY, keys.term())) >= 0) {
                    projects.add(keys.term().utf8ToString().substring(prefix.length));
                }
                more = keys.next() != null;
            }
        }
        return projects;
    }

    /// All that are known, oldest first.
    public static List<Deploy> deploys(DirectoryReader reader) throws IOException {
        List<Deploy> deploys = PositionDocuments.all(reader, Schema.DEPLOY_KIND, ProjectHistory::deploy);
        deploys.sort(
                Comparator.comparing(Deploy::at).thenComparing(Deploy::project).thenComparing(Deploy::release));
        return deploys;
    }

    /// The release whose document has this blob.
    public static Deploy deploy(BytesRef blob) {
        WireIn in = Schema.in(blob);
        return new Deploy(in.text(), in.text(), in.time(), in.text());
    }
}
