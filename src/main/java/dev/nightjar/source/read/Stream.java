package dev.nightjar.source.read;

import dev.nightjar.source.find.FoundFile;
import dev.nightjar.source.find.Head;
import dev.nightjar.source.packed.Unpacked;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The content of a packed file, which can only be read in order: opened when its turn comes, closed at its end.
final class Stream implements AutoCloseable {

    private final FoundFile file;
    private @Nullable Unpacked in;
    private byte[] window = new byte[0];
    private long first;
    private int length;
    private long next;
    private boolean ended;
    private byte @Nullable [] sample;
    private Optional<Unpacked.Damage> damage = Optional.empty();

    Stream(FoundFile file, long start) {
        this.file = file;
        this.next = start;
    }

    Optional<Unpacked.Damage> damage() {
        return damage;
    }

    Optional<Piece> next() throws IOException {
        Unpacked content = opened();
        long to = (next / Reading.PIECE + 1) * Reading.PIECE;
        fill(content, to + Reading.LONG_OVERLAP);
        to = Math.min(to, first + length);
        if (to <= next) {
            close();
            return Optional.empty();
        }
        long begin = Math.max(first, next / Reading.PIECE * Reading.PIECE - Reading.CONTEXT);
        long limit = Math.min(first + length, to + Reading.LONG_OVERLAP);
        byte[] bytes = Arrays.copyOfRange(window, (int) (begin - first), (int) (limit - first));
        boolean atEnd = ended && limit == first + length;
        Piece piece = new Piece(next, to, new Piece.Raw(bytes, begin, bytes.length, atEnd));
        next = to;
        drop();
        return Optional.of(piece);
    }

    /// The first bytes, or those where reading begins, if the beginning is long over.
    byte[] sample() throws IOException {
        if (sample == null) {
            opened();
        }
        return java.util.Objects.requireNonNull(sample);
    }

    private Unpacked opened() throws IOException {
        Unpacked content = in;
        if (content == null) {
            content = file.open();
            in = content;
            window = new byte[4 * Reading.PIECE];
            first = Math.max(0, next / Reading.PIECE * Reading.PIECE - Reading.PIECE);
            skip(content, first);
            fill(content, first + Head.SAMPLE);
            sample = Arrays.copyOf(window, Math.min(length, Head.SAMPLE));
        }
        return content;
    }

    private void skip(Unpacked content, long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            int n = content.read(window, 0, (int) Math.min(left, window.length));
            if (n < 0) {
                break;
            }
            left -= n;
        }
    }

    /// Reads until the window reaches `offset` or the content ends.
    private void fill(Unpacked content, long offset) throws IOException {
        while (!ended && first + length < offset) {
            if (length == window.length) {
                window = Arrays.copyOf(window, window.length * 2);
            }
            int n = content.read(window, length, window.length - length);
            ended = n < 0;
            length += Math.max(0, n);
        }
        damage = content.damage();
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
        if (in != null) {
            in.close();
            in = null;
            window = new byte[0];
            length = 0;
        }
    }
}
