package dev.nightjar.store.lucene.count;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Event;
import dev.nightjar.store.encoded.Pseudonyms;
import dev.nightjar.store.encoded.UserSketch;
import dev.nightjar.store.issue.Hosts;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// What was counted since the last commit, per issue and hour. Written as differences; readers add up. Above
/// its bound those that were counted last longest ago are written early. Thread-safe.
public final class Tallies {

    /// Micros of an hour.
    public static final long HOUR = 3_600_000_000L;

    /// Longer than from an early write to its commit.
    private static final Duration SOON = Duration.ofMinutes(10);

    /// Bytes of a tally with its entry in the table.
    private static final int BYTES = 150;

    private record Key(long issue, long hour) {}

    /// Which commit counted something of hours that are over: who was told of those hours before does not know
    /// of it.
    ///
    /// @param before hours that begin earlier are over, in micros since 1970
    /// @param commit its number
    /// @param read when it was read, in micros since 1970
    public record Late(long before, long commit, long read) {

        /// Nothing is late.
        public static final Late NEVER = new Late(Long.MIN_VALUE, 0, 0);

        /// What is counted now; the hour may be over when it is committed.
        public static Late of(long commit, Instant now) {
            return new Late(hour(Schema.micros(now.plus(SOON))), commit, Schema.micros(now));
        }
    }

    /// Counts of one hour, or the sum of several.
    public static class Sum {
        public long count;
        public long first = Long.MAX_VALUE;
        public long last = Long.MIN_VALUE;
        private @Nullable UserSketch users;
        private @Nullable Hosts hosts;
        private @Nullable String project;
        private int touched;

        void seen(long micros, @Nullable String host) {
            count++;
            first = Math.min(first, micros);
            last = Math.max(last, micros);
            if (host != null) {
                host(host);
            }
        }

        /// So many events of an hour.
        void count(long hour, long events) {
            count += events;
        }

        void host(String name) {
            hosts = hosts == null ? new Hosts() : hosts;
            hosts.add(name);
        }

        void user(long hash) {
            users = users == null ? new UserSketch() : users;
            users.add(hash);
        }

        /// Adds a sketch's bytes.
        void users(BytesRef sketch) {
            users = users == null ? new UserSketch() : users;
            users.add(sketch.bytes, sketch.offset, sketch.length);
        }

        void project(String name) {
            project = name;
        }

        public long users() {
            return users == null ? 0 : users.estimate();
        }

        List<String> hosts() {
            return hosts == null ? List.of() : hosts.names();
        }

        void add(Sum other) {
            count += other.count;
            first = Math.min(first, other.first);
            last = Math.max(last, other.last);
            if (other.users != null) {
                users(new BytesRef(other.users.bytes()));
            }
            other.hosts().forEach(this::host);
            project = project == null ? other.project : project;
        }

        /// Bytes of what it refers to.
        int bytes() {
            return (users == null ? 0 : users.size()) + (hosts == null ? 0 : hosts.bytes());
        }
    }

    private final Map<Key, Sum> sums = new HashMap<>();
    private final Pseudonyms pseudonyms;
    private final long bound;
    private long bytes;
    private int clock;

    /// @param bound bytes
    public Tallies(Pseudonyms pseudonyms, long bound) {
        this.pseudonyms = pseudonyms;
        this.bound = bound;
    }

    /// Counts an event in the hour of its time.
    public synchronized void add(IssueId issue, Event event) {
        long micros = Schema.micros(event.time());
        Sum sum = sum(IdNumbers.number(issue), hour(micros));
        int before = sum.bytes();
        sum.seen(micros, event.record().hostOrFiles());
        sum.project(event.record().file().project());
        String user = event.user();
        if (user != null) {
            sum.user(pseudonyms.hash(user));
        }
        bytes += sum.bytes() - before;
    }

    /// One event less in the hour of `micros`; its users and hosts stay.
    public synchronized void retract(IssueId issue, long micros) {
        sum(IdNumbers.number(issue), hour(micros)).count--;
    }

    private Sum sum(long issue, long hour) {
        Key key = new Key(issue, hour);
        Sum sum = sums.get(key);
        if (sum == null) {
            sum = new Sum();
            sums.put(key, sum);
            bytes += BYTES;
        }
        sum.touched = clock++;
        return sum;
    }

    boolean many() {
        return bytes > bound;
    }

    /// If there are too many, hands the half that was counted last longest ago to the writer.
    public synchronized void relieve(IndexWriter writer, Late late) throws IOException {
        if (!many()) {
            return;
        }
        int[] ages = sums.values().stream().mapToInt(sum -> sum.touched - clock).toArray();
        Arrays.sort(ages);
        int middle = ages[ages.length / 2];
        Iterator<Map.Entry<Key, Sum>> each = sums.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Key, Sum> entry = each.next();
            if (entry.getValue().touched - clock <= middle) {
                write(entry, writer, late);
                each.remove();
            }
        }
    }

    /// Hands everything counted so far to the writer.
    public synchronized void write(IndexWriter writer, Late late) throws IOException {
        for (Map.Entry<Key, Sum> entry : sums.entrySet()) {
            write(entry, writer, late);
        }
        sums.clear();
        clock = 0;
    }

    private void write(Map.Entry<Key, Sum> entry, IndexWriter writer, Late late) throws IOException {
        Sum sum = entry.getValue();
        bytes -= BYTES + sum.bytes();
        writer.addDocument(document(IdNumbers.id(entry.getKey().issue), entry.getKey().hour, sum, late));
    }

    /// The fields of a tally's document.
    ///
    /// @param hour its beginning in micros since 1970
    /// @param late which commit counted it
    public static List<IndexableField> document(IssueId issue, long hour, Sum sum, Late late) {
        List<IndexableField> fields = new ArrayList<>();
        fields.add(Schema.kind(Schema.TALLY_KIND));
        fields.add(NumericDocValuesField.indexedField(Schema.TIME, hour));
        fields.add(new Schema.Exact(Schema.OWN, new BytesRef(issue.text()), Schema.WORD));
        fields.add(new NumericDocValuesField(Schema.ID_NUMBER, IdNumbers.number(issue)));
        fields.add(new NumericDocValuesField(Schema.COUNT, sum.count));
        if (sum.project != null) {
            fields.add(new SortedDocValuesField(Schema.PROJECT_NAME, new BytesRef(sum.project)));
        }
        if (sum.first <= sum.last) {
            fields.add(new NumericDocValuesField(Schema.FIRST, sum.first));
            fields.add(new NumericDocValuesField(Schema.LAST, sum.last));
        }
        if (hour < late.before) {
            fields.add(new NumericDocValuesField(Schema.COMMIT, late.commit));
            fields.add(new NumericDocValuesField(Schema.READ, late.read));
        }
        if (sum.users != null) {
            fields.add(new BinaryDocValuesField(Schema.USERS, new BytesRef(sum.users.bytes())));
        }
        sum.hosts().forEach(host -> fields.add(new SortedSetDocValuesField(Schema.HOSTS, new BytesRef(host))));
        return fields;
    }

    /// Beginning of the hour, UTC, in which a time lies; both in micros since 1970.
    public static long hour(long micros) {
        return Math.floorDiv(micros, HOUR) * HOUR;
    }
}
