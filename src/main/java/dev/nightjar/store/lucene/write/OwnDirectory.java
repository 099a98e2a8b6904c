package dev.nightjar.store.lucene.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.NIOFSDirectory;

/// The folder of an index as it is written: its files are for their owner alone, whatever the umask says and wherever
/// they are copied.
public final class OwnDirectory extends NIOFSDirectory {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final boolean posix;

    public OwnDirectory(Path index) throws IOException {
        super(index);
        this.posix = index.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        return own(super.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        return own(super.createTempOutput(prefix, suffix, context));
    }

    private IndexOutput own(IndexOutput output) throws IOException {
        if (posix) {
            Files.setPosixFilePermissions(getDirectory().resolve(output.getName()), OWNER);
        }
        return output;
    }

    /// What Lucene makes by other means, as its lock.
    public void ownAll() throws IOException {
        for (String name : listAll()) {
            Path file = getDirectory().resolve(name);
            if (posix && !Files.getPosixFilePermissions(file).equals(OWNER)) {
                Files.setPosixFilePermissions(file, OWNER);
            }
        }
    }
}
