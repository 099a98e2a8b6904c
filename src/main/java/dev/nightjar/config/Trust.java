package dev.nightjar.config;

import dev.nightjar.model.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which files and folders are believed to be what their owner made them. What anybody may write to is not, nor are
/// links in the place of files that are written; an index does not lie on a network's file system, where locks are not
/// those of one machine.
///
/// @param all all but links is believed: somebody said `--trust`
public record Trust(boolean all) {

    /// Nothing is believed that others may have changed.
    public static final Trust CAREFUL = new Trust(false);

    /// Of a data folder: lines and mails are written to what has these names.
    private static final Set<String> NO_LINKS =
            Set.of("triage.jsonl", "sent.jsonl", "outbox", "outbox/sent", "outbox/dead", "outbox/kept", "hooks");

    /// As they are called by the kernel.
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "smbclient",
            "afs",
            "ncpfs",
            "ncp",
            "coda",
            "fuse.sshfs",
            "fuse.s3fs",
            "fuse.rclone",
            "fuse.davfs",
            "davfs",
            "fuse.smbnetfs",
            "fuse.curlftpfs");

    private static final String ANYWAY = ", or say --trust";

    /// Fails with exit code 78 if anybody may write to a data folder, or links lie in it where files are written.
    public void data(Path folder) {
        if (!all && isOpen(folder)) {
            throw refused(
                    "the data folder " + folder + " is writable by everybody: run chmod o-w '" + folder + "'" + ANYWAY);
        }
        for (String name : NO_LINKS) {
            Path there = folder.resolve(name);
            if (Files.isSymbolicLink(there)) {
                throw refused(there + " is a symbolic link, which is not followed: put what it leads to in its place");
            }
        }
    }

    /// Fails with exit code 78 if an index in this folder would lie on a network's file system.
    public void local(Path folder) {
        local(folder, type(folder));
    }

    void local(Path folder, String type) {
        if (!all && NETWORK.contains(type.toLowerCase(Locale.ROOT))) {
            throw refused(folder + " lies on a network file system (" + type
                    + "), where locks and deleted files are not"
                    + " those of one machine, and an index is lost: choose a local folder with --data DIR" + ANYWAY);
        }
    }

    /// Fails with exit code 78 if anybody may write to a folder or to anything in it.
    ///
    /// @return the folder
    public Path tree(Path folder) {
        if (all) {
            return folder;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Trust::isOpen).findFirst().ifPresent(open -> {
                throw refused(open + " is writable by everybody: run chmod o-w '" + open + "'" + ANYWAY);
            });
        } catch (IOException | UncheckedIOException e) {
            // whoever reads it tells why it cannot be read
        }
        return folder;
    }

    private static boolean isOpen(Path path) {
        try {
            return !Files.isSymbolicLink(path)
                    && Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)
                            .contains(PosixFilePermission.OTHERS_WRITE);
        } catch (UnsupportedOperationException | IOException e) {
            return false;
        }
    }

    private static String type(Path folder) {
        @Nullable Path there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there == null ? "" : Files.getFileStore(there).type();
        } catch (IOException e) {
            return "";
        }
    }

    private static Failure refused(String what) {
        return new Failure(Failure.Exit.CONFIGURATION, what);
    }
}
