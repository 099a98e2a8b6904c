package dev.nightjar.source.read;

import dev.nightjar.model.log.Position;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.source.find.ContentHash;
import dev.nightjar.source.find.FoundFile;
import dev.nightjar.source.find.Head;
import dev.nightjar.source.find.Moved;
import dev.nightjar.source.packed.Packing;
import dev.nightjar.source.packed.Unpacked;
import dev.nightjar.source.text.Encoding;
import dev.nightjar.source.text.Transcoder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is new in one file, handed out piece by piece. Pieces are handed out in order and may be loaded by
/// several threads at once. No file stays open between two pieces, except a packed one whose turn it is.
public final class Reading implements Pieces, AutoCloseable {

    static final int PIECE = ContentHash.PIECE;
    private static final int SMALLEST = 1 << 16;
    private static final int MOST_EVENTS = 1_500;
    /// Lines of interleaved streams look back 16 KiB; in UTF-16 these are 32.
    static final int CONTEXT = 1 << 15;
    static final int OVERLAP = 1 << 16;
    /// Enough for the longest record that may begin at a piece's end.
    static final int LONG_OVERLAP = PIECE + 2 * OVERLAP;
    /// Size of a buffer that nearly every block fits in.
    public static final int BUFFER = CONTEXT + PIECE + OVERLAP;

    private final FoundFile found;
    private final SourceFile file;
    private final @Nullable Position before;
    private final boolean closed;
    private final Beginning beginning;
    private final ContentHash hash;
    private final Encoding encoding;
    private final @Nullable Stream stream;
    private final long start;
    private final long end;
    private long next;
    private volatile int span = PIECE;
    private boolean released;

    /// What a file's beginning says, once it was looked at.
    public record Beginning(int prefixLength, String prefix, Packing packing, String encoding) {

        /// Of the first bytes, read as this encoding.
        public static Beginning of(Head head, String encoding) {
            return new Beginning(head.prefixLength(), head.prefix(), head.packing(), encoding);
        }

        /// The same read as another encoding.
        public Beginning with(String other) {
            return new Beginning(prefixLength, prefix, packing, other);
        }
    }

    /// @param end of the content of a plain file
    public Reading(
            FoundFile found,
            String fileId,
            @Nullable Position before,
            boolean closed,
            Beginning beginning,
            ContentHash hash,
            long end) {
        boolean packed = found.isMember() || beginning.packing().isCompressed();
        this.found = found;
        this.before = before;
        this.closed = closed || packed;
        this.beginning = beginning;
        this.hash = hash;
        this.encoding = Encoding.named(beginning.encoding());
        this.file =
                new SourceFile(fileId, found.shown(), found.project(), found.host(), found.zone(), found.modified());
        this.start = before == null ? 0 : before.offset();
        this.next = start;
        this.end = end;
        this.stream = packed ? new Stream(found, start) : null;
        if (found.bundle() != null) {
            found.bundle().retain();
        }
    }

    /// The file as it was found.
    public FoundFile found() {
        return found;
    }

    /// What records know of the file they stand in.
    public SourceFile file() {
        return file;
    }

    /// Where the last run stopped; null for a file never seen.
    public @Nullable Position before() {
        return before;
    }

    /// The file can grow no more: its last line counts though no line end follows.
    public boolean closed() {
        return closed;
    }

    /// First byte to be read.
    public long start() {
        return start;
    }

    /// How many bytes are new; empty for a packed file, which tells only at its end.
    public OptionalLong left() {
        return stream == null ? OptionalLong.of(Math.max(0, end - start)) : OptionalLong.empty();
    }

    /// The format that the configuration wants, or `auto`.
    public String wantedFormat() {
        return found.logs().format();
    }

    /// The content's first bytes as UTF-8, for detection: behind a hole, if it begins with one.
    public synchronized byte[] sample() throws IOException {
        byte[] bytes = stream == null ? behindZeros() : stream.sample();
        if (encoding.isPlain() && !Transcoder.mayHaveHole(bytes, bytes.length)) {
            return bytes;
        }
        Transcoder text = Transcoder.of(encoding, bytes, 0, bytes.length);
        return Arrays.copyOf(text.bytes(), text.length());
    }

    private byte[] behindZeros() throws IOException {
        try (Unpacked content = found.open()) {
            byte[] bytes = content.readNBytes(Head.SAMPLE);
            while (bytes.length == Head.SAMPLE && bytes[Head.SAMPLE - 1] == 0 && bytes[Head.SAMPLE / 2] == 0) {
                bytes = content.readNBytes(Head.SAMPLE);
            }
            return bytes;
        }
    }

    /// What is wrong with a packed file from where on, once that was seen.
    public Optional<String> damage() {
        return stream == null ? Optional.empty() : stream.damage().map(Unpacked.Damage::reason);
    }

    /// Says how many events a piece had: of a file that has many, smaller pieces are handed out
    /// from now on, because the events of a piece are held until they are written.
    public void dense(int events, long bytes) {
        if (bytes >= SMALLEST && (long) events * span / bytes > MOST_EVENTS && span > SMALLEST) {
            span /= 2;
        }
    }

    /// The beginning and the end alone.
    ///
    /// @param last pieces from the end
    public Pieces ends(int last) {
        return new Ends(this, last);
    }

    /// It can only be read in order.
    boolean isPacked() {
        return stream != null;
    }

    @Override
    public synchronized Optional<Piece> next() throws IOException {
        if (stream != null) {
            return stream.next();
        }
        if (next >= end) {
            return Optional.empty();
        }
        long from = next;
        next = Math.min(end, (from / span + 1) * span);
        return Optional.of(new Piece(from, next, null));
    }

    @Override
    public Loaded load(Piece piece, byte[] buffer, boolean all) throws IOException {
        Piece.Raw raw = piece.loaded();
        if (raw == null) {
            boolean proves = piece.to() % PIECE == 0; // then the whole MiB is needed
            long first = Math.max(0, (proves ? piece.from() / PIECE * PIECE : piece.from()) - CONTEXT);
            long last = Math.min(end, piece.to() + (all ? LONG_OVERLAP : OVERLAP));
            int length = (int) (last - first);
            byte[] bytes = buffer.length >= length ? buffer : new byte[length];
            int read = read(bytes, length, first);
            check(piece.to());
            raw = new Piece.Raw(bytes, first, read, first + read >= end || read < length);
        }
        return Loaded.of(piece, raw, hash, file, encoding);
    }

    /// What was read is of the file that was found, whatever was renamed, truncated or written anew meanwhile.
    private void check(long least) throws IOException {
        Spot spot = new Spot(found);
        spot.check(least);
        if (!spot.begins(beginning.prefixLength(), beginning.prefix())) {
            throw new Moved(Spot.TRUNCATED);
        }
    }

    private int read(byte[] bytes, int length, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(found.path(), StandardOpenOption.READ)) {
            return Spot.readFully(channel, bytes, length, at);
        }
    }

    /// What finds the lines around records of a block.
    ///
    /// @param clean lines as they may be stored
    public Around around(Loaded loaded, UnaryOperator<String> clean) {
        return new Around(encoding, loaded.raw(), (from, to) -> bytes(loaded.raw(), from, to), clean);
    }

    /// From the bytes at hand, if they reach so far; else a file is opened once more, and of a packed one
    /// nothing is read twice.
    private byte[] bytes(Piece.Raw raw, long from, long to) throws IOException {
        long last = raw.offset() + raw.length();
        if (from >= raw.offset() && (to <= last || raw.atEnd() || stream != null) || stream != null) {
            int first = (int) Math.clamp(from - raw.offset(), 0, raw.length());
            return Arrays.copyOfRange(raw.bytes(), first, (int) Math.clamp(to - raw.offset(), first, raw.length()));
        }
        byte[] bytes = new byte[(int) Math.max(0, Math.min(to, end) - from)];
        int read = read(bytes, bytes.length, from);
        check(0);
        return Arrays.copyOf(bytes, read);
    }

    /// The chain with one more full MiB.
    public static String chain(String before, long piece) {
        return ContentHash.chain(before, piece);
    }

    /// How far the file is consumed.
    ///
    /// @param lines before the offset
    /// @param open the record at the offset, if it is counted already
    /// @param chain over all full MiB before the offset
    /// @param tail proof of the bytes before the offset, or before the end of the open record
    /// @param finished nothing more will come
    /// @param passed where the file is in an hour that its clock shows twice
    public record Progress(
            long offset,
            long lines,
            Position.@Nullable Open open,
            String chain,
            String tail,
            boolean finished,
            Position.@Nullable Passed passed) {}

    /// The position after so much was consumed.
    public Position position(Progress progress, String format, String reason, Instant now) {
        return Places.position(found, file.fileId(), beginning, progress, format, reason, now);
    }

    @Override
    public synchronized void close() throws IOException {
        if (released) {
            return;
        }
        released = true;
        if (stream != null) {
            stream.close();
        }
        if (found.bundle() != null) {
            found.bundle().release();
        }
    }
}
