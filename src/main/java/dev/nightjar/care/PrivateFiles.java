package dev.nightjar.care;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;

/// Files and folders for their owner alone, whatever the umask says.
final class PrivateFiles {

    private PrivateFiles() {}

    /// Writes what a file has.
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /// Makes a folder, and those above it that are missing.
    static void folder(Path folder) throws IOException {
        Files.createDirectories(folder, mode(folder, "rwx------"));
    }

    /// Writes a file that is not there yet, durably.
    ///
    /// @return SHA-256 of what was written, hex
    static String write(Path file, Content content) throws IOException {
        folder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        MessageDigest sum = sha256();
        try (FileChannel channel = FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                        mode(file, "rw-------"));
                DigestOutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), sum)) {
            content.to(out);
            channel.force(true);
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    /// SHA-256 of a file, hex.
    static String sum(Path file) throws IOException {
        MessageDigest sum = sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sum)) {
            Files.copy(file, out);
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    /// Makes names in a folder, and in all below it, durable.
    static void force(Path top) throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult postVisitDirectory(
                    Path dir, java.io.@org.jspecify.annotations.Nullable IOException e) throws IOException {
                try (FileChannel channel = FileChannel.open(dir, StandardOpenOption.READ)) {
                    channel.force(true);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Deletes a folder with all that is in it; nothing if there is none. Links are deleted, not followed.
    static void delete(Path top) throws IOException {
        if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes of) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path dir, java.io.@org.jspecify.annotations.Nullable IOException e) throws IOException {
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
