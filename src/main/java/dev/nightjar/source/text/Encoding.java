package dev.nightjar.source.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// How a file's bytes are text: its charset, and which character ends a line. A line end is a unit of `width`
/// bytes,
/// whatever the charset, so lines can be found without decoding.
///
/// @param charset with an explicit byte order
/// @param loneCr lines end with CR alone
public record Encoding(Charset charset, boolean loneCr) {

    public static final Encoding UTF_8 = new Encoding(StandardCharsets.UTF_8, false);

    private static final int SNIFFED = 8 << 10;
    private static final String CR = "/CR";

    /// What a file's first bytes say. Without mark and zeros it is UTF-8, or what the bytes can only be (`Legacy`).
    ///
    /// @param configured wins over the bytes
    public static Encoding of(byte[] b, Optional<Charset> configured) {
        Charset charset = configured
                .map(wanted -> ordered(wanted, b))
                .orElseGet(() ->
                        marked(b).or(() -> byZeros(b)).or(() -> Legacy.of(b)).orElse(StandardCharsets.UTF_8));
        Encoding lf = new Encoding(charset, false);
        return lf.hasOnlyCr(b) ? new Encoding(charset, true) : lf;
    }

    /// The encoding of that name, as `name` gave it.
    public static Encoding named(String name) {
        boolean cr = name.endsWith(CR);
        return new Encoding(Charset.forName(cr ? name.substring(0, name.length() - CR.length()) : name), cr);
    }

    /// The charset's name, with `/CR` behind it where lines end with CR alone; `named` takes it back.
    public String name() {
        return charset.name() + (loneCr ? CR : "");
    }

    /// UTF-8 whose lines end with LF: nothing has to be translated.
    public boolean isPlain() {
        return this.equals(UTF_8);
    }

    /// A charset that leaves the byte order open, with the order that the mark says.
    private static Charset ordered(Charset wanted, byte[] b) {
        return switch (wanted.name()) {
            case "UTF-16", "x-UTF-16LE-BOM" -> marked(b).or(() -> byZeros(b)).orElse(StandardCharsets.UTF_16LE);
            case "UTF-32" -> marked(b).orElse(Charset.forName("UTF-32LE"));
            default -> wanted;
        };
    }

    private static Optional<Charset> marked(byte[] b) {
        if (begins(b, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (begins(b, 0xFF, 0xFE, 0, 0)) {
            return Optional.of(Charset.forName("UTF-32LE"));
        }
        if (begins(b, 0, 0, 0xFE, 0xFF)) {
            return Optional.of(Charset.forName("UTF-32BE"));
        }
        if (begins(b, 0xFF, 0xFE)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return begins(b, 0xFE, 0xFF) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    private static boolean begins(byte[] b, int... mark) {
        if (b.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((b[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /// UTF-16 without a mark: the high bytes of digits, spaces and line ends are zero, the low bytes never.
    private static Optional<Charset> byZeros(byte[] b) {
        int length = Math.min(SNIFFED, b.length) & ~1;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < length; i += 2) {
            even += b[i] == 0 ? 1 : 0;
            odd += b[i + 1] == 0 ? 1 : 0;
        }
        int units = length / 2;
        if (units < 4 || Math.min(even, odd) * 50 > units || Math.max(even, odd) * 4 < units) {
            return Optional.empty();
        }
        Charset charset = odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        return Legacy.fits(Arrays.copyOf(b, length), charset) ? Optional.of(charset) : Optional.empty();
    }

    private boolean hasOnlyCr(byte[] b) {
        int crs = 0;
        for (int i = 0; i + width() <= b.length; i += width()) {
            int unit = unit(b, i);
            if (unit == '\n') {
                return false;
            }
            crs += unit == '\r' ? 1 : 0;
        }
        return crs > 1;
    }

    /// Bytes of a unit: lines begin at multiples of it.
    int width() {
        return switch (charset.name()) {
            case "UTF-16LE", "UTF-16BE" -> 2;
            case "UTF-32LE", "UTF-32BE" -> 4;
            default -> 1;
        };
    }

    /// The first offset at or behind this one at which a character can begin.
    public long aligned(long offset) {
        return (offset + width() - 1) / width() * width();
    }

    private boolean bigEndian() {
        return charset.name().endsWith("BE");
    }

    /// The unit at `at`, without sign.
    int unit(byte[] b, int at) {
        return switch (width()) {
            case 1 -> b[at] & 0xFF;
            case 2 -> bigEndian() ? two(b[at], b[at + 1]) : two(b[at + 1], b[at]);
            default ->
                bigEndian()
                        ? two(b[at], b[at + 1]) << 16 | two(b[at + 2], b[at + 3])
                        : two(b[at + 3], b[at + 2]) << 16 | two(b[at + 1], b[at]);
        };
    }

    private static int two(byte high, byte low) {
        return (high & 0xFF) << 8 | low & 0xFF;
    }

    /// The unit that ends a line. EBCDIC has its own.
    int lineEnd() {
        if (width() > 1) {
            return loneCr ? '\r' : '\n';
        }
        byte[] end = (loneCr ? "\r" : "\n").getBytes(charset);
        return end.length == 1 ? end[0] & 0xFF : '\n';
    }

    /// Bytes below 128 are ASCII wherever a line begins, up to the first that is not.
    boolean keepsAscii() {
        return width() == 1
                && !charset.name().startsWith("ISO-2022")
                && "\n A~".equals(decoded(new byte[] {10, 32, 65, 126}));
    }

    private String decoded(byte[] b) {
        return new String(b, charset);
    }
}
