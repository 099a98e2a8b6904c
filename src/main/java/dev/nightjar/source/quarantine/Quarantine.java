package dev.nightjar.source.quarantine;

import dev.nightjar.model.Failure;
import dev.nightjar.source.find.FoundFile;
import dev.nightjar.text.JsonReader;
import dev.nightjar.text.LineFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The files at which runs ended, and where this run is. Notes may be made by any thread; all else is for one.
public final class Quarantine implements AutoCloseable {

    /// Nothing is noted, nothing is left out.
    public static final Quarantine NONE = new Quarantine(null, List.of(), null);

    /// The list in the data folder.
    public static final String FILE = "quarantine.jsonl";

    /// Of more, those that ended runs longest ago are forgotten, and may end runs again.
    private static final int MOST = 1_000;

    /// So long is remembered what is not there.
    private static final Duration KEPT = Duration.ofDays(90);

    private final @Nullable Path data;
    private final List<Suspect> all;
    private final @Nullable Underway underway;
    private final Set<Suspect> met = new HashSet<>();

    private Quarantine(@Nullable Path data, List<Suspect> all, @Nullable Underway underway) {
        this.data = data;
        this.all = all;
        this.underway = underway;
    }

    /// At the begin of a run, by who has the lock of the data folder: learns from what the last one left.
    ///
    /// @param run its id
    public static Quarantine begin(Path data, String run, Instant now) {
        try {
            Underway.Left left = Underway.left(data);
            if (!left.places().isEmpty()) {
                List<Suspect> known = read(data);
                left.places().forEach(place -> note(known, Suspect.of(place, left.run(), now)));
                known.removeIf(one -> one.last().isBefore(now.minus(KEPT))
                        && Files.notExists(Path.of(one.place().path())));
                known.sort(Comparator.comparing(Suspect::last).reversed());
                write(data, known.stream().limit(MOST).toList());
            }
            return new Quarantine(data, read(data), Underway.begin(data, run));
        } catch (IOException e) {
            throw failure(data, e);
        }
    }

    private static void note(List<Suspect> known, Suspect now) {
        Suspect before = known.stream().filter(now::isSameAs).findFirst().orElse(null);
        known.remove(before);
        known.add(before == null ? now : before.again(now));
    }

    /// The files that are left out, the latest first.
    public static List<Suspect> list(Path data) {
        try {
            return read(data).stream().filter(Suspect::isQuarantined).toList();
        } catch (IOException e) {
            throw failure(data, e);
        }
    }

    /// Takes files out: the next run reads them from where they stood.
    ///
    /// @return how many
    public static int readmit(Path data, Predicate<Suspect> which) {
        try {
            List<Suspect> known = read(data);
            int before = known.size();
            known.removeIf(one -> one.isQuarantined() && which.test(one));
            if (known.size() < before) {
                write(data, known);
            }
            return before - known.size();
        } catch (IOException e) {
            throw failure(data, e);
        }
    }

    /// A file that is to be looked at, if it ended a run.
    public Optional<Suspect> of(FoundFile file) {
        return met(one -> one.is(file));
    }

    /// A file that is known by its id, wherever it lies now, if it ended a run.
    public Optional<Suspect> of(String fileId) {
        return met(one -> one.place().fileId().equals(fileId));
    }

    private Optional<Suspect> met(Predicate<Suspect> wanted) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Optional<Suspect> found = all.stream().filter(wanted).findFirst();
        found.ifPresent(met::add);
        return found;
    }

    /// This thread reads there from now on.
    public void at(Whereabouts place) {
        if (underway != null) {
            underway.at(place);
        }
    }

    /// This thread got through, or ended for a reason that is not in what it read.
    public void done() {
        if (underway != null) {
            underway.done();
        }
    }

    /// What this thread reads ends the run.
    public void blame() {
        if (underway != null) {
            underway.blame();
        }
    }

    /// All that was to be read was read: who ended one run and was met now did not do it again.
    public void settle() {
        Set<Suspect> passed = met.stream().filter(one -> !one.isQuarantined()).collect(Collectors.toSet());
        if (data == null || passed.isEmpty()) {
            return;
        }
        try {
            List<Suspect> known = read(data);
            known.removeAll(passed);
            write(data, known);
        } catch (IOException e) {
            throw failure(data, e);
        }
    }

    @Override
    public void close() {
        if (underway != null) {
            underway.close();
        }
    }

    private static Failure failure(Path data, IOException e) {
        return new Failure(Failure.Exit.IO, data.resolve(FILE) + ": " + LineFile.reason(e), e);
    }

    /// What is no line of it says nothing.
    private static List<Suspect> read(Path data) throws IOException {
        List<Suspect> known = new ArrayList<>();
        new LineFile(data.resolve(FILE)).each(line -> {
            try {
                known.add(Suspect.of(JsonReader.object(line.text())));
            } catch (RuntimeException e) {
                // Somebody else wrote it.
            }
        });
        return known;
    }

    private static void write(Path data, List<Suspect> known) throws IOException {
        Path beside = data.resolve(FILE + ".new");
        String text = known.stream().map(one -> one.json() + "\n").collect(Collectors.joining());
        Files.deleteIfExists(beside);
        try (FileChannel channel = FileChannel.open(
                beside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                Underway.mode(beside))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(beside, data.resolve(FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
