package dev.nightjar.source.read;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The first piece of a file and its last ones; of a packed file, which can only be read in order, so many from its
/// beginning.
final class Ends implements Pieces {

    private final Reading all;
    private final int most;
    private final Deque<Piece> last = new ArrayDeque<>();
    private int handedOut;

    /// @param most pieces from the end
    Ends(Reading all, int most) {
        this.all = all;
        this.most = most;
    }

    @Override
    public Optional<Piece> next() throws IOException {
        boolean first = handedOut++ == 0;
        if (first || all.isPacked()) {
            return handedOut <= 1 + most ? all.next() : Optional.empty();
        }
        for (Optional<Piece> piece = all.next(); piece.isPresent(); piece = all.next()) {
            last.add(piece.get());
            if (last.size() > most) {
                last.removeFirst();
            }
        }
        return Optional.ofNullable(last.poll());
    }

    @Override
    public Loaded load(Piece piece, byte[] buffer, boolean whole) throws IOException {
        return all.load(piece, buffer, whole);
    }
}
