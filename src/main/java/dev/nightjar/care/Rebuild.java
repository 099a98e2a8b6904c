package dev.nightjar.care;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.store.Upkeep;
import dev.nightjar.text.LineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Makes the index anew from the logs that still exist. The new one grows in a folder of its own, with what the
/// old one knew of its issues; only when it is whole does it take the place of the old one, which is moved
/// aside. Until then the old one stands as it is, and a kill leaves it so.
public final class Rebuild {

    private static final String LEARNED = "learned";
    private static final String JOURNAL = "triage.jsonl";
    private static final String QUARANTINE = "quarantine.jsonl";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path data;
    private final Function<Path, Upkeep> upkeep;

    public Rebuild(Path data, Function<Path, Upkeep> upkeep) {
        this.data = data;
        this.upkeep = upkeep;
    }

    /// What came of it.
    ///
    /// @param missing what of the old index was damaged and could not be taken over; empty if all could
    /// @param aside folder with the old index; it is there only if there was one
    /// @param read false if reading the logs ended early: then the old index stands
    public record Done(Optional<String> missing, Path aside, boolean read) {}

    /// Does it.
    ///
    /// @param logs reads all logs into another data folder, and says whether it came to the end
    /// @throws Failure with exit code 75 if a run goes on, 74 if the disk is full or failing
    public Done with(Predicate<Path> logs, Instant now) {
        Path fresh = data.resolve("rebuilding");
        Path aside = data.resolve("before-rebuild-" + NAME.format(now));
        try (Upkeep.Held held = upkeep.apply(data).hold()) {
            try {
                return with(held, fresh, aside, logs);
            } finally {
                PrivateFiles.delete(fresh);
            }
        } catch (IOException e) {
            throw new Failure(
                    Exit.IO, "cannot rebuild in " + data + ": " + LineFile.reason(e) + "; the index is as it was", e);
        }
    }

    private Done with(Upkeep.Held held, Path fresh, Path aside, Predicate<Path> logs) throws IOException {
        PrivateFiles.delete(fresh);
        PrivateFiles.folder(fresh);
        int lines = prepare(fresh);
        Optional<String> missing = held.begin(fresh);
        boolean read = logs.test(fresh);
        if (read) {
            held.finish(fresh);
            decisions(fresh, lines);
            exchange(fresh, aside);
            held.replace(fresh, aside);
        }
        return new Done(missing, aside, read);
    }

    /// Copies what reading depends on.
    ///
    /// @return lines of the journal then
    private int prepare(Path fresh) throws IOException {
        Path learned = data.resolve(LEARNED);
        if (Files.isDirectory(learned, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFiles.folder(fresh.resolve(LEARNED));
            try (Stream<Path> files = Files.list(learned)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    PrivateFiles.write(
                            fresh.resolve(LEARNED).resolve(file.getFileName()), out -> Files.copy(file, out));
                }
            }
        }
        for (String name : List.of(JOURNAL, QUARANTINE)) {
            Path file = data.resolve(name);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                PrivateFiles.write(fresh.resolve(name), out -> Files.copy(file, out));
            }
        }
        return lines(fresh.resolve(JOURNAL)).size();
    }

    /// Issues that turned out to be one while logs were read.
    private void decisions(Path fresh, int before) throws IOException {
        List<String> all = lines(fresh.resolve(JOURNAL));
        for (String line : all.subList(Math.min(before, all.size()), all.size())) {
            new LineFile(data.resolve(JOURNAL)).append(line);
        }
    }

    private static List<String> lines(Path journal) throws IOException {
        List<String> lines = new ArrayList<>();
        new LineFile(journal).each(line -> lines.add(line.text()));
        return lines;
    }

    private void exchange(Path fresh, Path aside) throws IOException {
        Path learned = data.resolve(LEARNED);
        if (Files.isDirectory(fresh.resolve(LEARNED))) {
            if (Files.exists(learned, LinkOption.NOFOLLOW_LINKS)) {
                PrivateFiles.folder(aside);
                Files.move(learned, aside.resolve(LEARNED), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(fresh.resolve(LEARNED), learned, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
