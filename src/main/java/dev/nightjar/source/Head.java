package dev.nightjar.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// The beginning of a file's content: for detection, and as the first proof of what file it is.
///
/// @param bytes the first at most 128 KiB, decompressed
record Head(byte[] bytes) {

    static final int PREFIX = 1024;
    static final int TAIL = 256;
    private static final int SAMPLE = 1 << 17;
    private static final int SNIFFED = 8 << 10;

    static Head of(FoundFile file) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            byte[] bytes = new byte[(int) Math.min(SAMPLE, file.size())];
            return new Head(Arrays.copyOf(bytes, Reading.readFully(channel, bytes, bytes.length, 0)));
        }
    }

    int prefixLength() {
        return Math.min(PREFIX, bytes.length);
    }

    String prefix() {
        return prefix(prefixLength());
    }

    /// Proof of the first `length` bytes; empty if there are fewer.
    String prefix(int length) {
        return length > bytes.length ? "" : ContentHash.sha256(bytes, 0, length);
    }

    /// More than 5 % of the first 8 KiB are control characters that no text has; zeros at the very beginning do
    /// not count, a truncated log begins with them. (Compressed or random bytes have 11 %.)
    boolean looksBinary() {
        int length = Math.min(SNIFFED, bytes.length);
        int from = 0;
        while (from < length && bytes[from] == 0) {
            from++;
        }
        int control = 0;
        for (int i = from; i < length; i++) {
            int c = bytes[i] & 0xFF;
            control += c < 32 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 27 || c == 127 ? 1 : 0;
        }
        return control * 20 > length - from;
    }
}
