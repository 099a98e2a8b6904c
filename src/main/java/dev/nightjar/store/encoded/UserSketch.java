package dev.nightjar.store.encoded;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Distinct users as hashes: exact up to `EXACT`, beyond that an UltraLogLog (Ertl 2023) with a standard error of
/// 1.7 %. Not thread-safe.
public final class UserSketch {

    static final int EXACT = 1_000;
    private static final int PRECISION = 11;

    private long[] hashes = new long[2];
    private int size;
    private @Nullable UltraLogLog log;

    /// Adds a user, by `Pseudonyms.hash`.
    public void add(long hash) {
        if (log != null) {
            log.add(hash);
            return;
        }
        int at = Arrays.binarySearch(hashes, 0, size, hash);
        if (at < 0) {
            insert(-at - 1, hash);
        }
    }

    /// Adds all of another sketch's bytes.
    public void add(byte[] bytes, int from, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, from, length);
        if (in.hasRemaining() && in.get() == 0) {
            while (in.hasRemaining()) {
                add(in.getLong());
            }
        } else if (in.hasRemaining()) {
            byte[] state = new byte[in.remaining()];
            in.get(state);
            toLog().add(UltraLogLog.wrap(state));
        }
    }

    /// Adds all of another.
    public void add(UserSketch other) {
        byte[] bytes = other.bytes();
        add(bytes, 0, bytes.length);
    }

    /// How many different users were added.
    public long estimate() {
        return log == null ? size : Math.round(log.getDistinctCountEstimate());
    }

    /// Bytes that it takes in memory.
    public int size() {
        return 56 + (log == null ? 16 + 8 * hashes.length : (1 << PRECISION) + 64);
    }

    boolean isEmpty() {
        return log == null && size == 0;
    }

    /// A zero and the hashes, or a one and the registers; nothing if empty.
    public byte[] bytes() {
        if (isEmpty()) {
            return new byte[0];
        }
        if (log != null) {
            byte[] state = log.getState();
            return ByteBuffer.allocate(1 + state.length)
                    .put((byte) 1)
                    .put(state)
                    .array();
        }
        ByteBuffer out = ByteBuffer.allocate(1 + 8 * size).put((byte) 0);
        for (int i = 0; i < size; i++) {
            out.putLong(hashes[i]);
        }
        return out.array();
    }

    private void insert(int at, long hash) {
        if (size == EXACT) {
            toLog().add(hash);
            return;
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        System.arraycopy(hashes, at, hashes, at + 1, size - at);
        hashes[at] = hash;
        size++;
    }

    private UltraLogLog toLog() {
        UltraLogLog now = log;
        if (now == null) {
            now = UltraLogLog.create(PRECISION);
            for (int i = 0; i < size; i++) {
                now.add(hashes[i]);
            }
            log = now;
            hashes = new long[0];
        }
        return now;
    }
}
