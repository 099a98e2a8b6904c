package dev.nightjar.scan;

import dev.nightjar.config.Project;
import dev.nightjar.model.Deploy;
import dev.nightjar.model.Level;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.log.LogPattern;
import dev.nightjar.source.Unread;
import dev.nightjar.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What blocks say besides their events, until it is committed with them: releases, hours that have records,
/// templates.
/// Thread-safe.
final class SideFacts {

    private static final int MOST_PATTERNS = 10_000;
    private static final int KEPT_PATTERNS = 7_500;
    private static final int LONGEST_MARKER = 4_096;
    private static final long DAY = 86_400;

    private final Unread unread;
    private final Map<String, BitSet> hours = new TreeMap<>();
    private final List<Deploy> deploys = new ArrayList<>();
    private final Map<String, Map<Key, Seen>> patterns = new TreeMap<>();
    private boolean dropped;

    private record Key(String logger, @Nullable Level level, String template) {}

    /// Days are bits, by the number of their 64 days: what is read at once may be of many.
    private static final class Seen {
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
        private long count;
        private final NavigableMap<Long, Long> days = new TreeMap<>();

        void at(Instant time) {
            first = time.isBefore(first) ? time : first;
            last = time.isAfter(last) ? time : last;
            count++;
            long day = Math.floorDiv(time.getEpochSecond(), DAY);
            days.merge(Math.floorDiv(day, Long.SIZE), 1L << day, (one, other) -> one | other);
        }

        /// A pattern for each day, the newest first; the whole count is that of the first.
        void tell(String project, Key key, List<LogPattern> all) {
            long left = count;
            for (Map.Entry<Long, Long> word : days.descendingMap().entrySet()) {
                for (int bit = Long.SIZE - 1; bit >= 0; bit--) {
                    if ((word.getValue() >>> bit & 1) != 0) {
                        Instant begin = Instant.ofEpochSecond((word.getKey() * Long.SIZE + bit) * DAY);
                        Instant end = begin.plusSeconds(DAY).minusNanos(1);
                        all.add(new LogPattern(
                                project,
                                key.logger(),
                                key.level(),
                                key.template(),
                                first.isAfter(begin) ? first : begin,
                                last.isBefore(end) ? last : end,
                                left,
                                1));
                        left = 0;
                    }
                }
            }
        }
    }

    SideFacts(Unread unread) {
        this.unread = unread;
    }

    /// Reads the files that say which release of a project is live.
    synchronized void markers(List<Project> projects) {
        for (Project project : projects) {
            project.releases().marker().ifPresent(file -> marker(project.name(), file));
        }
    }

    private void marker(String project, Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            Instant at = Files.getLastModifiedTime(file).toInstant();
            lines.findFirst()
                    .map(String::strip)
                    .filter(release -> !release.isEmpty() && release.length() < LONGEST_MARKER)
                    .ifPresent(release -> deploys.add(new Deploy(project, release, at, "marker " + file)));
        } catch (IOException | java.io.UncheckedIOException e) {
            unread.say(new NotRead(file.toString(), "says no release: it cannot be read: " + e.getMessage(), false));
        }
    }

    /// Takes what a block says that was accounted for.
    ///
    /// @param linesBefore lines of its file before it
    synchronized void take(Project project, BlockResult notes, long linesBefore) {
        for (BlockResult.Banner banner : notes.banners) {
            Path name = banner.record().file().path().getFileName();
            String where = name + ":" + (linesBefore + banner.record().line());
            deploys.add(new Deploy(project.name(), banner.release(), banner.at(), "banner in " + where));
        }
        BitSet lived = hours.computeIfAbsent(project.name(), unused -> new BitSet());
        notes.spans.forEach(span -> lived.set(hour(span.from()), hour(span.to()) + 1));
        notes.patterns.forEach(one -> count(project.name(), one));
    }

    private static int hour(Instant time) {
        return (int) Math.clamp(Math.floorDiv(time.getEpochSecond(), 3600L), 0, Integer.MAX_VALUE - 2);
    }

    private void count(String project, BlockResult.Usual one) {
        Map<Key, Seen> known = patterns.computeIfAbsent(project, unused -> new HashMap<>());
        String logger = one.record().logger();
        Key key = new Key(logger == null ? "" : logger, one.record().level(), one.template());
        known.computeIfAbsent(key, unused -> new Seen()).at(one.at());
        if (known.size() > MOST_PATTERNS) {
            dropRarest(project, known);
        }
    }

    private void dropRarest(String project, Map<Key, Seen> known) {
        known.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Key, Seen> entry) -> entry.getValue().count)
                        .thenComparing(entry -> entry.getValue().last))
                .limit(known.size() - (long) KEPT_PATTERNS)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(known::remove);
        if (!dropped) {
            dropped = true;
            unread.say(new NotRead(
                    project,
                    "more than " + MOST_PATTERNS + " templates: the rarest are not remembered by 'unseen'",
                    false));
        }
    }

    /// Hands everything to the store, to be committed.
    synchronized void tell(Store store) {
        deploys.forEach(store::add);
        deploys.clear();
        hours.forEach((project, bits) -> tell(store, project, bits));
        hours.clear();
        patterns.forEach((project, seen) -> {
            List<LogPattern> all = new ArrayList<>();
            seen.forEach((key, one) -> one.tell(project, key, all));
            store.patterns(all);
        });
        patterns.clear();
    }

    /// Each run of hours at once.
    private static void tell(Store store, String project, BitSet bits) {
        for (int from = bits.nextSetBit(0); from >= 0; ) {
            int to = bits.nextClearBit(from);
            store.lived(project, Instant.ofEpochSecond(from * 3600L), Instant.ofEpochSecond(to * 3600L - 1));
            from = bits.nextSetBit(to);
        }
    }
}
