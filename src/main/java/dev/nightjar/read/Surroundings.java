package dev.nightjar.read;

import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.extract.Extractor;
import dev.nightjar.format.Format;
import dev.nightjar.format.record.Scanned;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.Position;
import dev.nightjar.scan.BlockLoop;
import dev.nightjar.scan.Loading;
import dev.nightjar.source.Revisit;
import dev.nightjar.source.read.Loaded;
import dev.nightjar.store.Archive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The lines around events, from the log as it was: what was kept with a sample if that is enough, else what the
/// file says, wherever it is now. Scrubbed.
public final class Surroundings {

    /// Lines on each side.
    public static final int MOST = 1000;

    /// Lines scrubbed besides those wanted: a secret may begin before them.
    private static final int MARGIN = 100;

    private static final int LONGEST_LINE = 2000;
    private static final Occurrence.Context NONE = new Occurrence.Context(List.of(), List.of());

    private final Settings settings;
    private final Supplier<Loading.Rooms> load;
    private Loading.@Nullable Rooms loaded;
    private final int before;
    private final int after;

    /// @param missing why there are fewer lines than wanted; empty if the log has no more
    public record Around(List<String> before, List<String> after, String missing) {}

    /// @param load reads the definitions; asked only if a file is read
    /// @param before lines wanted, at most `MOST`
    public Surroundings(Settings settings, Supplier<Loading.Rooms> load, int before, int after) {
        this.settings = settings;
        this.load = load;
        this.before = Math.min(before, MOST);
        this.after = Math.min(after, MOST);
    }

    private Loading.Rooms rooms() {
        if (loaded == null) {
            loaded = load.get();
        }
        return loaded;
    }

    /// The surroundings of each event, by its id.
    public Map<String, Around> of(Archive archive, List<StoredEvent> events) {
        Map<String, Around> found = new HashMap<>();
        Map<String, List<StoredEvent>> byFile = new TreeMap<>();
        for (StoredEvent event : events) {
            Occurrence.Context kept = event.context() == null ? NONE : event.context();
            if (kept.before().size() >= before && kept.after().size() >= after) {
                found.put(event.id(), cut(kept, ""));
            } else {
                String file = event.id().substring(0, event.id().lastIndexOf('-'));
                byFile.computeIfAbsent(file, id -> new ArrayList<>()).add(event);
            }
        }
        if (!byFile.isEmpty()) {
            Map<String, Position> positions = archive.positions().stream()
                    .collect(Collectors.toMap(Position::fileId, Function.identity(), (a, b) -> a));
            byFile.forEach((file, those) -> readBack(positions.get(file), those, found));
        }
        return found;
    }

    private void readBack(@Nullable Position position, List<StoredEvent> events, Map<String, Around> found) {
        String wrong = "it was forgotten";
        if (position != null) {
            TreeMap<Long, StoredEvent> places = new TreeMap<>();
            events.forEach(event -> places.put(event.byteStart(), event));
            Format format = rooms().formats()
                    .named(position.format())
                    .orElseGet(() -> rooms().formats().detect(new byte[0], 0, "auto"));
            Places pass = new Places(format, places, found, scrub(position.project()));
            wrong = new Revisit(position, settings.zone())
                    .read(places.navigableKeySet(), pieces -> BlockLoop.readAll(pieces, pass));
        }
        for (StoredEvent event : events) {
            String why = event.file() + " " + (wrong.isEmpty() ? "does not have this event any more" : wrong);
            Occurrence.Context kept = event.context() == null ? NONE : event.context();
            found.computeIfAbsent(event.id(), id -> cut(kept, why));
        }
    }

    /// What takes secrets out of a project's texts, and what else the project wants out if it is still there.
    private UnaryOperator<String> scrub(String name) {
        Extractor extractor = rooms().extractor();
        Project project = settings.projects().get(name);
        return project == null ? extractor::scrub : text -> extractor.scrub(text, project);
    }

    /// Events where they stood. One that is there is taken out, and its surroundings are noted.
    private final class Places implements BlockLoop.Pass {

        private final Format format;
        private final Map<Long, StoredEvent> left;
        private final Map<String, Around> found;
        private final UnaryOperator<String> scrub;
        private final List<LogRecord> records = new ArrayList<>();

        Places(Format format, Map<Long, StoredEvent> left, Map<String, Around> found, UnaryOperator<String> scrub) {
            this.format = format;
            this.left = left;
            this.found = found;
            this.scrub = scrub;
        }

        @Override
        public Scanned over(Loaded loaded) {
            return format.scanAll(loaded.block(), true, records::add);
        }

        @Override
        public void again() {
            records.clear();
        }

        @Override
        public void done(Loaded loaded, Scanned scanned, long linesBefore) {
            for (LogRecord record : records) {
                LogRecord inFile = loaded.toFile(record);
                StoredEvent event = left.get(inFile.start());
                if (event != null && isSame(event, inFile)) {
                    found.put(event.id(), around(record, loaded.block()));
                    left.remove(inFile.start());
                }
            }
            records.clear();
        }

        private Around around(LogRecord record, Block block) {
            int from = (int) (record.start() - block.offset());
            int to = (int) Math.min(record.end() - block.offset(), block.limit());
            return new Around(last(linesBefore(block, from), before), first(linesAfter(block, to), after), "");
        }

        /// By its text or, if a rule says it in other words, by its time.
        private boolean isSame(StoredEvent event, LogRecord record) {
            String said = event.message().lines().findFirst().orElse("").strip();
            return event.time().equals(record.time())
                    || !said.isEmpty() && scrub.apply(record.text()).contains(said);
        }

        private List<String> linesBefore(Block block, int end) {
            int from = end;
            int lines = 0;
            while (from > 0 && lines <= before + MARGIN) {
                from--;
                lines += from > 0 && block.bytes()[from - 1] == '\n' ? 1 : 0;
            }
            if (from == 0 && block.offset() > 0) {
                while (from < end && block.bytes()[from++] != '\n') {
                    // the rest of a line that begins before the bytes at hand
                }
            }
            return scrubbed(block, from, end);
        }

        private List<String> linesAfter(Block block, int end) {
            int from = end;
            while (from < block.limit()
                    && from > 0
                    && block.bytes()[from - 1] != '\n'
                    && block.bytes()[from++] != '\n') {
                // the end of the record's last line
            }
            int to = from;
            int lines = 0;
            while (to < block.limit() && lines < after + MARGIN) {
                lines += block.bytes()[to++] == '\n' ? 1 : 0;
            }
            return scrubbed(block, from, to);
        }

        /// As one text: a secret may have several lines.
        private List<String> scrubbed(Block block, int from, int to) {
            String text = new String(block.bytes(), from, to - from, StandardCharsets.UTF_8);
            return scrub.apply(text)
                    .lines()
                    .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
                    .toList();
        }
    }

    private Around cut(Occurrence.Context kept, String missing) {
        return new Around(last(kept.before(), before), first(kept.after(), after), missing);
    }

    private static List<String> last(List<String> lines, int most) {
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    private static List<String> first(List<String> lines, int most) {
        return lines.subList(0, Math.min(most, lines.size()));
    }
}
