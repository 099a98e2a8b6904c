package dev.nightjar.source;

import dev.nightjar.model.Block;
import dev.nightjar.model.Occurrence;
import dev.nightjar.model.Position;
import dev.nightjar.model.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is new in one file, handed out piece by piece. Pieces are handed out in order and may be loaded by
/// several threads at once.
public final class Reading implements AutoCloseable {

    static final int PIECE = ContentHash.PIECE;
    /// Lines of interleaved streams look back 16 KiB.
    static final int CONTEXT = 1 << 15;
    static final int OVERLAP = 1 << 16;
    /// Enough for the longest record that may begin at a piece's end.
    static final int LONG_OVERLAP = PIECE + 2 * OVERLAP;
    /// Size of a buffer that nearly every block fits in.
    public static final int BUFFER = CONTEXT + PIECE + OVERLAP;

    private static final int AROUND = 2048;
    private static final int AROUND_LINES = 5;
    private static final int LONGEST_LINE = 400;

    private final FoundFile found;
    private final SourceFile file;
    private final @Nullable Position before;
    private final boolean closed;
    private final Head head;
    private final ContentHash hash;
    private final @Nullable Inflated inflated;
    private final long start;
    private long next;
    private long end;
    private int handedOut;

    Reading(
            FoundFile found,
            String fileId,
            @Nullable Position before,
            boolean closed,
            Head head,
            ContentHash hash,
            @Nullable Inflated inflated) {
        this.found = found;
        this.before = before;
        this.closed = closed || inflated != null;
        this.head = head;
        this.hash = hash;
        this.inflated = inflated;
        this.file =
                new SourceFile(fileId, found.shown(), found.project(), found.host(), found.zone(), found.modified());
        this.start = before == null ? 0 : before.offset();
        this.next = start;
        this.end = found.size();
    }

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

    /// The format that the configuration wants, or `auto`.
    public String wantedFormat() {
        return found.format();
    }

    /// The content's first bytes, for detection.
    public byte[] sample() {
        return head.bytes();
    }

    /// What is wrong with a compressed file from where on, once that was seen.
    public Optional<String> damage() {
        return inflated == null ? Optional.empty() : inflated.damage();
    }

    /// The next piece; empty when all are handed out.
    public synchronized Optional<Piece> next() throws IOException {
        if (inflated != null) {
            return inflated.next(file, handedOut++);
        }
        if (next >= end) {
            return Optional.empty();
        }
        long from = next;
        next = Math.min(end, (from / PIECE + 1) * PIECE);
        return Optional.of(new Piece(handedOut++, from, next, null, null));
    }

    /// The bytes of a piece, with context before and an overlap behind.
    ///
    /// @param buffer used if it is large enough
    /// @param all the overlap holds the longest possible record
    public Block load(Piece piece, byte[] buffer, boolean all) throws IOException {
        if (piece.loaded() != null) {
            return piece.loaded();
        }
        long first = Math.max(0, piece.from() / PIECE * PIECE - CONTEXT);
        long last = Math.min(end, piece.to() + (all ? LONG_OVERLAP : OVERLAP));
        int length = (int) (last - first);
        byte[] bytes = buffer.length >= length ? buffer : new byte[length];
        int read = read(bytes, length, first);
        boolean atEnd = first + read >= end || read < length;
        return block(file, bytes, first, read, piece.from(), piece.to(), atEnd);
    }

    private int read(byte[] bytes, int length, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(found.path(), StandardOpenOption.READ)) {
            return readFully(channel, bytes, length, at);
        }
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

    /// A block that owns the lines which begin in `[from, to)`, of bytes that begin at `first`.
    static Block block(SourceFile file, byte[] bytes, long first, int length, long from, long to, boolean atEnd) {
        int limit = length;
        int own = Math.min(limit, (int) (from - first));
        int ownEnd = Math.min(limit, (int) (to - first));
        if (from > 0 && own > 0 && bytes[own - 1] != '\n') {
            while (own < ownEnd && bytes[own - 1] != '\n') {
                own++;
            }
        }
        return new Block(file, first, bytes, own, Math.max(own, ownEnd), limit, from == 0, atEnd);
    }

    /// The hash of the full MiB that a piece ends, for the chain; empty if it ends within one.
    public Optional<Long> hash(Piece piece, Block block) {
        if (piece.to() % PIECE != 0) {
            return Optional.empty();
        }
        int from = (int) (piece.to() - PIECE - block.offset());
        return Optional.of(hash.piece(block.bytes(), from, from + PIECE));
    }

    /// At most five lines before `start` and five from `end` on, as text; nothing if they cannot be read any
    /// more.
    public Occurrence.Context around(Piece piece, long start, long end) {
        try {
            Block loaded = piece.loaded();
            long from = Math.max(0, start - AROUND);
            byte[] before = loaded == null ? bytes(from, start) : part(loaded, from, start);
            byte[] after = loaded == null ? bytes(end, end + AROUND) : part(loaded, end, end + AROUND);
            List<String> earlier = lines(before);
            if (from > 0 && !earlier.isEmpty()) {
                earlier = earlier.subList(1, earlier.size());
            }
            List<String> later = lines(after);
            later = later.subList(
                    Math.min(1, later.size()), later.size()); // the rest of the record's last line: nothing
            return new Occurrence.Context(
                    earlier.subList(Math.max(0, earlier.size() - AROUND_LINES), earlier.size()),
                    later.subList(0, Math.min(AROUND_LINES, later.size())));
        } catch (IOException e) {
            return new Occurrence.Context(List.of(), List.of());
        }
    }

    private byte[] bytes(long from, long to) throws IOException {
        byte[] bytes = new byte[(int) (Math.min(to, end) - Math.min(from, end))];
        return Arrays.copyOf(bytes, read(bytes, bytes.length, from));
    }

    private static byte[] part(Block block, long from, long to) {
        int first = (int) Math.clamp(from - block.offset(), 0, block.limit());
        int last = (int) Math.clamp(to - block.offset(), first, block.limit());
        return Arrays.copyOfRange(block.bytes(), first, last);
    }

    private static List<String> lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
                .toList();
    }

    /// The chain with one more full MiB.
    public static String chain(String before, long piece) {
        return ContentHash.chain(before, piece);
    }

    /// The position after everything before `offset` was consumed.
    ///
    /// @param lines before the offset
    /// @param chain over all full MiB before the offset
    /// @param tail proof of the bytes before the offset where the piece has it; null to read them
    /// @param finished nothing more will come
    public Position position(
            long offset,
            long lines,
            Position.@Nullable Open open,
            String chain,
            @Nullable String tail,
            String format,
            String reason,
            boolean finished,
            Instant now)
            throws IOException {
        String proof = tail != null ? tail : tailBefore(offset);
        Position.Identity identity = new Position.Identity(
                head.prefixLength(),
                head.prefix(),
                proof,
                chain,
                found.device(),
                found.inode(),
                found.size(),
                found.modified(),
                found.changed(),
                inflated != null,
                finished);
        return new Position(
                file.fileId(),
                file.project(),
                found.path().toString(),
                file.host(),
                identity,
                offset,
                lines,
                open,
                format,
                reason,
                now);
    }

    private String tailBefore(long offset) throws IOException {
        int length = (int) Math.min(Head.TAIL, offset);
        byte[] bytes = new byte[length];
        int read = read(bytes, length, offset - length);
        return ContentHash.sha256(Arrays.copyOf(bytes, read), 0, read);
    }

    @Override
    public void close() throws IOException {
        if (inflated != null) {
            inflated.close();
        }
    }

    /// What to tell a person about a file that cannot be read.
    public static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException denied ->
                "cannot be read: permission denied (running as " + System.getProperty("user.name") + ")";
            case NoSuchFileException gone -> "is not there";
            default -> "cannot be read: " + e.getMessage();
        };
    }
}
