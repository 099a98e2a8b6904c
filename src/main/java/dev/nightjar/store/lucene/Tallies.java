package dev.nightjar.store.lucene;

import dev.nightjar.model.IssueId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// What was counted since the last commit, per issue and hour. Written as differences; readers add up.
/// Thread-safe.
final class Tallies {

    static final long HOUR = 3_600_000_000L;

    /// Hosts that one tally names.
    static final int MOST_HOSTS = 64;

    /// Tallies held before they are written, so that an unordered log cannot fill the memory.
    private static final int HELD = 8192;

    private record Key(IssueId issue, long hour) {}

    /// Counts of one hour, or the sum of several.
    static class Sum {
        long count;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        final UserSketch users = new UserSketch();
        final Set<String> hosts = new TreeSet<>();

        void seen(long micros, @Nullable String host) {
            count++;
            first = Math.min(first, micros);
            last = Math.max(last, micros);
            if (host != null && hosts.size() < MOST_HOSTS) {
                hosts.add(host);
            }
        }

        /// So many events of an hour.
        void count(long hour, long events) {
            count += events;
        }

        void add(Sum other) {
            count += other.count;
            first = Math.min(first, other.first);
            last = Math.max(last, other.last);
            users.add(new BytesRef(other.users.bytes()));
            other.hosts.stream().limit(Math.max(0, MOST_HOSTS - hosts.size())).forEach(hosts::add);
        }
    }

    private final Map<Key, Sum> sums = new ConcurrentHashMap<>();
    private final Pseudonyms pseudonyms;

    Tallies(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    void add(IssueId issue, long micros, @Nullable String host, @Nullable String user) {
        sums.compute(new Key(issue, hour(micros)), (key, old) -> {
            Sum sum = old == null ? new Sum() : old;
            sum.seen(micros, host);
            if (user != null) {
                sum.users.add(pseudonyms.hash(user));
            }
            return sum;
        });
    }

    void retract(IssueId issue, long micros) {
        sums.compute(new Key(issue, hour(micros)), (key, old) -> {
            Sum sum = old == null ? new Sum() : old;
            sum.count--;
            return sum;
        });
    }

    boolean many() {
        return sums.size() > HELD;
    }

    /// Hands everything counted so far to the writer.
    void write(IndexWriter writer) throws IOException {
        for (Key key : List.copyOf(sums.keySet())) {
            Sum sum = sums.remove(key);
            if (sum != null) {
                writer.addDocument(document(key.issue, key.hour, sum));
            }
        }
    }

    static List<IndexableField> document(IssueId issue, long hour, Sum sum) {
        List<IndexableField> fields = new ArrayList<>();
        fields.add(Schema.kind(Schema.TALLY_KIND));
        fields.add(NumericDocValuesField.indexedField(Schema.TIME, hour));
        fields.add(new Schema.Exact(Schema.ISSUE, new BytesRef(issue.text()), Schema.WORD_AND_VALUE));
        fields.add(new NumericDocValuesField(Schema.COUNT, sum.count));
        if (sum.first <= sum.last) {
            fields.add(new NumericDocValuesField(Schema.FIRST, sum.first));
            fields.add(new NumericDocValuesField(Schema.LAST, sum.last));
        }
        if (!sum.users.isEmpty()) {
            fields.add(new BinaryDocValuesField(Schema.USERS, new BytesRef(sum.users.bytes())));
        }
        sum.hosts.forEach(host -> fields.add(new SortedSetDocValuesField(Schema.HOSTS, new BytesRef(host))));
        return fields;
    }

    static long hour(long micros) {
        return Math.floorDiv(micros, HOUR) * HOUR;
    }
}
