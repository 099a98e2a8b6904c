package dev.nightjar.store.lucene.write;

import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogPattern;
import dev.nightjar.store.encoded.DayCount;
import dev.nightjar.store.encoded.WireOut;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The templates of a project at any level. Not thread-safe.
public final class ProjectPatterns {

    static final int MOST = 10_000;

    /// Longest template in characters; longer ones are cut.
    private static final int LONGEST = 1000;

    private static final Level[] LEVELS = Level.values();

    private record Key(String logger, @Nullable Level level, String template) {}

    private static final class Seen {
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        long count;
        final DayCount days = new DayCount();
    }

    private final Map<Key, Seen> seen = new HashMap<>();

    void add(LogPattern pattern) {
        String template = pattern.template();
        Seen of = of(new Key(
                pattern.logger(), pattern.level(), template.substring(0, Math.min(LONGEST, template.length()))));
        of.first = pattern.first().isBefore(of.first) ? pattern.first() : of.first;
        of.last = pattern.last().isAfter(of.last) ? pattern.last() : of.last;
        of.count += pattern.count();
        of.days.add(DayCount.of(pattern.last()));
        of.days.add(DayCount.of(pattern.first()));
        if (seen.size() > 2 * MOST) {
            trim();
        }
    }

    private Seen of(Key key) {
        return seen.computeIfAbsent(key, any -> new Seen());
    }

    /// Of the half that was not seen for longest the rarest go, until `MOST` are left.
    void trim() {
        int over = seen.size() - MOST;
        if (over <= 0) {
            return;
        }
        Comparator<Map.Entry<Key, Seen>> order = Comparator.comparing(entry -> entry.getValue().last);
        Comparator<Map.Entry<Key, Seen>> rarest = Comparator.comparingLong(entry -> entry.getValue().count);
        Comparator<Map.Entry<Key, Seen>> text = Comparator.comparing(
                entry -> entry.getKey().template + '\0' + entry.getKey().logger + '\0' + entry.getKey().level);
        seen.entrySet().stream()
                .sorted(order.thenComparing(rarest).thenComparing(text))
                .limit(Math.max(over, seen.size() / 2))
                .sorted(rarest.thenComparing(order).thenComparing(text))
                .limit(over)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(seen::remove);
    }

    byte[] encode() {
        return new WireOut()
                .list(seen.entrySet(), (out, entry) -> {
                    Key key = entry.getKey();
                    Seen of = entry.getValue();
                    out.text(key.logger)
                            .number(key.level == null ? 0 : key.level.ordinal() + 1)
                            .text(key.template)
                            .time(of.first)
                            .time(of.last)
                            .number(of.count);
                    of.days.write(out);
                })
                .copy();
    }

    /// Adds what stands in a blob.
    public void add(BytesRef blob) {
        Schema.in(blob).list(in -> {
            String logger = in.text();
            int level = in.integer();
            Seen of = of(new Key(logger, level == 0 ? null : LEVELS[level - 1], in.text()));
            Instant first = in.time();
            Instant last = in.time();
            of.first = first.isBefore(of.first) ? first : of.first;
            of.last = last.isAfter(of.last) ? last : of.last;
            of.count += in.number();
            of.days.read(in);
            return of;
        });
    }

    /// Most often first.
    public List<LogPattern> all(String project) {
        List<LogPattern> all = new ArrayList<>();
        seen.forEach((key, of) -> all.add(new LogPattern(
                project, key.logger, key.level, key.template, of.first, of.last, of.count, of.days.count())));
        all.sort(Comparator.comparingLong(LogPattern::count)
                .reversed()
                .thenComparing(LogPattern::template)
                .thenComparing(LogPattern::logger));
        return all;
    }

    /// What an index knows of a project.
    public static List<LogPattern> of(DirectoryReader reader, String project) throws IOException {
        ProjectPatterns patterns = new ProjectPatterns();
        int doc = Committed.find(reader, Schema.key(Schema.PATTERN_KIND, project));
        if (doc >= 0) {
            patterns.add(reader.storedFields().document(doc).getBinaryValue(Schema.BLOB));
        }
        return patterns.all(project);
    }
}
