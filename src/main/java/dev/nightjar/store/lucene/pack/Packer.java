package dev.nightjar.store.lucene.pack;

import java.util.zip.Deflater;

/// Deflates columns; for one thread at a time.
public final class Packer implements AutoCloseable {

    /// Below this nothing is gained.
    private static final int SHORTEST = 32;

    /// Level 6 makes an index of events about 3 % smaller, and takes longer.
    private static final int LEVEL = 3;

    private final Deflater deflater = new Deflater(LEVEL, true);
    final PackedOut raw = new PackedOut();
    private final PackedOut out = new PackedOut();
    private final byte[] buffer = new byte[8192];

    /// What stands in `raw`, packed: its length and whether it is deflated, then the bytes.
    byte[] packed() {
        if (raw.length() == 0) {
            return new byte[0];
        }
        out.clear().number((long) raw.length() << 1 | 1);
        int head = out.length();
        if (raw.length() >= SHORTEST) {
            deflater.reset();
            deflater.setInput(raw.array(), 0, raw.length());
            deflater.finish();
            while (!deflater.finished()) {
                out.put(buffer, 0, deflater.deflate(buffer));
            }
        }
        if (raw.length() < SHORTEST || out.length() - head >= raw.length()) {
            out.clear().number((long) raw.length() << 1).put(raw.array(), 0, raw.length());
        }
        return out.copy();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
