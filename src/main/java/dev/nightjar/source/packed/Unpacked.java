package dev.nightjar.source.packed;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is in a packed stream, whatever it is packed with. What can be read before a damage is content: the
/// stream ends there, and the damage is remembered. Not thread-safe.
public final class Unpacked extends InputStream {

    private static final long BOMB_BYTES = 1L << 30;
    private static final long BOMB_RATIO = 1000;

    private final Counted raw;
    private final InputStream in;
    private final Packing packing;
    private long content;
    private @Nullable Damage damage;

    /// What is wrong from a byte of the content on.
    ///
    /// @param cut the packed file just ends too early: it may still be written
    public record Damage(String reason, boolean cut) {}

    private Unpacked(Counted raw, Packing packing) throws IOException {
        this.raw = raw;
        this.packing = packing;
        this.in = begin();
    }

    /// Opens what `in` has; closing it closes `in`, also if this fails.
    public static Unpacked of(InputStream in) throws IOException {
        try {
            PushbackInputStream ahead = new PushbackInputStream(in, Packing.SEEN);
            byte[] seen = ahead.readNBytes(Packing.SEEN);
            ahead.unread(seen);
            return new Unpacked(new Counted(ahead), Packing.of(seen, seen.length));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private InputStream begin() throws IOException {
        try {
            return packing.unpack(raw);
        } catch (EOFException e) {
            damage = new Damage("is cut within its header", true);
        } catch (IOException | RuntimeException e) {
            damage = new Damage("cannot be unpacked: " + said(e), raw.ended);
        } catch (LinkageError e) {
            damage = new Damage(
                    "cannot be unpacked: the library for it does not load (%s); unpack it with %s -d, and give the plain file"
                            .formatted(e.getMessage(), name()),
                    false);
        }
        return InputStream.nullInputStream();
    }

    /// How the stream is packed: an archive is not taken apart here.
    public Packing packing() {
        return packing;
    }

    /// What stopped the reading, once it did.
    public Optional<Damage> damage() {
        return Optional.ofNullable(damage);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int from, int length) throws IOException {
        if (damage != null) {
            return -1;
        }
        if (!packing.isCompressed()) {
            return in.read(b, from, length);
        }
        int n;
        try {
            n = in.read(b, from, length);
        } catch (IOException | RuntimeException e) {
            boolean cut = e instanceof EOFException || raw.ended;
            damage = new Damage(
                    "damaged behind byte %d of its content (byte %d of the file): %s"
                            .formatted(content, raw.count, said(e)),
                    cut);
            return -1;
        }
        content += Math.max(0, n);
        if (content > BOMB_BYTES && content / BOMB_RATIO > raw.count) {
            damage = new Damage(
                    "skipped from byte %d of its content on: %d bytes that unpack to so much are no log"
                            .formatted(content, raw.count),
                    false);
        }
        return n;
    }

    private String said(Throwable e) {
        String message = String.valueOf(e.getMessage());
        String wide = "too much memory is needed; unpack it with " + name() + " -d, and give the plain file";
        boolean tooWide =
                e instanceof ZstdIOException zstd && zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()
                        || e instanceof org.apache.commons.compress.MemoryLimitException
                        || e instanceof org.tukaani.xz.MemoryLimitException;
        return tooWide ? wide : message;
    }

    private String name() {
        return packing.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        try (raw) {
            in.close();
        }
    }

    /// Counts what was taken.
    private static final class Counted extends InputStream {

        private final InputStream in;
        private long count;
        private boolean ended;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            ended |= one < 0;
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] b, int from, int length) throws IOException {
            int n = in.read(b, from, length);
            ended |= n < 0;
            count += Math.max(0, n);
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
