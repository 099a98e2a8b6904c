package dev.nightjar.store.lucene.index;

import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/// Compares the checksums that every file of an index ends with, as `CodecUtil.checksumEntireFile` does, but in
/// pieces
/// so large that
/// it costs a short command nothing: that one reads a kilobyte at a time through code that is still interpreted.
final class Checksums {

    private static final int PIECE = 1 << 16;

    /// The checksum itself, which it does not cover.
    private static final int UNCOVERED = Long.BYTES;

    private Checksums() {}

    /// Reads all files of a segment.
    ///
    /// @throws CorruptIndexException names the first file that is not what was written
    static void verify(SegmentReader segment) throws IOException {
        Directory directory = segment.directory();
        byte[] piece = new byte[PIECE];
        for (String file : segment.getSegmentInfo().files()) {
            try (IndexInput in = directory.openInput(file, IOContext.READONCE)) {
                verify(in, piece);
            }
        }
    }

    private static void verify(IndexInput in, byte[] piece) throws IOException {
        long expected = CodecUtil.retrieveChecksum(in);
        in.seek(0);
        CRC32 sum = new CRC32();
        long left = in.length() - UNCOVERED;
        while (left > 0) {
            int length = (int) Math.min(piece.length, left);
            in.readBytes(piece, 0, length);
            sum.update(piece, 0, length);
            left -= length;
        }
        if (sum.getValue() != expected) {
            throw new CorruptIndexException(
                    "checksum failed (hardware problem?): expected=" + Long.toHexString(expected) + " actual="
                            + Long.toHexString(sum.getValue()),
                    in);
        }
    }
}
