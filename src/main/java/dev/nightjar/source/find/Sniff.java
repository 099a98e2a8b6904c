package dev.nightjar.source.find;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Tells files that are no text from those that are, and what to do about the usual ones.
public final class Sniff {

    private static final int SNIFFED = 8 << 10;

    private static final Map<String, String> REMEDIES = Map.of(
            "LPKSHHRH", "a binary journal: write it out with journalctl --file FILE -o export > FILE.export",
            "ElfFile\0", "a Windows event log: write it out with wevtutil qe FILE /lf:true /f:text",
            "SQLite format 3\0", "a database",
            "\177ELF", "a program",
            "%PDF-", "a document");

    private Sniff() {}

    /// Why this is no text; empty if it may be.
    public static Optional<String> notText(String name, byte[] b) {
        String begin = new String(b, 0, Math.min(16, b.length), StandardCharsets.ISO_8859_1);
        Optional<String> known = REMEDIES.entrySet().stream()
                .filter(remedy -> begin.startsWith(remedy.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (known.isPresent()) {
            return known.map(what -> "skipped: is " + what);
        }
        if (!looksBinary(b)) {
            return Optional.empty();
        }
        return Optional.of(
                name.matches(".*/[wb]tmp(\\.\\d+|-\\d+)?")
                        ? "skipped: is a record of logins: read it with last -f FILE"
                        : "skipped: looks binary");
    }

    /// More than 5 % of the first 8 KiB are control characters that no text has; zeros at the very beginning do not
    /// count, a truncated log begins with them. (Compressed or random bytes have 11 %.)
    private static boolean looksBinary(byte[] bytes) {
        int length = Math.min(SNIFFED, bytes.length);
        int from = 0;
        while (from < length && bytes[from] == 0) {
            from++;
        }
        int control = 0;
        int zeros = 0;
        for (int i = from; i < length; i++) {
            int c = bytes[i] & 0xFF;
            control +=
                    c > 0 && c < 32 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 27 || c == 127 ? 1 : 0;
            zeros = c == 0 ? zeros + 1 : isHole(zeros) ? 0 : zeros;
            if (c != 0 && zeros > 0) {
                control += zeros;
                zeros = 0;
            }
        }
        return control * 20 > length - from;
    }

    private static boolean isHole(int zeros) {
        return zeros >= dev.nightjar.source.text.Transcoder.HOLE;
    }
}
