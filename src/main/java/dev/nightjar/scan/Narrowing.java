package dev.nightjar.scan;

import dev.nightjar.model.NotRead;
import dev.nightjar.model.log.Block;
import dev.nightjar.source.Unread;
import dev.nightjar.source.read.Loaded;
import dev.nightjar.source.read.Piece;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;

/// A block whose reading ended with an exception or for want of memory is read once more, alone; if that fails too, in
/// ever smaller parts, until what fails is one line. That is left out and named, and all else is read: cut anywhere, a
/// file gives the same records.
final class Narrowing {

    /// Of a file with more lines that cannot be read the rest waits for the next run.
    private static final int MOST = 100;

    /// Parts begin between characters of any encoding.
    private static final int ALIGNED = 4;

    private final Loading.Rooms rooms;
    private final Unread unread;
    private final Function<SourceScan.Work, BlockResult> reading;
    private int leftOut;

    /// @param reading reads a part
    Narrowing(Loading.Rooms rooms, Unread unread, Function<SourceScan.Work, BlockResult> reading) {
        this.rooms = rooms;
        this.unread = unread;
        this.reading = reading;
    }

    /// Hands out what is read, in the order of the file.
    void read(SourceScan.Work work, Consumer<BlockResult> each) {
        BlockResult found = reading.apply(work);
        Throwable thrown = found.thrown();
        Piece piece = work.piece();
        if (thrown == null || leftOut >= MOST) {
            each.accept(found);
            return;
        }
        try {
            Loaded loaded = work.file().reading().load(piece, new byte[0], false);
            Block block = loaded.block();
            if (BlockResult.lines(block) <= 1 || piece.to() - piece.from() <= 2 * ALIGNED) {
                leftOut++;
                long at = loaded.toFile(block.offset() + block.from());
                unread.say(new NotRead(work.file().path(), "the line at byte " + at + " is left out: " + thrown, true));
                each.accept(BlockResult.leftOut(rooms, work, unread));
                return;
            }
        } catch (IOException e) {
            each.accept(found);
            return;
        }
        long middle = Math.max(piece.from() + 1, (piece.from() + piece.to()) / 2 / ALIGNED * ALIGNED);
        read(work.part(piece.from(), middle), each);
        read(work.part(middle, piece.to()), each);
    }
}
