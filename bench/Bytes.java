import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that is written fast: text comes as bytes, numbers as digits, nothing is allocated on the way.
final class Bytes implements AutoCloseable {

    private static final int LARGEST_PIECE = 64 * 1024;

    private static final byte[] HEX = of("0123456789abcdef");

    private final byte[] buffer = new byte[1 << 20];
    private final FileChannel file;
    private int length;
    private long written;

    Bytes(Path path) throws IOException {
        file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    long written() {
        return written + length;
    }

    Bytes put(byte[] piece) {
        System.arraycopy(piece, 0, buffer, length, piece.length);
        length += piece.length;
        return this;
    }

    Bytes put(char ascii) {
        buffer[length++] = (byte) ascii;
        return this;
    }

    /// A number in so many digits, with leading zeros.
    Bytes digits(long number, int width) {
        long rest = number;
        for (int i = length + width - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += width;
        return this;
    }

    Bytes number(long number) {
        int width = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            width++;
        }
        return digits(number, width);
    }

    /// So many lower-case hex digits of the lowest bits.
    Bytes hex(long bits, int width) {
        for (int i = 0; i < width; i++) {
            buffer[length++] = HEX[(int) (bits >>> 4 * (width - 1 - i)) & 15];
        }
        return this;
    }

    /// To be called before each record, which must not be longer than 64 KiB.
    void room() {
        if (length > buffer.length - LARGEST_PIECE) {
            flush();
        }
    }

    private void flush() {
        try {
            ByteBuffer out = ByteBuffer.wrap(buffer, 0, length);
            while (out.hasRemaining()) {
                file.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written += length;
        length = 0;
    }

    @Override
    public void close() throws IOException {
        flush();
        file.close();
    }
}
