package dev.nightjar.source;

import dev.nightjar.model.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/// Compares content of files.
final class Content {

    private Content() {}

    /// Proof of the `length` bytes before `offset` of a plain file.
    static String tail(FoundFile file, long offset, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            byte[] bytes = new byte[length];
            int read = Reading.readFully(channel, bytes, length, offset - length);
            return ContentHash.sha256(bytes, 0, read);
        }
    }

    /// Whether a plain file's content up to the position's offset is what was read: all of it is hashed.
    static boolean proves(FoundFile file, Position position, ContentHash hash) throws IOException {
        int length = (int) Math.min(Head.TAIL, position.offset());
        if (!tail(file, position.offset(), length).equals(position.identity().tail())) {
            return false;
        }
        String chain = "";
        byte[] bytes = new byte[Reading.PIECE];
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            for (long at = 0; at + Reading.PIECE <= position.offset(); at += Reading.PIECE) {
                if (Reading.readFully(channel, bytes, Reading.PIECE, at) < Reading.PIECE) {
                    return false;
                }
                chain = ContentHash.chain(chain, hash.piece(bytes, 0, Reading.PIECE));
            }
        }
        return chain.equals(position.identity().chain());
    }

    /// Whether two files have the same content, or that of the second is the beginning of the first's (a copy
    /// being made).
    static boolean same(FoundFile whole, FoundFile other) throws IOException {
        if (!whole.compressed() && !other.compressed() && whole.size() != other.size()) {
            return false;
        }
        byte[] a = new byte[1 << 16];
        byte[] b = new byte[1 << 16];
        try (InputStream first = open(whole);
                InputStream second = open(other)) {
            while (true) {
                int n = second.readNBytes(b, 0, b.length);
                int m = first.readNBytes(a, 0, n);
                if (m != n || !Arrays.equals(a, 0, n, b, 0, n)) {
                    return false;
                }
                if (n < b.length) {
                    return whole.compressed() || !other.compressed() || first.read() < 0;
                }
            }
        } catch (java.io.EOFException e) {
            return true; // a compressed copy not yet finished, equal so far
        }
    }

    private static InputStream open(FoundFile file) throws IOException {
        InputStream in = Files.newInputStream(file.path());
        return file.compressed()
                ? GzipCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get()
                : in;
    }
}
