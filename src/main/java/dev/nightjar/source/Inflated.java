package dev.nightjar.source;

import dev.nightjar.model.Block;
import dev.nightjar.model.SourceFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/// The content of a compressed file, read in order. What can be decompressed before a damage is content; the
/// damage is remembered.
final class Inflated implements AutoCloseable {

    private static final int AHEAD = Reading.LONG_OVERLAP;

    private final InputStream in;
    private byte[] window = new byte[4 * Reading.PIECE];
    private long first;
    private int length;
    private long next;
    private boolean ended;
    private @Nullable String damage;

    Inflated(FoundFile file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16);
        try {
            this.in = GzipCompressorInputStream.builder()
                    .setInputStream(raw)
                    .setDecompressConcatenated(true)
                    .get();
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    Optional<String> damage() {
        return Optional.ofNullable(damage);
    }

    /// The content's beginning, without consuming it.
    Head head() {
        fill(1 << 17);
        return new Head(Arrays.copyOf(window, Math.min(length, 1 << 17)));
    }

    /// Where the content ends, if the end was reached.
    long end() {
        return first + length;
    }

    boolean ended() {
        return ended;
    }

    /// Consumes everything before `offset`, and says what the content up to there proves; empty if it ends
    /// before.
    Optional<Proof> skip(long offset, ContentHash hash) {
        String chain = "";
        while (next + Reading.PIECE <= offset) {
            fill(next + Reading.PIECE);
            if (end() < next + Reading.PIECE) {
                return Optional.empty();
            }
            int from = (int) (next - first);
            chain = ContentHash.chain(chain, hash.piece(window, from, from + Reading.PIECE));
            next += Reading.PIECE;
            drop();
        }
        fill(offset);
        if (end() < offset) {
            return Optional.empty();
        }
        next = offset;
        return Optional.of(new Proof(chain, tail(offset)));
    }

    /// What content up to an offset proves: the chain of its full MiB, and its last bytes.
    record Proof(String chain, String tail) {}

    Optional<Piece> next(SourceFile file, int number) {
        long to = (next / Reading.PIECE + 1) * Reading.PIECE;
        fill(to + AHEAD);
        to = Math.min(to, end());
        if (to <= next) {
            return Optional.empty();
        }
        long from = next;
        long begin = Math.max(first, from / Reading.PIECE * Reading.PIECE - Reading.CONTEXT);
        long limit = Math.min(end(), to + AHEAD);
        byte[] bytes = Arrays.copyOfRange(window, (int) (begin - first), (int) (limit - first));
        Block block = Reading.block(file, bytes, begin, bytes.length, from, to, ended && limit == end());
        Piece piece = new Piece(number, from, to, block, tail(to));
        next = to;
        drop();
        return Optional.of(piece);
    }

    private String tail(long offset) {
        int to = (int) (offset - first);
        return ContentHash.sha256(window, Math.max(0, to - (int) Math.min(Head.TAIL, offset)), to);
    }

    /// Reads until the window reaches `offset` or the content ends.
    private void fill(long offset) {
        while (!ended && end() < offset) {
            if (length == window.length) {
                window = Arrays.copyOf(window, window.length * 2);
            }
            try {
                int n = in.read(window, length, window.length - length);
                ended = n < 0;
                length += Math.max(0, n);
            } catch (IOException e) {
                ended = true;
                damage = "damaged behind byte " + end() + " of its content: " + e.getMessage();
            }
        }
    }

    /// Forgets what lies more than a piece and the context before `next`.
    private void drop() {
        int old = (int) (next / Reading.PIECE * Reading.PIECE - Reading.CONTEXT - first);
        if (old > Reading.PIECE) {
            System.arraycopy(window, old, window, 0, length - old);
            first += old;
            length -= old;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
