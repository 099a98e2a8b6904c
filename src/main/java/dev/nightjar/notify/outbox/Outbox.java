package dev.nightjar.notify.outbox;

import dev.nightjar.model.CrashPoint;
import dev.nightjar.model.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A folder of things to deliver, each a file: nothing is lost by a crash, and the same name is the same thing.
///
/// `NAME.eml` waits. `NAME.sending` is on its way: found by a later run, nobody knows whether it arrived.
/// Delivered ones lie in `sent/`, refused ones in `dead/`, with `NAME.why` beside. Every step is a rename that
/// is on the disk before the next begins. Only the owner may look into the folder.
public final class Outbox {

    private static final String SENDING = ".sending";
    private static final String WHY = ".why";
    private static final String NEW = ".new";
    private static final List<String> DONE = List.of("sent", "kept", "dead");
    private static final Duration POLL = Duration.ofMillis(50);
    private static final FileAttribute<Set<PosixFilePermission>> MINE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path dir;
    private final String ending;

    /// @param ending of files that wait, as `.eml`
    public Outbox(Path dir, String ending) {
        this.dir = dir;
        this.ending = ending;
    }

    /// The folder, which need not be there yet.
    public Path dir() {
        return dir;
    }

    /// Writes it, durable, and returns its path; what lies there under this name stays as it is. Fails with
    /// exit code 74.
    ///
    /// @param now from here on its age is counted
    public Path put(String name, byte[] bytes, Instant now) {
        Path file = dir.resolve(name + ending);
        try {
            for (String folder : List.of("", "sent", "dead", "kept")) {
                makePrivate(dir.resolve(folder));
            }
            Path underWay = dir.resolve(name + SENDING);
            if (Files.exists(underWay)) {
                return underWay;
            }
            if (!Files.exists(file)) {
                write(file, bytes, now);
            }
            return file;
        } catch (IOException e) {
            throw failure("cannot write " + file, e);
        }
    }

    /// Where a link leads to, others may have chosen.
    private static void refuseLink(Path path) {
        if (Files.isSymbolicLink(path)) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION,
                    path + " is a symbolic link, which is not followed: put what it leads to in its place");
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        refuseLink(folder);
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
        if (!Files.getPosixFilePermissions(folder).equals(owner)) {
            Files.setPosixFilePermissions(folder, owner);
        }
    }

    /// Beside, forced to the disk, and moved in.
    private static void write(Path file, byte[] bytes, Instant time) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + NEW);
        Files.deleteIfExists(beside);
        try (FileChannel out =
                FileChannel.open(beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), MINE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.setLastModifiedTime(beside, FileTime.from(time));
        CrashPoint.here("outbox.written");
        move(beside, file);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path target = Objects.requireNonNull(to.getParent());
        Path source = Objects.requireNonNull(from.getParent());
        force(target);
        if (!target.equals(source)) {
            force(source);
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Where a thing of this name was put after it was delivered, if it was.
    public Optional<Path> delivered(String name) {
        return Optional.of(dir.resolve("sent").resolve(name + ending)).filter(Files::exists);
    }

    /// What waits or is under way, by name.
    public List<Path> waiting() {
        return list(dir, ending, SENDING);
    }

    /// What was refused for good, by name.
    public List<Path> dead() {
        return list(dir.resolve("dead"), ending);
    }

    private static List<Path> list(Path folder, String... endings) {
        refuseLink(folder);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(file -> Stream.of(endings)
                            .anyMatch(end -> file.getFileName().toString().endsWith(end)))
                    .sorted()
                    .toList();
            all.forEach(Outbox::refuseLink);
            return all;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failure("cannot read " + folder, e);
        }
    }

    /// True for `NAME.sending`: whether it arrived is not known.
    public static boolean isUnderWay(Path file) {
        return file.getFileName().toString().endsWith(SENDING);
    }

    /// The name it was put under.
    public static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /// From here on nobody knows whether it arrives.
    public Path begin(Path file) {
        return moved(file, dir.resolve(name(file) + SENDING));
    }

    /// It did not arrive and waits again.
    public Path back(Path file) {
        return moved(file, dir.resolve(name(file) + ending));
    }

    /// It arrived: it lies in `sent/` from here on, and the note about earlier tries is gone.
    public Path sent(Path file) {
        CrashPoint.here("smtp.accepted");
        Path target = moved(file, dir.resolve("sent").resolve(name(file) + ending));
        remove(why(file));
        return target;
    }

    /// It is refused for good. The reason is written first: no dead letter is without one.
    public Path dead(Path file, Attempt attempt) {
        Path target = dir.resolve("dead").resolve(name(file) + ending);
        remember(target, attempt);
        moved(file, target);
        remove(why(file));
        return target;
    }

    /// A copy for those who were refused, where others got it.
    public Path deadCopy(Path file, Attempt attempt) {
        Path target = dir.resolve("dead").resolve(name(file) + ending);
        remember(target, attempt);
        try {
            write(target, Files.readAllBytes(file), attempt.last());
            return target;
        } catch (IOException e) {
            throw failure("cannot write " + target, e);
        }
    }

    /// It is for people to look at, and not for delivery.
    public void keep(Path file) {
        moved(file, dir.resolve("kept").resolve(name(file) + ending));
    }

    private static Path moved(Path file, Path target) {
        try {
            if (!file.equals(target)) {
                move(file, target);
            }
            return target;
        } catch (IOException e) {
            throw failure("cannot move " + file + " to " + target, e);
        }
    }

    private static Path why(Path file) {
        return file.resolveSibling(name(file) + WHY);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failure("cannot delete " + file, e);
        }
    }

    /// What is known of earlier tries; nothing if there were none, or if the note cannot be read. One that a
    /// person moved back from `dead/` left its note there: it goes to those who did not get it.
    public Attempt attempt(Path file) {
        Path why = Files.exists(why(file)) ? why(file) : why(dir.resolve("dead").resolve(file.getFileName()));
        Instant since = Instant.EPOCH;
        try {
            since = Files.getLastModifiedTime(file).toInstant();
            return Attempt.parse(Files.readString(why, StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            return Attempt.none(since);
        }
    }

    /// Writes what is known of the tries into `NAME.why`. Fails with exit code 74.
    public void remember(Path file, Attempt attempt) {
        try {
            write(why(file), (attempt.line() + "\n").getBytes(StandardCharsets.UTF_8), attempt.last());
        } catch (IOException e) {
            throw failure("cannot write " + why(file), e);
        }
    }

    /// The right to deliver, which one process at a time has; empty if another kept it for so long.
    public Optional<FileChannel> lock(Duration patience) {
        Path file = dir.resolve(".lock");
        long end = System.nanoTime() + patience.toNanos();
        try {
            FileChannel channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), MINE);
            while (!locked(channel)) {
                if (System.nanoTime() > end) {
                    channel.close();
                    return Optional.empty();
                }
                Thread.sleep(POLL);
            }
            return Optional.of(channel);
        } catch (IOException e) {
            throw failure("cannot lock " + file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /// Deletes what was delivered, refused or kept before, and what a killed process left half written; then,
    /// while that takes more room, the oldest of what was delivered, then kept, then refused. What waits stays,
    /// and so does what was put there after `lately`.
    ///
    /// @param most bytes
    public void prune(Instant before, long most, Instant lately) {
        prune(dir, before, NEW);
        for (String folder : DONE) {
            prune(dir.resolve(folder), before, ending, WHY, NEW);
        }
        List<Path> all = new ArrayList<>();
        for (String folder : DONE) {
            List<Path> files = new ArrayList<>(list(dir.resolve(folder), ending, WHY));
            files.sort(Comparator.comparing(Outbox::written));
            all.addAll(files);
        }
        long bytes = all.stream().mapToLong(file -> file.toFile().length()).sum();
        for (Path file : all) {
            if (bytes > most && written(file).isBefore(lately)) {
                bytes -= file.toFile().length();
                remove(file);
            }
        }
    }

    /// The same by age alone.
    public void prune(Instant before) {
        prune(before, Long.MAX_VALUE, before);
    }

    private static void prune(Path folder, Instant before, String... endings) {
        for (Path file : list(folder, endings)) {
            if (written(file).isBefore(before)) {
                remove(file);
            }
        }
    }

    private static Instant written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.MAX;
        }
    }

    private static Failure failure(String what, IOException e) {
        return new Failure(Failure.Exit.IO, what + ": " + e, e);
    }
}
