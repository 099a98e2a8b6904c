package dev.nightjar.source.read;

import dev.nightjar.model.log.Position;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.source.find.ContentHash;
import dev.nightjar.source.packed.Unpacked;
import dev.nightjar.source.text.Encoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;

/// A file that an earlier run read, of which any part can be loaded by itself. A packed one is unpacked into a
/// temporary file without a name of its own, which goes when this is closed.
public final class Seekable implements AutoCloseable {

    /// Bytes of the longest unit: those before a line say whether it is one.
    private static final int UNIT = 4;

    private static final int AFTER = 1 << 13;

    /// Between an archive and a file in it.
    private static final String MEMBER = "!/";

    /// Bytes that a packed file may have when it is unpacked.
    private static final long MOST_UNPACKED = 256L << 20;

    private final FileChannel channel;
    private final SourceFile file;
    private final Encoding encoding;
    private final ContentHash hash = new ContentHash(new byte[8]);
    private final long size;
    private long read;

    /// @param read bytes already
    private Seekable(FileChannel channel, SourceFile file, Encoding encoding, long read) throws IOException {
        this.channel = channel;
        this.file = file;
        this.encoding = encoding;
        this.size = channel.size();
        this.read = read;
    }

    /// Opens it where it was last.
    ///
    /// @param zone for times whose text names none
    /// @throws IOException saying what is wrong: it is in an archive, gone, another file now, or too large
    ///     unpacked
    public static Seekable open(Position known, ZoneId zone) throws IOException {
        Path path = Path.of(known.path());
        boolean packed = known.identity().compressed();
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException("is no file");
        }
        if (known.path().contains(MEMBER) && !Files.exists(path)) {
            throw new IOException("is in an archive");
        }
        SourceFile file = new SourceFile(
                known.fileId(),
                path,
                known.project(),
                known.host(),
                zone,
                known.identity().modified());
        FileChannel channel = packed ? unpacked(path) : FileChannel.open(path, StandardOpenOption.READ);
        try {
            byte[] first = new byte[known.identity().prefixLength()];
            int length = Spot.readFully(channel, first, first.length, 0);
            if (length < first.length
                    || !ContentHash.sha256(first, 0, length)
                            .equals(known.identity().prefix())) {
                throw new IOException("has other content now");
            }
            return new Seekable(channel, file, Encoding.named(known.encoding()), packed ? channel.size() : 0);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel unpacked(Path path) throws IOException {
        Path place = Files.createTempFile("nightjar-", ".log"); // for its owner alone
        FileChannel channel = FileChannel.open(
                place, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try (Unpacked in = Unpacked.of(Files.newInputStream(path))) {
            byte[] buffer = new byte[1 << 16];
            for (int got = in.read(buffer, 0, buffer.length); got > 0; got = in.read(buffer, 0, buffer.length)) {
                if (channel.size() + got > MOST_UNPACKED) {
                    throw new IOException("has more than " + (MOST_UNPACKED >> 20) + " MiB unpacked");
                }
                for (ByteBuffer rest = ByteBuffer.wrap(buffer, 0, got); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// Bytes of it when it was opened.
    public long size() {
        return size;
    }

    /// Bytes read so far.
    public long read() {
        return read;
    }

    /// The lines that begin in `[from, from + length)`, and the rest of the last record if that is short.
    public Loaded load(long from, int length) throws IOException {
        long begin = encoding.aligned(Math.max(0, from));
        int context = (int) Math.min(begin, UNIT);
        long to = Math.min(size, begin + length);
        byte[] bytes = new byte[(int) (Math.min(size, to + AFTER) - begin) + context];
        int got = Spot.readFully(channel, bytes, bytes.length, begin - context);
        read += got;
        boolean atEnd = begin - context + got >= size;
        Piece piece = new Piece(begin, Math.max(begin, to), new Piece.Raw(bytes, begin - context, got, atEnd));
        return Loaded.of(piece, java.util.Objects.requireNonNull(piece.loaded()), hash, file, encoding);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
