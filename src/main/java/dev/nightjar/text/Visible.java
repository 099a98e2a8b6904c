package dev.nightjar.text;

/// Makes hostile text harmless to look at: what would move a cursor, hide or reorder text is written out, `\x1b`
/// for the escape character, `\u202e` for the right-to-left override. Everything that shows log text goes through
/// here; escaping for the medium (HTML, CSV) comes on top. Linear, and the same object back if there is nothing
/// to do.
///
/// Which characters these are is said here and nowhere else (`isHarmful`), for every way out.
public final class Visible {

    private Visible() {}

    /// Keeps line ends (`\n`) and tabs.
    public static String text(String raw) {
        return escape(raw, true);
    }

    /// One line: line ends are written out too; tabs become blanks.
    public static String line(String raw) {
        return escape(raw, false).replace('\t', ' ');
    }

    private static String escape(String raw, boolean lines) {
        int from = 0;
        while (from < raw.length() && (plain(raw.charAt(from)) || lines && raw.charAt(from) == '\n')) {
            from++;
        }
        if (from == raw.length()) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length() + 16).append(raw, 0, from);
        for (int i = from; i < raw.length(); ) {
            int c = raw.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\t' || (lines && c == '\n') || !isHarmful(c)) {
                out.appendCodePoint(c);
            } else {
                write(c, out);
            }
        }
        return out.toString();
    }

    private static boolean plain(char c) {
        return (c >= ' ' && c < 0x7f) || c == '\t';
    }

    /// True of C0 and C1 controls and DEL, line ends and tabs among them; bidirectional marks, embeddings,
    /// overrides and isolates (Unicode TR 36); line and paragraph separators; what takes no room and says nothing
    /// by itself: soft hyphens, the zero-width space, the word joiner, byte order marks, tags, controls of
    /// shorthand and music; surrogates without partner. Joiners and variation selectors are not: scripts and emoji
    /// need them.
    ///
    /// @param c a code point
    public static boolean isHarmful(int c) {
        return c < ' '
                || (c >= 0x7f && c < 0xa0)
                || c == 0xad
                || c == 0x61c
                || c == 0x180e
                || (c >= 0x200b && c <= 0x200f && c != 0x200c && c != 0x200d)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2060 && c <= 0x206f)
                || (c >= 0xd800 && c <= 0xdfff)
                || c == 0xfeff
                || (c >= 0xfff9 && c <= 0xfffb)
                || (c >= 0x1bca0 && c <= 0x1bca3)
                || (c >= 0x1d173 && c <= 0x1d17a)
                || (c >= 0xe0000 && c <= 0xe007f);
    }

    private static void write(int c, StringBuilder out) {
        String hex = Integer.toHexString(c);
        if (c == '\n') {
            out.append("\\n");
        } else if (c < 0x100) {
            out.append("\\x").append("0".repeat(2 - hex.length())).append(hex);
        } else if (c < 0x10000) {
            out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
        } else {
            out.append("\\U").append("0".repeat(8 - hex.length())).append(hex);
        }
    }
}
