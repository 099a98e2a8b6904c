package dev.nightjar.source.quarantine;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Where each thread of a run is, in a file that stays when the process is killed. The file is memory that the
/// system keeps: to note a place takes no call of the system, and a note is there once it is written, though
/// not after a power failure, which is no file's fault. A few kilobytes for each thread; threads beyond `SLOTS`
/// are not noted.
final class Underway implements AutoCloseable {

    static final String FILE = "underway";

    /// Threads that are noted.
    private static final int SLOTS = 64;

    /// A path has at most 4,096 bytes.
    private static final int SLOT = 4_096 + 256;

    private static final int HEAD = 4 + 4 * 8;

    private final Path file;
    private final MappedByteBuffer notes;
    private final AtomicInteger threads = new AtomicInteger();
    private final ThreadLocal<Integer> mine = ThreadLocal.withInitial(threads::getAndIncrement);
    private final BitSet blamed = new BitSet();

    /// What a run left.
    ///
    /// @param run its id; empty if there is nothing
    record Left(String run, List<Whereabouts> places) {}

    private Underway(Path file, MappedByteBuffer notes) {
        this.file = file;
        this.notes = notes;
    }

    /// Begins the notes of a run, over those of any before; null where the disk takes none: a run does not need
    /// them.
    static @Nullable Underway begin(Path data, String run) {
        Path file = data.resolve(FILE);
        int slots = Math.min(SLOTS, Runtime.getRuntime().availableProcessors() + 2);
        try {
            Files.deleteIfExists(file);
            try (FileChannel channel = FileChannel.open(
                    file,
                    Set.of(
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS),
                    mode(file))) {
                byte[] id = run.getBytes(StandardCharsets.UTF_8);
                ByteBuffer whole = ByteBuffer.allocate((1 + slots) * SLOT);
                whole.putInt(id.length).put(id).rewind();
                while (whole.hasRemaining()) { // with its blocks: a write to memory beyond the disk ends the process
                    channel.write(whole);
                }
                return new Underway(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, whole.capacity()));
            }
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    /// What the last run was at when it ended, if it did not end in order.
    static Left left(Path data) throws IOException {
        try {
            ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(data.resolve(FILE)));
            List<Whereabouts> places = new ArrayList<>();
            if (all.capacity() > (1 + SLOTS) * SLOT || all.capacity() < SLOT) {
                return new Left("", List.of());
            }
            for (int at = SLOT; at + SLOT <= all.capacity(); at += SLOT) {
                Whereabouts place = place(all.slice(at, SLOT));
                if (place != null) {
                    places.add(place);
                }
            }
            return new Left(text(all.rewind()), places);
        } catch (NoSuchFileException e) {
            return new Left("", List.of());
        }
    }

    private static @Nullable Whereabouts place(ByteBuffer slot) {
        return slot.getInt() == 0
                ? null
                : place(slot.getLong(), slot.getLong(), slot.getLong(), slot.getLong(), text(slot), text(slot));
    }

    private static Whereabouts place(long from, long to, long device, long inode, String fileId, String path) {
        return new Whereabouts(path, device, inode, fileId, from, to);
    }

    private static String text(ByteBuffer from) {
        int length = from.getInt();
        byte[] bytes = new byte[Math.clamp(length, 0, from.remaining())];
        from.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// This thread is there now.
    void at(Whereabouts place) {
        byte[] id = place.fileId().getBytes(StandardCharsets.UTF_8);
        byte[] path = place.path().getBytes(StandardCharsets.UTF_8);
        int at = slot();
        int length = HEAD + 4 + id.length + 4 + path.length;
        if (at < 0 || length > SLOT) {
            return;
        }
        clear(at);
        int to = at + 4;
        for (long number : new long[] {place.from(), place.to(), place.device(), place.inode()}) {
            notes.putLong(to, number);
            to += 8;
        }
        put(id, at + HEAD);
        put(path, at + HEAD + 4 + id.length);
        VarHandle.releaseFence();
        notes.putInt(at, 1);
    }

    private void put(byte[] bytes, int at) {
        notes.putInt(at, bytes.length);
        notes.put(at + 4, bytes);
    }

    private void clear(int at) {
        notes.putInt(at, 0);
        VarHandle.releaseFence();
    }

    /// This thread got through.
    void done() {
        int at = slot();
        if (at >= 0) {
            clear(at);
        }
    }

    /// What this thread is at ends the run.
    void blame() {
        synchronized (blamed) {
            blamed.set(mine.get());
        }
    }

    private int slot() {
        int at = (1 + Math.min(mine.get(), SLOTS)) * SLOT;
        return at + SLOT <= notes.capacity() ? at : -1;
    }

    /// The run ends in order: what nobody is blamed for is forgotten.
    @Override
    public void close() {
        for (int thread = 0; (2 + thread) * SLOT <= notes.capacity(); thread++) {
            if (!blamed.get(thread)) {
                clear((1 + thread) * SLOT);
            }
        }
        if (blamed.isEmpty()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // Without a note in it, it says nothing.
            }
        }
    }

    /// For the owner alone.
    static FileAttribute<?>[] mode(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
