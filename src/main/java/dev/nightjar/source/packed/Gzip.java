package dev.nightjar.source.packed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Members of gzip (RFC 1952), one after the other. Java's own reader says nothing of a damaged second member,
/// and others lose what stands before a wrong checksum: here all content comes out before a damage is thrown.
final class Gzip extends InputStream {

    private static final int CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private int members;
    private boolean inMember;
    private boolean ended;
    private @Nullable IOException damage;

    Gzip(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !header()) {
                ended = true;
                break;
            }
            int n = inflate(b, from, length);
            if (n > 0) {
                crc.update(b, from, n);
                return n;
            }
            if (inflater.finished()) {
                trailer();
            } else if (inflater.needsInput()) {
                at = limit;
                if (!more()) {
                    throw new EOFException("it ends within a member");
                }
                inflater.setInput(buffer, 0, limit);
            } else {
                throw new IOException("it needs a dictionary");
            }
        }
        return -1;
    }

    /// What is right before a damage comes out first; the damage is thrown by the next call.
    private int inflate(byte[] b, int from, int length) throws IOException {
        if (damage != null) {
            throw damage;
        }
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(b, from, length);
        } catch (DataFormatException e) {
            damage = new IOException(String.valueOf(e.getMessage()), e);
            int right = (int) (inflater.getBytesWritten() - before);
            if (right == 0) {
                throw damage;
            }
            return right;
        }
    }

    /// False at the end. Zeros behind the last member are padding, as tapes have it.
    private boolean header() throws IOException {
        int first = members == 0 ? next() : nextBehindZeros();
        if (first < 0 && members > 0) {
            return false;
        }
        if (first != 0x1f || need() != 0x8b || need() != 8) {
            throw new IOException("what follows is no member of gzip");
        }
        int flags = need();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(need() | need() << 8);
        }
        skipText((flags & NAME) != 0);
        skipText((flags & COMMENT) != 0);
        skip((flags & CRC) != 0 ? 2 : 0);
        members++;
        inMember = true;
        inflater.reset();
        crc.reset();
        inflater.setInput(buffer, at, limit - at);
        return true;
    }

    private void trailer() throws IOException {
        at = limit - inflater.getRemaining();
        inMember = false;
        boolean right = number() == crc.getValue();
        right &= number() == (inflater.getBytesWritten() & 0xFFFFFFFFL);
        if (!right) {
            throw new IOException("the checksum of what is before is wrong");
        }
    }

    private long number() throws IOException {
        return need() | (long) need() << 8 | (long) need() << 16 | (long) need() << 24;
    }

    private void skipText(boolean there) throws IOException {
        while (there && need() != 0) {
            // up to the zero
        }
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            need();
        }
    }

    private int nextBehindZeros() throws IOException {
        int one = next();
        while (one == 0) {
            one = next();
        }
        return one;
    }

    private int need() throws IOException {
        int one = next();
        if (one < 0) {
            throw new EOFException("it ends within a header or trailer");
        }
        return one;
    }

    private int next() throws IOException {
        return at < limit || more() ? buffer[at++] & 0xFF : -1;
    }

    private boolean more() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
