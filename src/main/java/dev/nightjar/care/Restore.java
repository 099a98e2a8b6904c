package dev.nightjar.care;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.store.Diagnosis;
import dev.nightjar.store.Upkeep;
import dev.nightjar.text.LineFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Puts a backup in the place of what a data folder has. Nothing is deleted: what was there is moved into a
/// folder beside. Decisions and what was told stay, if they go on from those of the backup; so do mails that
/// wait and the history of runs, so that nothing is told twice.
public final class Restore {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path from;
    private final Path data;
    private final Function<Path, Upkeep> upkeep;
    private final BackupList list;

    /// @param from a backup, every file of which is compared with its sum
    /// @throws Failure with exit code 66 if it is no backup, 65 if it is damaged or of another version's form
    public Restore(Path from, Path data, Function<Path, Upkeep> upkeep) {
        this.from = from.toAbsolutePath().normalize();
        this.data = data;
        this.upkeep = upkeep;
        this.list = BackupList.verified(this.from);
        Diagnosis found = upkeep.apply(this.from).check(false);
        if (!found.isWhole()) {
            throw new Failure(
                    Exit.INDEX_DAMAGED,
                    found.problem().or(() -> found.commits().getFirst().fault()).orElse("backup damaged"));
        }
    }

    /// What the backup has.
    public BackupList list() {
        return list;
    }

    /// What becomes of what is there, a sentence for each part; empty if nothing is there.
    public List<String> consequences() {
        List<String> said = new ArrayList<>();
        try {
            if (exists("index") || exists("index.last")) {
                said.add(
                        "the index that is there is moved aside; logs that the backup does not know, or that grew since,"
                                + " are read again by the next scan, as far as they still exist");
            }
            for (String name : Belongings.GROWING) {
                if (exists(name) && has(name)) {
                    said.add(
                            goesOn(name)
                                    ? name + " stays: it goes on from the backup's"
                                    : name + " is not what the backup's became: it is moved aside");
                }
            }
            for (String name : Belongings.BESIDE) {
                if (exists(name)) {
                    said.add(name + " stays as it is");
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
        return said;
    }

    /// Does it.
    ///
    /// @return the folder with what was there before; it is there only if something was
    /// @throws Failure with exit code 75 if a run goes on, 74 if the disk is full or failing: then
    ///     what was there is there still, or `restore` has to be run again, and says so
    public Path apply(Instant now) {
        Path fresh = data.resolve("restoring");
        Path aside = data.resolve("before-restore-" + NAME.format(now));
        try (Upkeep.Held held = upkeep.apply(data).hold()) {
            PrivateFiles.delete(fresh);
            Space.atLeast(data, list.bytes(), "the restore");
            PrivateFiles.folder(fresh);
            for (BackupList.Item item : list.items()) {
                copy(item, fresh);
            }
            PrivateFiles.force(fresh);
            beside(fresh, aside);
            if (Files.isDirectory(fresh.resolve("index"))) {
                held.replace(fresh, aside);
            }
            PrivateFiles.delete(fresh);
            return aside;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Failure failure(Exception e) {
        return new Failure(
                Exit.IO,
                "cannot restore into " + data + ": " + Backup.reason(e) + "; run it again when that is mended",
                e);
    }

    private void copy(BackupList.Item item, Path fresh) throws IOException {
        String sum = PrivateFiles.write(fresh.resolve(item.name()), out -> Files.copy(from.resolve(item.name()), out));
        if (!sum.equals(item.sum())) {
            throw new IOException(from.resolve(item.name()) + " changed while it was copied");
        }
    }

    private void beside(Path fresh, Path aside) throws IOException {
        for (String name : Belongings.WITH_INDEX) {
            exchange(name, fresh, aside);
        }
        for (String name : Belongings.GROWING) {
            if (!exists(name) || has(name) && !goesOn(name)) {
                exchange(name, fresh, aside);
            }
        }
        for (String name : Belongings.BESIDE) {
            if (!exists(name)) {
                exchange(name, fresh, aside);
            }
        }
    }

    private void exchange(String name, Path fresh, Path aside) throws IOException {
        if (exists(name)) {
            PrivateFiles.folder(aside);
            Files.move(data.resolve(name), aside.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        if (Files.exists(fresh.resolve(name))) {
            Files.move(fresh.resolve(name), data.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private boolean exists(String name) {
        return Files.exists(data.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    private boolean has(String name) {
        return Files.isRegularFile(from.resolve(name));
    }

    /// Whether what is there begins with all that the backup has, or with what of it still holds.
    private boolean goesOn(String name) throws IOException {
        if (Files.isSymbolicLink(data.resolve(name))) {
            return false;
        }
        if (LineFile.isShortened(data.resolve(name), from.resolve(name))) {
            return true;
        }
        try (InputStream then = new BufferedInputStream(Files.newInputStream(from.resolve(name)));
                InputStream now = new BufferedInputStream(Files.newInputStream(data.resolve(name)))) {
            for (int b = then.read(); b >= 0; b = then.read()) {
                if (now.read() != b) {
                    return false;
                }
            }
            return true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
