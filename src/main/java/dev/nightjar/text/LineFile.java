package dev.nightjar.text;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A text file of lines (UTF-8) that is only ever appended to, readable for its owner only, written by one at a
/// time of all processes. A line is on disk when its `append` returns. One that a crash left unfinished stays, and
/// is ended before the next: it is read as a line of its own.
public final class LineFile {

    /// Bytes of the longest line that is read; of a longer one no more is held in memory.
    public static final int LONGEST = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private final Path file;

    /// @param file need not be there
    public LineFile(Path file) {
        this.file = file;
    }

    /// A line with its number, from 1, blank ones counted.
    ///
    /// @param text without its end; what is no UTF-8 is replaced by U+FFFD
    /// @param isWhole false if it was longer than `LONGEST` bytes and `text` is its beginning
    public record Line(int number, String text, boolean isWhole) {}

    /// The file, held against all others who would write to it.
    public static final class Held implements AutoCloseable {

        private final FileChannel channel;

        private Held(FileChannel channel) {
            this.channel = channel;
        }

        /// Adds a line; it is on disk when this returns.
        ///
        /// @param line without an end in it or behind it
        public void append(String line) throws IOException {
            long end = channel.size();
            String text = (endsInLine(end) ? "" : "\n") + line + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes, end + bytes.position());
            }
            channel.force(true);
        }

        private boolean endsInLine(long size) throws IOException {
            ByteBuffer last = ByteBuffer.allocate(1);
            return size == 0 || (channel.read(last, size - 1) == 1 && last.get(0) == '\n');
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // What was appended is on disk, and the lock ends with the process.
            }
        }
    }

    /// Waits until no other process holds the file, and adds a line.
    ///
    /// @throws OverlappingFileLockException if another thread of this process holds it
    public void append(String line) throws IOException {
        FileChannel channel = open();
        try (Held held = new Held(channel)) {
            channel.lock();
            held.append(line);
        }
    }

    /// Holds the file, which is made if it is not there; null if somebody else holds it.
    public @Nullable Held hold() throws IOException {
        FileChannel channel = open();
        Held held = new Held(channel);
        try {
            if (channel.tryLock() != null) {
                return held;
            }
        } catch (OverlappingFileLockException e) {
            // Another thread holds it.
        } catch (IOException e) {
            held.close();
            throw e;
        }
        held.close();
        return null;
    }

    private FileChannel open() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent(), ownerOnly("rwx------"));
        refuseLink();
        return FileChannel.open(file, Set.of(CREATE, READ, WRITE, NOFOLLOW_LINKS), ownerOnly("rw-------"));
    }

    /// Where a link leads to, others may have chosen.
    private void refuseLink() throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new IOException("it is a symbolic link, which is not followed: put the file itself in its place");
        }
    }

    private FileAttribute<?>[] ownerOnly(String mode) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    /// Shows every line that is not blank, in the order of the file; none if there is no file. A line ends at `\n`
    /// or `\r\n`. Needs the memory of one line, whatever the file has.
    public void each(Consumer<Line> to) throws IOException {
        refuseLink();
        if (Files.notExists(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
            new Reading(to).all(in);
        }
    }

    private static final class Reading {

        private final Consumer<Line> to;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private boolean isWhole = true;
        private int number = 1;

        Reading(Consumer<Line> to) {
            this.to = to;
        }

        void all(InputStream in) throws IOException {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int from = 0;
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        add(buffer, from, i);
                        end();
                        from = i + 1;
                    }
                }
                add(buffer, from, read);
            }
            end();
        }

        private void add(byte[] buffer, int from, int to) {
            int fits = Math.min(to - from, LONGEST - line.size());
            line.write(buffer, from, fits);
            isWhole &= fits == to - from;
        }

        private void end() {
            String text = line.toString(StandardCharsets.UTF_8);
            String shown = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            if (!shown.isBlank()) {
                to.accept(new Line(number, shown, isWhole));
            }
            number++;
            isWhole = true;
            line.reset();
        }
    }

    /// What an error of the file says to people.
    public static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
