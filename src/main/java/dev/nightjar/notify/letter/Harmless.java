package dev.nightjar.notify.letter;

import dev.nightjar.text.Visible;

/// Log text as mail programs may see it.
final class Harmless {

    private static final int LONGEST_NAME = 80;

    private Harmless() {}

    /// For a header: letters, digits and the signs of messages, no address; at most 80 characters.
    static String name(String raw) {
        String cut = raw.length() > 1_000 ? raw.substring(0, 1_000) : raw;
        String plain = cut.replace("://", ":")
                .replaceAll("[^A-Za-z0-9_.,$:;#%=<>()\\[\\]'\"/ -]", "?")
                .replaceAll("\\?+", "?");
        return plain.length() <= LONGEST_NAME
                ? plain
                : plain.substring(0, LONGEST_NAME - 1).strip() + "…";
    }

    /// Visible, cut, and with addresses broken up: mail programs make links of what looks like one, also of an
    /// attacker's.
    static String text(String raw, int most) {
        String line = Visible.line(raw.length() > 4 * most ? raw.substring(0, 4 * most) : raw)
                .replace("://", "[:]//")
                .replaceAll("(?i)www\\.", "www[.]")
                .replaceAll("(?i)mailto:", "mailto[:]");
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + "…";
    }
}
