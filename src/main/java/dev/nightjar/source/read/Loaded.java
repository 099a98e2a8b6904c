package dev.nightjar.source.read;

import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.source.find.ContentHash;
import dev.nightjar.source.find.Head;
import dev.nightjar.source.find.Moved;
import dev.nightjar.source.text.Encoding;
import dev.nightjar.source.text.Transcoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A piece with its bytes, as a block of UTF-8. Where the file is no plain UTF-8, or has holes of
/// zeros, the block's offsets are not the file's: `toFile` leads back.
public final class Loaded {

    private final Piece piece;
    private final Piece.Raw raw;
    private final ContentHash hash;
    private final @Nullable Transcoder text;
    private final Block block;
    private final boolean endsInHole;
    private final boolean translatesHoles;

    private Loaded(Piece piece, Piece.Raw raw, ContentHash hash, SourceFile file, Encoding encoding) {
        this.piece = piece;
        this.raw = raw;
        this.hash = hash;
        int own = Math.min(raw.length(), (int) (piece.from() - raw.offset()));
        int ownEnd = Math.min(raw.length(), (int) (piece.to() - raw.offset()));
        boolean plain = encoding.isPlain() && !Transcoder.mayHaveHole(raw.bytes(), raw.length());
        this.text = plain ? null : Transcoder.of(encoding, raw.bytes(), raw.offset(), raw.length());
        this.translatesHoles = encoding.aligned(1) == 1;
        this.endsInHole = text != null && !raw.atEnd() && isHole(raw.length());
        this.block = text == null ? plain(file, own, ownEnd) : translated(file, text, own, ownEnd);
    }

    /// The piece's bytes as a block, translated to UTF-8 where they are not.
    ///
    /// @param raw the bytes with context before and an overlap behind
    public static Loaded of(Piece piece, Piece.Raw raw, ContentHash hash, SourceFile file, Encoding encoding) {
        return new Loaded(piece, raw, hash, file, encoding);
    }

    /// A block that owns the lines which begin in the piece.
    private Block plain(SourceFile file, int first, int ownEnd) {
        byte[] bytes = raw.bytes();
        int own = first;
        if (piece.from() > 0 && own > 0 && bytes[own - 1] != '\n') {
            while (own < ownEnd && bytes[own - 1] != '\n') {
                own++;
            }
        }
        return new Block(
                file, raw.offset(), bytes, own, Math.max(own, ownEnd), raw.length(), piece.from() == 0, raw.atEnd());
    }

    private Block translated(SourceFile file, Transcoder utf8, int first, int ownEnd) {
        int own = utf8.toText(first);
        int to = Math.max(own, utf8.toText(ownEnd));
        boolean fromStart = piece.from() == 0 || isHole(first);
        return new Block(
                file, raw.offset(), utf8.bytes(), own, to, utf8.length(), fromStart, raw.atEnd() || endsInHole);
    }

    /// The bytes before `end` are zeros.
    private boolean isHole(int end) {
        int from = Math.max(0, end - Transcoder.HOLE);
        for (int i = from; i < end; i++) {
            if (raw.bytes()[i] != 0) {
                return false;
            }
        }
        return end > from;
    }

    Piece.Raw raw() {
        return raw;
    }

    /// As UTF-8; it owns the lines that begin in the piece.
    public Block block() {
        return block;
    }

    /// A hole follows, longer than the bytes at hand: what is before it is complete.
    public boolean endsInHole() {
        return endsInHole;
    }

    /// The offset in the file of an offset that counts in the block.
    public long toFile(long offset) {
        return text == null ? offset : raw.offset() + text.toRaw((int) (offset - raw.offset()));
    }

    /// The record with offsets of the file.
    public LogRecord toFile(LogRecord record) {
        return text == null ? record : record.at(toFile(record.start()), toFile(record.end()));
    }

    /// True if the block's offsets are the file's.
    public boolean isPlain() {
        return text == null;
    }

    /// Zeros in the piece, if they are no halves of characters.
    public long zeros() {
        if (text == null || !translatesHoles) {
            return 0;
        }
        long zeros = 0;
        int to = Math.min(raw.length(), (int) (piece.to() - raw.offset()));
        for (int i = (int) Math.min(to, piece.from() - raw.offset()); i < to; i++) {
            zeros += raw.bytes()[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /// Where lines cross the edges of a piece, in offsets of the file.
    ///
    /// @param from the first byte of the piece
    /// @param own the first line that begins in it; its end if none does
    /// @param last the last line that begins in it or right behind it; -1 if none does
    public record Edges(long from, long own, long last) {}

    /// Where lines cross the piece's edges.
    public Edges edges() {
        if (block.from() == block.to()) {
            return new Edges(piece.from(), piece.to(), -1);
        }
        int last = block.to();
        while (last > block.from() && block.bytes()[last - 1] != '\n') {
            last--;
        }
        return new Edges(piece.from(), toFile(block.offset() + block.from()), toFile(block.offset() + last));
    }

    /// The hash of the full MiB that the piece ends, for the chain; empty if it ends within one.
    public Optional<Long> hash() {
        int from = (int) (piece.to() - ContentHash.PIECE - raw.offset());
        boolean full = piece.to() % ContentHash.PIECE == 0 && from + ContentHash.PIECE <= raw.length();
        return full ? Optional.of(hash.piece(raw.bytes(), from, from + ContentHash.PIECE)) : Optional.empty();
    }

    /// Whether the bytes before an offset of the file are those of a proof, as far as they are at hand.
    public boolean follows(long offset, String proof) {
        long first = offset - Math.min(Head.TAIL, offset);
        boolean atHand = first >= raw.offset() && offset <= raw.offset() + raw.length();
        return proof.isEmpty() || !atHand || tail(offset).equals(proof);
    }

    /// Of a file that does not go on as it did when what is before was read.
    public static Moved truncated() {
        return new Moved(Spot.TRUNCATED);
    }

    /// Proof of the bytes before an offset of the file.
    public String tail(long offset) {
        int to = (int) Math.min(raw.length(), offset - raw.offset());
        return ContentHash.sha256(raw.bytes(), Math.max(0, to - Head.TAIL), to);
    }
}
