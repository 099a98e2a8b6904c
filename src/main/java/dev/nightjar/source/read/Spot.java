package dev.nightjar.source.read;

import dev.nightjar.source.find.ContentHash;
import dev.nightjar.source.find.Finder;
import dev.nightjar.source.find.FoundFile;
import dev.nightjar.source.find.Head;
import dev.nightjar.source.find.Moved;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// The place where a plain file was found: reads single spots of it, and says whether it is still that file.
public final class Spot {

    /// Fewer zeros at the end are text: in UTF-16 the last line end has one.
    private static final int FEW = 8;

    /// What is said of a file that is not what it was.
    static final String TRUNCATED = "was truncated while it was read: what it held from there on is lost";

    private final FoundFile file;

    public Spot(FoundFile file) {
        this.file = file;
    }

    static int readFully(FileChannel channel, byte[] bytes, int length, long at) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(bytes, 0, length);
        while (into.hasRemaining()) {
            int n = channel.read(into, at + into.position());
            if (n < 0) {
                break;
            }
        }
        return into.position();
    }

    /// To be asked after reading: a path may lead to another file at any time.
    ///
    /// @throws Moved if it does, or if the file is now shorter than `least`
    void check(long least) throws IOException {
        Map<String, Object> unix = Files.readAttributes(file.path(), "unix:dev,ino,size");
        if (Finder.number(unix, "dev") != file.device() || Finder.number(unix, "ino") != file.inode()) {
            throw new Moved("was renamed while it was read");
        }
        if (Finder.number(unix, "size") < least) {
            throw new Moved(TRUNCATED);
        }
    }

    /// Whether the first bytes are still those of a proof.
    boolean begins(int length, String prefix) throws IOException {
        byte[] bytes = new byte[length];
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            return readFully(channel, bytes, length, 0) == length
                    && ContentHash.sha256(bytes, 0, length).equals(prefix);
        }
    }

    /// Proof of the bytes before an offset.
    public String tail(long offset) throws IOException {
        int length = (int) Math.min(Head.TAIL, offset);
        byte[] bytes = new byte[length];
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            int read = readFully(channel, bytes, length, offset - length);
            return ContentHash.sha256(bytes, 0, read);
        }
    }

    /// Where the zeros begin that end the file, its size if it ends with something else: programs that reserve
    /// space
    /// write over them later.
    public long end(long from) throws IOException {
        long end = file.size();
        byte[] bytes = new byte[1 << 16];
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            while (end > from) {
                int length = (int) Math.min(end == file.size() ? 1 : bytes.length, end - from);
                int last = readFully(channel, bytes, length, end - length) - 1;
                while (last >= 0 && bytes[last] == 0) {
                    last--;
                }
                end = end - length + last + 1;
                if (last >= 0) {
                    break;
                }
            }
        }
        return file.size() - end < FEW ? file.size() : end;
    }
}
