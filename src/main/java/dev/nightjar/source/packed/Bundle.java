package dev.nightjar.source.packed;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// An archive of logs, as people send them: tar, compressed or not, or zip. Read as a stream, without temporary
/// files; names of members are labels and never become paths of this machine. Not thread-safe, except for
/// `retain` and `release`.
public final class Bundle implements AutoCloseable {

    /// Zip files that are programs or documents, and no logs.
    private static final Set<String> NO_LOGS = Set.of(
            "jar", "war", "ear", "apk", "aar", "whl", "egg", "nupkg", "xpi", "jmod", "docx", "xlsx", "pptx", "odt",
            "ods", "odp", "epub");

    /// Zip has no encoding of names but its first one, and UTF-8 where an entry says so.
    private static final Charset NAMES = Charset.forName("IBM437");

    private final Path file;
    private final boolean zip;
    private @Nullable ZipFile opened;
    private @Nullable TarArchiveInputStream tar;
    private @Nullable Unpacked outer;
    private int next;
    private int users;

    /// A file in it.
    ///
    /// @param number counts all entries from 0
    /// @param name without `..`, control characters, and slash at the beginning
    public record Member(int number, String name, Instant modified) {}

    /// Told of each member with its content, which ends with the call.
    public interface Visitor {
        /// Told of one member; `content` is of no use behind the call.
        void see(Member member, Unpacked content) throws IOException;
    }

    private Bundle(Path file, boolean zip) {
        this.file = file;
        this.zip = zip;
    }

    /// The archive that a file is, if it is one.
    ///
    /// @param packing of the file's first bytes
    /// @param content what they unpack to
    public static Optional<Bundle> of(Path file, Packing packing, byte[] content) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (packing == Packing.ZIP) {
            boolean logs = !NO_LOGS.contains(name.substring(name.lastIndexOf('.') + 1));
            return logs ? Optional.of(new Bundle(file, true)) : Optional.empty();
        }
        boolean tar = Packing.of(content, content.length) == Packing.TAR;
        return tar ? Optional.of(new Bundle(file, false)) : Optional.empty();
    }

    /// Reads all of it once; ends with what is wrong with it, if anything is.
    public Optional<String> each(Visitor visitor) {
        try {
            if (zip) {
                for (int i = 0; i < entries().size(); i++) {
                    ZipEntry entry = entries().get(i);
                    if (!entry.isDirectory()) {
                        Instant modified = entry.getLastModifiedTime() == null
                                ? Instant.EPOCH
                                : entry.getLastModifiedTime().toInstant();
                        visit(
                                visitor,
                                new Member(i, label(entry.getName()), modified),
                                () -> zip().getInputStream(entry));
                    }
                }
            } else {
                rewind();
                for (TarArchiveEntry entry = advance(); entry != null; entry = advance()) {
                    if (entry.isFile() && !entry.isLink() && tar().canReadEntryData(entry)) {
                        Instant modified = entry.getLastModifiedTime().toInstant();
                        visit(visitor, new Member(next - 1, label(entry.getName()), modified), this::current);
                    }
                }
            }
            return outer == null ? Optional.empty() : outer.damage().map(Unpacked.Damage::reason);
        } catch (IOException | RuntimeException e) {
            Optional<String> damage =
                    outer == null ? Optional.empty() : outer.damage().map(Unpacked.Damage::reason);
            return Optional.of(damage.orElseGet(() -> "damaged: " + e.getMessage()));
        } finally {
            closeQuietly();
        }
    }

    private interface Opener {
        InputStream open() throws IOException;
    }

    private static void visit(Visitor visitor, Member member, Opener opener) throws IOException {
        try (Unpacked content = Unpacked.of(new BufferedInputStream(opener.open(), 1 << 16))) {
            visitor.see(member, content);
        }
    }

    /// The content of a member, whose number must be known. Members before it are skipped, or the archive is begun
    /// anew: going through them in order is cheap.
    public Unpacked open(int number) throws IOException {
        if (zip) {
            return Unpacked.of(
                    new BufferedInputStream(zip().getInputStream(entries().get(number)), 1 << 16));
        }
        if (tar == null || next > number) {
            rewind();
        }
        while (next <= number) {
            if (advance() == null) {
                throw new IOException("the archive has changed since it was listed");
            }
        }
        return Unpacked.of(new BufferedInputStream(current(), 1 << 16));
    }

    private ZipFile zip() throws IOException {
        if (opened == null) {
            opened = new ZipFile(file.toFile(), NAMES);
        }
        return opened;
    }

    private List<ZipEntry> entries() throws IOException {
        return new ArrayList<>(zip().stream().toList());
    }

    private void rewind() throws IOException {
        close();
        Unpacked content = Unpacked.of(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        outer = content;
        tar = new TarArchiveInputStream(content, "UTF-8");
        next = 0;
    }

    private TarArchiveInputStream tar() {
        return java.util.Objects.requireNonNull(tar);
    }

    private @Nullable TarArchiveEntry advance() throws IOException {
        next++;
        return tar().getNextEntry();
    }

    /// The entry at hand; closing it leaves the archive open.
    private InputStream current() {
        return new FilterInputStream(tar()) {
            @Override
            public void close() {
                // the next entry comes out of the same stream
            }
        };
    }

    private static String label(String name) {
        StringBuilder label = new StringBuilder();
        for (String part : name.replace('\\', '/').split("/")) {
            if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                label.append(label.isEmpty() ? "" : "/").append(part.replaceAll("\\p{Cntrl}", "?"));
            }
        }
        return label.isEmpty() ? "?" : label.toString();
    }

    /// Somebody will open members.
    public synchronized void retain() {
        users++;
    }

    /// One who retained it has done; the last one closes it.
    public synchronized void release() {
        if (--users == 0) {
            closeQuietly();
        }
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            // only read from: nothing is lost
        }
    }

    @Override
    public void close() throws IOException {
        ZipFile archive = opened;
        TarArchiveInputStream stream = tar;
        opened = null;
        tar = null;
        if (archive != null) {
            archive.close();
        }
        if (stream != null) {
            stream.close();
        }
    }
}
