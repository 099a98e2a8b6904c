package dev.nightjar.discover;

import dev.nightjar.config.Configuration;
import dev.nightjar.config.Project;
import dev.nightjar.format.Format;
import dev.nightjar.model.Level;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Unclear;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.scan.Loading;
import dev.nightjar.scan.Parse;
import dev.nightjar.source.ReadPlan;
import dev.nightjar.source.find.Rotation;
import dev.nightjar.source.find.Unreadable;
import dev.nightjar.source.read.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Looks through a folder of logs that nobody has described yet: which families of files it has, what of them is
/// understood, and what a first report would say. Reads a sample of each family, at most a few MiB, and stores
/// nothing.
public final class Survey {

    /// Of the newest file of a family: its beginning, and so many MiB of its end.
    private static final int ENDS = 2;

    private static final int SHOWN = 2;

    private final Loading.Rooms rooms;
    private final Function<Project, ReadPlan> plan;

    /// What a folder holds.
    ///
    /// @param families largest first
    /// @param notRead what is no log, or may not be read
    public record Seen(Path dir, List<Family> families, List<NotRead> notRead) {
        public Seen {
            families = List.copyOf(families);
            notRead = List.copyOf(notRead);
        }

        /// Files of all families.
        public int files() {
            return families.stream().mapToInt(family -> family.paths().size()).sum();
        }
    }

    /// A log with what rotation made of it.
    ///
    /// @param newest the file that the sample is of
    /// @param paths of all its files, oldest first
    /// @param bytes of all its files on disk
    /// @param format `plain` if none was recognised
    /// @param reason why that format
    /// @param sample what was understood of the newest file
    public record Family(Path newest, List<Path> paths, long bytes, String format, String reason, Sample sample) {
        public Family {
            paths = List.copyOf(paths);
        }

        /// Records are told apart in it, or something was thrown: not any text.
        public boolean isLog() {
            long understood = sample.records() - sample.strange();
            return understood * 20 >= sample.records() && understood > 0
                    || !sample.gleaned().issues().isEmpty();
        }
    }

    /// Some MiB of a log, as understood.
    ///
    /// @param levels records by level; without level under the empty name
    /// @param strange records with neither time nor level
    /// @param zoned times say their zone
    /// @param shown a few records: the worst ones, then the first
    /// @param lost the first that were not understood
    /// @param gleaned what a scan would find
    /// @param unclear what somebody should look at, for it may not be understood
    public record Sample(
            long records,
            Map<String, Long> levels,
            long strange,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean zoned,
            List<Shown> shown,
            List<Shown> lost,
            SampleSummary gleaned,
            List<Unclear> unclear) {
        public Sample {
            levels = Map.copyOf(levels);
            shown = List.copyOf(shown);
            lost = List.copyOf(lost);
            unclear = List.copyOf(unclear);
        }
    }

    /// A record, to be shown.
    ///
    /// @param line number of its first line, 0 if it is not known
    public record Shown(
            long line, @Nullable Instant time, @Nullable Level level, String message) {}

    public Survey(Loading.Rooms rooms, Function<Project, ReadPlan> plan) {
        this.rooms = rooms;
        this.plan = plan;
    }

    Seen of(Path dir) {
        Project everything = Configuration.adHoc(Optional.of("survey"), List.of(dir));
        ReadPlan found = plan.apply(everything);
        List<NotRead> notRead = new ArrayList<>(found.notRead());
        Map<String, List<Reading>> families = new TreeMap<>();
        found.readings().forEach(reading -> {
            Stem stem = Stem.of(reading.file().path());
            families.computeIfAbsent(stem.folder() + "/" + stem.live(), name -> new ArrayList<>())
                    .add(reading);
        });
        List<Family> all = new ArrayList<>();
        families.values()
                .forEach(readings -> family(everything, readings, notRead).ifPresent(all::add));
        found.readings().forEach(reading -> close(reading, notRead));
        all.sort(Comparator.comparingLong(Family::bytes)
                .reversed()
                .thenComparing(family -> family.newest().toString()));
        return new Seen(dir, all, notRead);
    }

    private static void close(Reading reading, List<NotRead> notRead) {
        try {
            reading.close();
        } catch (IOException e) {
            notRead.add(new NotRead(reading.file().path().toString(), Unreadable.why(e), false));
        }
    }

    private Optional<Family> family(Project project, List<Reading> readings, List<NotRead> notRead) {
        List<Reading> oldestFirst = readings.stream()
                .sorted(Comparator.comparing(
                        reading -> Rotation.of(reading.file().path())))
                .toList();
        List<Path> paths =
                oldestFirst.stream().map(reading -> reading.file().path()).toList();
        for (Reading newest : oldestFirst.reversed()) {
            Path path = newest.file().path();
            try {
                byte[] head = newest.sample();
                if (head.length == 0) {
                    continue;
                }
                Taking taking = new Taking();
                Parse parse = new Parse(rooms, project, taking::note, failed -> taking.strange++);
                Format format = rooms.formats().detect(head, head.length, "auto");
                parse.read(format, newest.ends(ENDS), path.toString());
                long bytes = paths.stream().mapToLong(Survey::size).sum();
                Sample sample = taking.sample(parse.unclear());
                return Optional.of(new Family(path, paths, bytes, format.name(), format.reason(), sample));
            } catch (IOException e) {
                notRead.add(new NotRead(path.toString(), Unreadable.why(e), true));
            }
        }
        return Optional.empty();
    }

    private static long size(Path path) {
        return path.toFile().length();
    }

    /// The sample of one file.
    private static final class Taking {

        private final Map<String, Long> levels = new HashMap<>();
        private final List<Shown> worst = new ArrayList<>();
        private final List<Shown> first = new ArrayList<>();
        private final List<Shown> lost = new ArrayList<>();
        private final SampleSummary gleaned = new SampleSummary();
        private long records;
        private long strange;
        private boolean zoned;
        private @Nullable Instant from;
        private @Nullable Instant to;

        Sample sample(List<Unclear> unclear) {
            List<Shown> shown = new ArrayList<>(worst);
            first.stream().limit(Math.max(0, 2 * SHOWN - worst.size())).forEach(shown::add);
            return new Sample(
                    records,
                    levels,
                    strange,
                    from,
                    to,
                    zoned,
                    shown,
                    lost,
                    gleaned,
                    unclear.stream().filter(Unclear::isUnusual).toList());
        }

        void note(Parse.Parsed parsed) {
            Occurrence occurrence = parsed.occurrence();
            LogRecord record = occurrence.event().record();
            Instant time = record.time();
            Level level = record.level();
            records++;
            levels.merge(level == null ? "" : level.name(), 1L, Long::sum);
            zoned |= time != null && !record.inferred().contains(LogRecord.Inferred.ZONE);
            if (time != null) {
                from = from == null || time.isBefore(from) ? time : from;
                to = to == null || time.isAfter(to) ? time : to;
            }
            boolean kept = level != null && level.compareTo(Level.WARN) >= 0
                    || occurrence.event() instanceof Event.ExceptionEvent;
            if (kept) {
                gleaned.add(occurrence);
            }
            boolean understood = time != null || level != null;
            strange += understood ? 0 : 1;
            Shown shown =
                    new Shown(parsed.line(), time, level, occurrence.event().message());
            List<Shown> list = !understood ? lost : kept ? worst : first;
            boolean blank = occurrence.event().message().isBlank();
            if (!blank && list.size() < (understood && !kept ? 2 * SHOWN : SHOWN)) {
                list.add(shown);
            }
        }
    }
}
