package dev.nightjar.format.time;

import dev.nightjar.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Zones as logs print them: offsets, usual abbreviations, names of the IANA database. Of an abbreviation with
/// several meanings (`CST`, `IST`, `BST`) the one in most logs counts: America, India, Britain.
final class Zones {

    private static final int UNKNOWN = Integer.MIN_VALUE;
    private static final Map<String, Integer> MINUTES = minutes();

    private Zones() {}

    private static Map<String, Integer> minutes() {
        String hours = "Z 0 UTC 0 GMT 0 WET 0 WEST 1 BST 1 CET 1 MEZ 1 CEST 2 MESZ 2 EET 2 SAST 2 CAT 2 EEST 3 EAT 3 "
                + "MSK 3 TRT 3 IDT 3 PKT 5 WIB 7 ICT 7 SGT 8 HKT 8 PHT 8 AWST 8 JST 9 KST 9 AEST 10 AEDT 11 NZST 12 "
                + "NZDT 13 BRT -3 ART -3 CLT -4 AST -4 ADT -3 EST -5 EDT -4 CST -6 CDT -5 MST -7 MDT -6 PST -8 PDT -7 "
                + "AKST -9 AKDT -8 HST -10";
        Map<String, Integer> minutes = new HashMap<>(Map.of("IST", 330, "ACST", 570, "ACDT", 630, "NPT", 345));
        String[] words = hours.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            minutes.put(words[i], Integer.parseInt(words[i + 1]) * 60);
        }
        return Map.copyOf(minutes);
    }

    /// The zone, null if there is none of that name: the time then counts as one without a zone.
    static @Nullable ZoneId of(String name) {
        try {
            return ZoneId.of(name, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// End of `Z`, `+01:00`, `+0100`, `+01` or of a known abbreviation, else -1.
    static int match(byte[] b, int p, int to, @Nullable TimeParts parts) {
        if (p < to && (b[p] == '+' || b[p] == '-')) {
            return offset(b, p, to, parts);
        }
        int end = lettersEnd(b, p, to);
        if (end - p == 3 && end + 1 < to && (b[end] == '+' || b[end] == '-')) {
            int offset = offset(b, end, to, parts); // GMT+01:00
            if (offset > 0) {
                return offset;
            }
        }
        int minutes = end == p || end - p > 4 ? UNKNOWN : minutes(b, p, end);
        if (minutes == UNKNOWN) {
            return -1;
        }
        if (parts != null) {
            parts.offsetSeconds = minutes * 60;
        }
        return end;
    }

    /// The same for any abbreviation; what an unknown one means is left open.
    static int matchAny(byte[] b, int p, int to, @Nullable TimeParts parts) {
        int known = match(b, p, to, parts);
        int end = lettersEnd(b, p, to);
        return known >= 0 ? known : end - p >= 2 && end - p <= 5 ? end : -1;
    }

    /// No abbreviation but one has another last letter than these, so that most words are told without a look-up.
    private static int minutes(byte[] b, int from, int to) {
        byte last = b[to - 1];
        if (last != 'T' && last != 'C' && last != 'Z' && last != 'K' && last != 'B') {
            return UNKNOWN;
        }
        return MINUTES.getOrDefault(new String(b, from, to - from, StandardCharsets.ISO_8859_1), UNKNOWN);
    }

    private static int offset(byte[] b, int p, int to, @Nullable TimeParts parts) {
        int digits = p + 1;
        if (digits + 2 > to || !Bytes.isDigit(b[digits]) || !Bytes.isDigit(b[digits + 1])) {
            return -1;
        }
        int end = digits + 2;
        int minutes = two(b, digits) * 60;
        int rest = end < to && b[end] == ':' ? end + 1 : end;
        if (rest + 2 <= to && Bytes.isDigit(b[rest]) && Bytes.isDigit(b[rest + 1])) {
            minutes += two(b, rest);
            end = rest + 2;
        }
        if (parts != null) {
            parts.offsetSeconds = (b[p] == '-' ? -60 : 60) * minutes;
        }
        return end;
    }

    /// `Europe/Berlin`, `UTC`, `Etc/GMT+1`: a run of letters and signs that names a zone.
    static int matchName(byte[] b, int p, int to, @Nullable TimeParts parts) {
        int end = p;
        while (end < to
                && end - p < 40
                && (Bytes.isLetter(b[end]) || Bytes.isDigit(b[end]) || "/_+-".indexOf(b[end]) >= 0)) {
            end++;
        }
        if (end == p || !Bytes.isLetter(b[p])) {
            return match(b, p, to, parts);
        }
        if (parts != null) {
            parts.zone = of(new String(b, p, end - p, StandardCharsets.ISO_8859_1));
        }
        return end;
    }

    private static int lettersEnd(byte[] b, int p, int to) {
        int end = p;
        while (end < to && Bytes.isLetter(b[end])) {
            end++;
        }
        return end;
    }

    private static int two(byte[] b, int p) {
        return (b[p] - '0') * 10 + b[p + 1] - '0';
    }
}
