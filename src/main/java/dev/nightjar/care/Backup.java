package dev.nightjar.care;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.store.Diagnosis;
import dev.nightjar.store.Snapshot;
import dev.nightjar.store.Upkeep;
import dev.nightjar.text.LineFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Copies a data folder while runs go on: one commit of the index, and behind it what stands beside, so that decisions
/// and what was told are never older than the index. Written into a folder of another name, compared with its sums,
/// durable, and only then given its name: what has the name is whole.
public final class Backup {

    private final Path data;
    private final Function<Path, Upkeep> upkeep;
    private final String version;

    /// @param upkeep of a data folder, also of the copy
    /// @param version of this Nightjar
    public Backup(Path data, Function<Path, Upkeep> upkeep, String version) {
        this.data = data;
        this.upkeep = upkeep;
        this.version = version;
    }

    /// Writes it.
    ///
    /// @param to not there yet, or empty
    /// @throws Failure with exit code 65 if the index is damaged, 73 if the folder has something in it, 74 if it
    ///     cannot be written, 1 if there is nothing to copy
    public BackupList write(Path to, Instant now) {
        Path folder = to.toAbsolutePath().normalize();
        Path part = folder.resolveSibling(folder.getFileName() + ".part");
        try (Opened snapshot = new Opened(upkeep.apply(data).snapshot())) {
            mustBeFree(folder);
            snapshot.orRefuse(data);
            Space.atLeast(folder, snapshot.bytes() + bytes(Belongings.files(data)), "the backup");
            PrivateFiles.delete(part);
            BackupList list = copy(snapshot, part, now);
            verify(part);
            list.write(part);
            PrivateFiles.force(part);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            PrivateFiles.force(folder);
            return list;
        } catch (IOException | UncheckedIOException e) {
            throw new Failure(Exit.IO, "the backup " + folder + " cannot be written: " + reason(e), e);
        }
    }

    /// The commit, if there is one.
    private record Opened(Optional<Snapshot> snapshot) implements AutoCloseable {

        void orRefuse(Path data) throws IOException {
            if (snapshot.isEmpty() && Belongings.files(data).isEmpty()) {
                throw new Failure(
                        Exit.NOTHING_FOUND, "nothing was scanned yet into " + data + ", there is nothing to back up");
            }
        }

        List<Snapshot.Part> parts() {
            return snapshot.map(Snapshot::parts).orElse(List.of());
        }

        long bytes() {
            return parts().stream().mapToLong(Snapshot.Part::bytes).sum();
        }

        @Override
        public void close() {
            snapshot.ifPresent(Snapshot::close);
        }
    }

    static String reason(Exception e) {
        IOException cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
        return cause == null ? String.valueOf(e.getMessage()) : LineFile.reason(cause);
    }

    private static void mustBeFree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new Failure(Exit.CANNOT_CREATE, folder + " is no folder: name a new one");
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new Failure(Exit.CANNOT_CREATE, folder + " is not empty: name a new folder");
            }
        }
    }

    private BackupList copy(Opened opened, Path part, Instant now) throws IOException {
        PrivateFiles.folder(part);
        List<BackupList.Item> items = new ArrayList<>();
        if (opened.snapshot().isPresent()) {
            Snapshot snapshot = opened.snapshot().get();
            for (Snapshot.Part file : snapshot.parts()) {
                String sum = PrivateFiles.write(part.resolve(file.name()), out -> snapshot.copy(file, out));
                items.add(new BackupList.Item(file.name(), file.bytes(), sum));
            }
        }
        for (String name : Belongings.files(data)) {
            copy(name, part).ifPresent(items::add);
        }
        return new BackupList(version, now, opened.snapshot().map(Snapshot::run).orElse(""), items);
    }

    /// A mail that was sent meanwhile is not there any more.
    private Optional<BackupList.Item> copy(String name, Path part) throws IOException {
        Path copy = part.resolve(name);
        if (!Files.exists(data.resolve(name))) {
            return Optional.empty();
        }
        try {
            String sum = PrivateFiles.write(copy, out -> Files.copy(data.resolve(name), out));
            return Optional.of(new BackupList.Item(name, Files.size(copy), sum));
        } catch (NoSuchFileException goneMeanwhile) {
            Files.deleteIfExists(copy);
            return Optional.empty();
        }
    }

    private long bytes(List<String> names) throws IOException {
        long bytes = 0;
        for (String name : names) {
            Path file = data.resolve(name);
            bytes += file.toFile().length();
        }
        return bytes;
    }

    /// A disk that damaged what was written is told now, and not when it is needed.
    private void verify(Path part) {
        Diagnosis found = upkeep.apply(part).check(false);
        if (!found.isWhole()) {
            String what =
                    found.problem().or(() -> found.commits().getFirst().fault()).orElse("");
            throw new Failure(Exit.INDEX_DAMAGED, "what was copied is damaged, there is no backup: " + what);
        }
    }
}
