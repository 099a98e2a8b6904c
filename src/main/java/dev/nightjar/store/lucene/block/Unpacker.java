package dev.nightjar.store.lucene.block;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.lucene.util.BytesRef;

/// Inflates columns; for one thread.
public final class Unpacker {

    /// A column is never larger: what claims to be is damaged.
    private static final int MOST = 1 << 30;

    private final Inflater inflater = new Inflater(true);

    /// What a `Packer` packed; may be longer than what it holds.
    PackedIn unpack(BytesRef packed) throws IOException {
        if (packed.length == 0) {
            return new PackedIn(new byte[0], 0, 0);
        }
        int end = packed.offset + packed.length;
        PackedIn in = new PackedIn(packed.bytes, packed.offset, end);
        long head = in.number();
        int length = (int) Math.min(head >>> 1, MOST);
        byte[] raw = new byte[length];
        if ((head & 1) == 0) {
            System.arraycopy(packed.bytes, in.at(), raw, 0, length);
            return new PackedIn(raw, 0, length);
        }
        try {
            inflater.reset();
            inflater.setInput(packed.bytes, in.at(), end - in.at());
            int done = 0;
            while (done < length) {
                int more = inflater.inflate(raw, done, length - done);
                if (more == 0) {
                    throw new IOException("a column ends too early");
                }
                done += more;
            }
            return new PackedIn(raw, 0, length);
        } catch (DataFormatException e) {
            throw new IOException("a column cannot be unpacked", e);
        }
    }
}
