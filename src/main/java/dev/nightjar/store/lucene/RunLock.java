package dev.nightjar.store.lucene;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The lock of a data directory: the operating system's lock on `run.lock`, which ends with the process however
/// that ends. The file stays; what stands in it is for the message alone.
public final class RunLock implements AutoCloseable {

    static final String FILE = "run.lock";

    private static final int MESSAGE = 500;

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the lock of a directory that exists, or fails with exit code 75 and says who holds it.
    static RunLock take(Path data, Clock clock) throws IOException {
        Path file = data.resolve(FILE);
        Set<OpenOption> options = Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        FileChannel channel = FileChannel.open(
                file, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            if (tryLock(channel) == null) {
                throw new Failure(
                        Exit.BUSY, "another run (" + content(channel) + ") holds " + file + ": wait until it ends");
            }
            write(channel, clock);
            return new RunLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// What is opened under a lock.
    interface Opening<T> {
        T open(RunLock lock) throws IOException;
    }

    /// Opens something that holds the lock from then on; the lock is given back if that fails.
    <T> T holding(Opening<T> opening) throws IOException {
        try {
            return opening.open(this);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /// What stands in the lock of a directory that another process holds; empty if none does. Not
    /// for a process that may hold it itself: looking would end its lock (POSIX).
    public static Optional<String> holder(Path data) {
        Path file = data.resolve(FILE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try (FileLock lock = tryLock(channel)) {
                return lock == null ? Optional.of(content(channel)) : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty(); // none was ever taken, or whose it is may not be looked at
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void write(FileChannel channel, Clock clock) throws IOException {
        String text = "pid " + ProcessHandle.current().pid() + " on " + hostName() + ", since "
                + clock.instant().truncatedTo(ChronoUnit.SECONDS) + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException unknown) {
            return "this machine";
        }
    }

    private static String content(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MESSAGE);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
