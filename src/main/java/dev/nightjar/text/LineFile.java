package dev.nightjar.text;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.nightjar.model.CrashPoint;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A text file of lines (UTF-8) that is only ever appended to, but for lines that are left out when it is too
/// long, readable for its owner only, written by one at a time of all processes. A line is on disk when its
/// `append` returns. One that a crash left unfinished stays, and is ended before the next: it is read as a line
/// of its own.
public final class LineFile {

    /// Bytes of the longest line that is read; of a longer one no more is held in memory.
    public static final int LONGEST = 1 << 20;

    private static final int BUFFER = 1 << 16;
    private static final String MARK = "{\"shortened\":\"";
    private static final String FIRST = ",\"first\":\"";

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
    public final class Held implements AutoCloseable {

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

        /// Shows every line as `LineFile.each` does. The file is not opened a second time: closing that would
        /// end the lock, which is of the process (POSIX).
        public void each(Consumer<Line> to) throws IOException {
            new Reading(to).all(content());
        }

        private InputStream content() {
            return new InputStream() {
                private long at;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                }

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    int read = channel.read(ByteBuffer.wrap(bytes, from, length), at);
                    at += Math.max(0, read);
                    return read;
                }
            };
        }

        /// Leaves lines out, all at once: killed anywhere, the file is the one of before or that of after. A
        /// mark in place of the first line says when, and what the first line ever was; `each` does not show
        /// it. What is held is the file of before: it is to be closed.
        ///
        /// @param lines by their numbers
        public void leaveOut(BitSet lines, Instant now) throws IOException {
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(beside);
            try (FileChannel out =
                    FileChannel.open(beside, Set.of(CREATE, WRITE, NOFOLLOW_LINKS), ownerOnly(file, "rw-------"))) {
                OutputStream to = new BufferedOutputStream(Channels.newOutputStream(out), BUFFER);
                copy(lines, now, to);
                to.flush();
                out.force(true);
            }
            CrashPoint.here("lines.written");
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), READ)) {
                folder.force(true);
            }
        }

        private void copy(BitSet lines, Instant now, OutputStream to) throws IOException {
            String first = firstLine(content());
            String mark = MARK + now + '"' + FIRST + origin(first) + "\"}\n";
            to.write(mark.getBytes(StandardCharsets.UTF_8));
            boolean marked = first.startsWith(MARK);
            byte[] buffer = new byte[BUFFER];
            int number = 1;
            int last = '\n';
            InputStream in = content();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (!lines.get(number) && !(marked && number == 1)) {
                        to.write(buffer[i]);
                        last = buffer[i];
                    }
                    number += buffer[i] == '\n' ? 1 : 0;
                }
            }
            if (last != '\n') {
                to.write('\n');
            }
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
        while (true) {
            Object before = identity();
            FileChannel channel = open();
            Object opened = before == null ? identity() : before;
            try (Held held = new Held(channel)) {
                channel.lock();
                if (opened != null && opened.equals(identity())) {
                    held.append(line);
                    return;
                }
            }
        }
    }

    /// Which file lies there: another one may have taken its place while its lock was waited for. Null if there
    /// is none.
    private @Nullable Object identity() throws IOException {
        try {
            BasicFileAttributes there = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
            Object key = there.fileKey();
            return key == null ? file : key;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /// Holds the file, which is made if it is not there; null if somebody else holds it.
    public @Nullable Held hold() throws IOException {
        while (true) {
            Object before = identity();
            Held held = new Held(open());
            Object opened = before == null ? identity() : before;
            try {
                if (held.channel.tryLock() == null) {
                    held.close();
                    return null;
                }
                if (opened != null && opened.equals(identity())) {
                    return held;
                }
                held.close();
            } catch (OverlappingFileLockException e) {
                held.close();
                return null; // another thread holds it
            } catch (IOException e) {
                held.close();
                throw e;
            }
        }
    }

    /// Whether lines were left out of a file later than out of another, with which it once was the same: it has
    /// what of the other still holds, and whatever came behind.
    public static boolean isShortened(Path file, Path earlier) throws IOException {
        try (InputStream now = Files.newInputStream(file, NOFOLLOW_LINKS);
                InputStream then = Files.newInputStream(earlier, NOFOLLOW_LINKS)) {
            String mark = firstLine(now);
            String before = firstLine(then);
            return mark.startsWith(MARK)
                    && origin(mark).equals(origin(before))
                    && (!before.startsWith(MARK) || before.compareTo(mark) <= 0);
        }
    }

    private static String firstLine(InputStream file) throws IOException {
        InputStream in = new BufferedInputStream(file);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n' && line.size() < LONGEST; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /// What the first line of a file ever was, as a hash: of a file in which lines were left out its mark says
    /// it.
    private static String origin(String first) {
        if (first.startsWith(MARK)) {
            int at = first.indexOf(FIRST) + FIRST.length();
            return first.substring(at, Math.max(at, first.indexOf('"', at)));
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(first.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private FileChannel open() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent(), ownerOnly(file, "rwx------"));
        refuseLink();
        return FileChannel.open(file, Set.of(CREATE, READ, WRITE, NOFOLLOW_LINKS), ownerOnly(file, "rw-------"));
    }

    /// Where a link leads to, others may have chosen.
    private void refuseLink() throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new IOException("it is a symbolic link, which is not followed: put the file itself in its place");
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file, String mode) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    /// Shows every line that is not blank, in the order of the file; none if there is no file. A line ends at
    /// `\n` or `\r\n`. Needs the memory of one line, whatever the file has.
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
            if (!shown.isBlank() && !(number == 1 && shown.startsWith(MARK))) {
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
