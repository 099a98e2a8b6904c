package dev.nightjar.read.merged;

import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.format.Format;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.log.Position;
import dev.nightjar.scan.Loading;
import dev.nightjar.source.read.Seekable;
import dev.nightjar.store.Archive;
import dev.nightjar.text.Glob;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The lines around an event from all files of its project, of all hosts, merged by time. Files are read where
/// they were last; each is sought by time, a packed one when it is unpacked. Scrubbed.
public final class MergedLines {

    /// Files read for an event: its own, then by their names.
    private static final int MOST_FILES = 40;

    /// Bytes read in all, for all events.
    private static final long MOST_BYTES = 256L << 20;

    /// Lines on each side.
    private static final int MOST = 1_000;

    private static final int LONGEST_LINE = 2_000;

    /// What was not written since so long before the event has nothing near it.
    private static final Duration STALE = Duration.ofHours(1);

    private final Settings settings;
    private final Supplier<Loading.Rooms> load;
    private final List<Position> positions;
    private Loading.@Nullable Rooms loaded;
    private long read;

    /// A line, and who wrote it.
    ///
    /// @param from host, file, or both: what tells the files of the project apart
    public record Line(String from, Instant time, String text) {}

    /// @param missing which files are not in it and why, in sentences
    /// @param found the event stands in its file
    public record Around(List<Line> before, List<Line> after, List<String> missing, boolean found) {

        /// As text: each line behind who wrote it.
        public Occurrence.Context context() {
            return new Occurrence.Context(shown(before), shown(after));
        }

        private static List<String> shown(List<Line> lines) {
            return lines.stream().map(line -> line.from() + " │ " + line.text()).toList();
        }
    }

    /// A record of one of the files.
    private record Entry(String from, TimedFile.Spoken spoken, boolean own) {
        static final Comparator<Entry> ORDER = Comparator.<Entry, Instant>comparing(entry -> entry.spoken.time())
                .thenComparing(Entry::from)
                .thenComparing(entry -> entry.spoken.at());

        List<Line> lines() {
            return spoken.lines().stream()
                    .map(line -> new Line(
                            from,
                            spoken.time(),
                            line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line))
                    .toList();
        }
    }

    /// @param load reads the definitions; asked only if a file is read
    public MergedLines(Settings settings, Supplier<Loading.Rooms> load, Archive archive) {
        this.settings = settings;
        this.load = load;
        this.positions = archive.positions();
    }

    /// @param before lines wanted, at most 1,000
    /// @param after the same
    public Around of(StoredEvent event, int before, int after) {
        String own = event.id().substring(0, event.id().lastIndexOf('-'));
        List<Position> files = files(event, own);
        Map<String, String> names = names(files);
        List<String> missing = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (Position file : files.subList(0, Math.min(files.size(), MOST_FILES))) {
            if (read > MOST_BYTES) {
                missing.add("further files: 256 MiB were read, that is enough");
                break;
            }
            boolean isOwn = file.fileId().equals(own);
            try (Seekable seekable = Seekable.open(file, zone(file))) {
                TimedFile timed = new TimedFile(seekable, format(file), scrub(file.project()), Math.max(before, after));
                String from = names.getOrDefault(file.fileId(), file.path());
                List<TimedFile.Spoken> found =
                        isOwn ? timed.near(event.byteStart(), event.time()) : timed.around(event.time());
                found.forEach(
                        spoken -> entries.add(new Entry(from, spoken, isOwn && spoken.at() == event.byteStart())));
                if (found.isEmpty() && seekable.size() > 0) {
                    missing.add(file.path() + " says no times there");
                }
                read += seekable.read();
            } catch (NoSuchFileException e) {
                missing.add(file.path() + " is not there");
            } catch (IOException e) {
                missing.add(file.path() + " " + e.getMessage());
            }
        }
        if (files.size() > MOST_FILES) {
            missing.add((files.size() - MOST_FILES) + " more files are not read");
        }
        return cut(entries, event, Math.min(before, MOST), Math.min(after, MOST), missing);
    }

    /// Those of the project that may have lines near the event: its own, then what need not be unpacked, then
    /// what ended soonest after it.
    private List<Position> files(StoredEvent event, String own) {
        return positions.stream()
                .filter(file -> file.project().equals(event.project()))
                .filter(file -> file.fileId().equals(own)
                        || !file.identity().modified().isBefore(event.time().minus(STALE)))
                .sorted(Comparator.<Position, Boolean>comparing(
                                file -> !file.fileId().equals(own))
                        .thenComparing(file -> file.identity().compressed())
                        .thenComparing(file ->
                                file.identity().compressed() ? file.identity().modified() : Instant.EPOCH)
                        .thenComparing(Position::path)
                        .thenComparing(Position::fileId))
                .toList();
    }

    private static Around cut(List<Entry> entries, StoredEvent event, int before, int after, List<String> missing) {
        entries.sort(Entry.ORDER);
        int at = 0;
        while (at < entries.size() && !entries.get(at).own) {
            at++;
        }
        boolean found = at < entries.size();
        if (!found) {
            missing.add(event.file() + " does not have this event any more");
            at = (int) entries.stream()
                    .filter(entry -> entry.spoken.time().isBefore(event.time()))
                    .count();
        }
        List<Line> first = new ArrayList<>();
        for (int i = at - 1; i >= 0 && first.size() < before; i--) {
            entries.get(i).lines().reversed().forEach(first::add);
        }
        Collections.reverse(first);
        List<Line> last = new ArrayList<>();
        for (int i = at; i < entries.size() && last.size() < after; i++) {
            last.addAll(entries.get(i).own ? List.of() : entries.get(i).lines());
        }
        return new Around(
                first.subList(Math.max(0, first.size() - before), first.size()),
                last.subList(0, Math.min(after, last.size())),
                List.copyOf(missing),
                found);
    }

    /// By the host, by the file, or by both, as it takes to tell the files apart.
    private static Map<String, String> names(List<Position> files) {
        Set<String> hosts = files.stream().map(Position::host).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Long> ofHost =
                files.stream().collect(Collectors.groupingBy(Position::host, TreeMap::new, Collectors.counting()));
        Map<String, String> names = new TreeMap<>();
        for (Position file : files) {
            String name = file.path().substring(file.path().lastIndexOf('/') + 1);
            boolean alone = ofHost.getOrDefault(file.host(), 0L) == 1;
            names.put(file.fileId(), hosts.size() < 2 ? name : alone ? file.host() : file.host() + " " + name);
        }
        return names;
    }

    private Loading.Rooms rooms() {
        if (loaded == null) {
            loaded = load.get();
        }
        return loaded;
    }

    private Format format(Position file) {
        return rooms().formats()
                .named(file.format())
                .orElseGet(() -> rooms().formats().detect(new byte[0], 0, "auto"));
    }

    private ZoneId zone(Position file) {
        Project project = settings.projects().get(file.project());
        return project == null
                ? settings.zone()
                : project.logs().stream()
                        .filter(logs -> Glob.files(logs.glob()).matches(file.path()))
                        .findFirst()
                        .flatMap(Project.Logs::zone)
                        .orElse(settings.zone());
    }

    private UnaryOperator<String> scrub(String name) {
        Project project = settings.projects().get(name);
        return project == null
                ? rooms().extractor()::scrub
                : text -> rooms().extractor().scrub(text, project);
    }
}
