package dev.nightjar.notify;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.nightjar.model.Failure;
import dev.nightjar.text.JsonReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was told to whom: `sent.jsonl` in the data folder, one telling a line, only ever appended to, each on disk
/// before the next is thought of. A line that cannot be read stays in the file, is reported and skipped.
///
/// Held by one at a time, from reading to writing: what two tell at once would be told twice.
public final class Ledger implements AutoCloseable {

    private static final String NAME = "sent.jsonl";

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private @Nullable FileChannel held;

    private Ledger(Path file) {
        this.file = file;
    }

    /// Reads the ledger of a data folder without holding it; without one, nothing was told.
    ///
    /// @throws Failure with exit code 74 if it cannot be read
    public static Ledger look(Path data) {
        Ledger ledger = new Ledger(data.resolve(NAME));
        ledger.read();
        return ledger;
    }

    /// Holds and reads the ledger of a data folder; it is made, readable for its owner only.
    ///
    /// @throws Failure with exit code 75 if somebody else holds it, 73 if it cannot be made, 74 if it cannot be
    ///     read
    public static Ledger hold(Path data) {
        Ledger ledger = new Ledger(data.resolve(NAME));
        ledger.lock();
        try {
            ledger.read();
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
        return ledger;
    }

    private void lock() {
        FileChannel channel = null;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(file, Set.of(CREATE, READ, WRITE), ownerOnly());
            if (channel.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
            held = channel;
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            throw new Failure(Failure.Exit.BUSY, file + ": another run is sending, try again", e);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new Failure(Failure.Exit.CANNOT_CREATE, file + " cannot be opened: " + reason(e), e);
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing was written to it, and the lock ends with the process.
        }
    }

    /// Everything that was told, in the order of the file.
    public List<Entry> all() {
        return List.copyOf(entries);
    }

    /// What a job told.
    public Stream<Entry> of(String job) {
        return entries.stream().filter(entry -> entry.job().equals(job));
    }

    /// The last digest of a job to a group of readers.
    public Optional<Entry> lastDigest(String job, String group) {
        return of(job).filter(entry ->
                        entry.kind() == Entry.Kind.DIGEST && entry.group().equals(group))
                .reduce((earlier, later) -> later);
    }

    /// `file:line: reason` for every line that could not be read.
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /// Adds what was told, on disk when this returns. A line that a crash left unfinished is ended first.
    ///
    /// @throws Failure with exit code 74 if the disk is full or broken
    public void append(Entry entry) {
        if (held == null) {
            throw new IllegalStateException("the ledger is only looked at");
        }
        try {
            long end = held.size();
            String line = (endsInLine(held, end) ? "" : "\n") + entry.line() + "\n";
            ByteBuffer buffer = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (buffer.hasRemaining()) {
                held.write(buffer, end + buffer.position());
            }
            held.force(true);
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, file + ": what was sent was not written down: " + reason(e), e);
        }
        entries.add(entry);
    }

    private static boolean endsInLine(FileChannel channel, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return size == 0 || (channel.read(last, size - 1) == 1 && last.get(0) == '\n');
    }

    private FileAttribute<?>[] ownerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private void read() {
        if (Files.notExists(file)) {
            return;
        }
        try {
            // Not readAllLines: one line of broken UTF-8 must not cost the others.
            String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\r?\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (!lines[i].isBlank()) {
                    read(lines[i], i + 1);
                }
            }
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, file + ": cannot be read: " + reason(e), e);
        }
    }

    private void read(String line, int number) {
        try {
            entries.add(Entry.read(JsonReader.object(line)));
        } catch (IllegalArgumentException e) {
            unreadable.add(file + ":" + number + ": " + e.getMessage());
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }

    @Override
    public void close() {
        closeQuietly(held);
        held = null;
    }
}
