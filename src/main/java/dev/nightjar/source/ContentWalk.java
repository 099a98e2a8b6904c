package dev.nightjar.source;

import dev.nightjar.source.find.ContentHash;
import dev.nightjar.source.find.Head;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Goes through a content once, and says what it proves up to some places.
final class ContentWalk {

    private final InputStream in;
    private final ContentHash hash;
    private final byte[] window = new byte[Head.TAIL + ContentHash.PIECE];
    private String chain = "";
    private long pieceStart;
    private int filled;

    /// What content up to an offset proves.
    ///
    /// @param chain over its full MiB
    /// @param tail its last bytes
    /// @param whole all of it
    record Proof(String chain, String tail, String whole) {}

    ContentWalk(InputStream in, ContentHash hash) {
        this.in = in;
        this.hash = hash;
    }

    /// The proof of the first `offset` bytes; empty if there are fewer. Offsets must not go down.
    Optional<Proof> to(long offset) throws IOException {
        while (pieceStart + ContentHash.PIECE <= offset) {
            if (!fill(ContentHash.PIECE)) {
                return Optional.empty();
            }
            nextPiece();
        }
        int within = (int) (offset - pieceStart);
        return fill(within) ? Optional.of(proof(within)) : Optional.empty();
    }

    /// The proof of all content that there is.
    Proof end() throws IOException {
        while (fill(ContentHash.PIECE)) {
            nextPiece();
        }
        return proof(filled);
    }

    /// Bytes seen so far: all of them after `end`.
    long length() {
        return pieceStart + filled;
    }

    private boolean fill(int wanted) throws IOException {
        if (filled < wanted) {
            filled += in.readNBytes(window, Head.TAIL + filled, wanted - filled);
        }
        return filled >= wanted;
    }

    private void nextPiece() {
        chain = ContentHash.chain(chain, hash.piece(window, Head.TAIL, Head.TAIL + ContentHash.PIECE));
        System.arraycopy(window, ContentHash.PIECE, window, 0, Head.TAIL);
        pieceStart += ContentHash.PIECE;
        filled = 0;
    }

    private Proof proof(int within) {
        int tail = (int) Math.min(Head.TAIL, pieceStart + within);
        int end = Head.TAIL + within;
        long rest = hash.piece(window, Head.TAIL, end);
        byte[] whole = (chain + " " + (pieceStart + within) + " " + hash.exact(rest)).getBytes(StandardCharsets.UTF_8);
        return new Proof(
                chain, ContentHash.sha256(window, end - tail, end), ContentHash.sha256(whole, 0, whole.length));
    }
}
