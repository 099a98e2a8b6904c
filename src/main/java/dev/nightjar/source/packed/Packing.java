package dev.nightjar.source.packed;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.XZInputStream;

/// How a file is packed, told by its first bytes: names lie.
public enum Packing {
    NONE,
    GZIP,
    BZIP2,
    XZ,
    ZSTD,
    LZ4,
    /// Of compress(1): `.Z`.
    LZW,
    TAR,
    ZIP;

    /// Bytes that `of` wants to see, if the file has as many.
    public static final int SEEN = 512;

    /// What xz(1) needs for `-9` is 65 MiB; a file that wants more is named instead of read.
    private static final int MOST_KIB = 70 << 10;

    /// 8 MiB, which is what every reader of zstd must bear, and all that `-19` needs; what wants more
    /// (`--long`, `--ultra`) is named instead of read: a window lies beside the heap, within the memory of the
    /// process.
    private static final int MOST_WINDOW_LOG = 23;

    private static final int FRAME = 0xFD2FB528;
    private static final int SKIPPED = 0x184D2A50;
    private static final int TAR_MAGIC = 257;
    private static final int TAR_CHECKSUM = 148;
    private static final int TAR_TYPE = 156;

    /// What these first bytes say.
    public static Packing of(byte[] b, int length) {
        if (begins(b, length, 0x1f, 0x8b, 0x08)) {
            return GZIP;
        }
        if (begins(b, length, 'B', 'Z', 'h') && length > 9 && b[3] >= '1' && b[3] <= '9' && isBzip2Block(b)) {
            return BZIP2;
        }
        if (begins(b, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        if (isZstd(b, length)) {
            return ZSTD;
        }
        if (begins(b, length, 0x04, 0x22, 0x4d, 0x18)) {
            return LZ4;
        }
        if (begins(b, length, 0x1f, 0x9d)) {
            return LZW;
        }
        if (begins(b, length, 'P', 'K', 3, 4) || begins(b, length, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        return isTar(b, length) ? TAR : NONE;
    }

    private static boolean begins(byte[] b, int length, int... magic) {
        if (length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((b[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /// Frames that readers skip may stand before the first one: pzstd(1) writes them.
    private static boolean isZstd(byte[] b, int length) {
        ByteBuffer in = ByteBuffer.wrap(b, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        while (in.remaining() >= 8 && (in.getInt(in.position()) & ~0xF) == SKIPPED) {
            int size = in.getInt(in.position() + 4);
            if (size < 0 || size > in.remaining() - 8) {
                return false;
            }
            in.position(in.position() + 8 + size);
        }
        return in.remaining() >= 4 && in.getInt(in.position()) == FRAME;
    }

    /// A block's number is pi, the end of an empty file the square root of it.
    private static boolean isBzip2Block(byte[] b) {
        return b[4] == 0x31 && b[5] == 0x41 && b[6] == 0x59 || b[4] == 0x17 && b[5] == 0x72 && b[6] == 0x45;
    }

    /// `ustar` where POSIX has it; for archives before that, a header whose checksum is right.
    private static boolean isTar(byte[] b, int length) {
        if (length < SEEN) {
            return false;
        }
        if (new String(b, TAR_MAGIC, 5, StandardCharsets.US_ASCII).equals("ustar")) {
            return true;
        }
        int sum = 0;
        for (int i = 0; i < SEEN; i++) {
            sum += i >= TAR_CHECKSUM && i < TAR_TYPE ? ' ' : b[i] & 0xFF;
        }
        String written = new String(b, TAR_CHECKSUM, 8, StandardCharsets.US_ASCII).replaceAll("[\\x00 ]", "");
        return written.matches("[0-7]{3,7}") && b[0] != 0 && Integer.parseInt(written, 8) == sum;
    }

    /// Several files in one.
    public boolean isArchive() {
        return this == TAR || this == ZIP;
    }

    /// True for a single content that must be unpacked to be read.
    public boolean isCompressed() {
        return this != NONE && !isArchive();
    }

    /// The content of what `in` has; `in` itself where nothing is compressed.
    ///
    /// @throws IOException if it does not even begin as it should
    InputStream unpack(InputStream in) throws IOException {
        return switch (this) {
            case NONE, TAR, ZIP -> in;
            case GZIP -> new Gzip(in);
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case XZ ->
                // many small streams in one file share their dictionary: each would cost as much as its header likes
                new XZInputStream(in, MOST_KIB, true, new BasicArrayCache());
            case ZSTD -> new ZstdInputStreamNoFinalizer(in).setLongMax(MOST_WINDOW_LOG);
            case LZ4 -> new FramedLZ4CompressorInputStream(in, true);
            case LZW -> new ZCompressorInputStream(in, MOST_KIB);
        };
    }
}
