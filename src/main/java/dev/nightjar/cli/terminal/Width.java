package dev.nightjar.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// How many columns of a terminal a text takes: East Asian wide characters and emoji two, combining ones none
/// (Unicode Standard Annex 11). Texts have been made harmless before, and have no colours yet.
public final class Width {

    /// First and last of the ranges that are wide or fullwidth and no emoji, ascending.
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x2329, 0x232a, 0x2e80, 0x303e, 0x3041, 0x3247, 0x3250, 0x4dbf, 0x4e00, 0xa4cf, 0xa960, 0xa97f,
        0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6f, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0,
                0x18cff,
        0x1b000, 0x1b2ff, 0x1f200, 0x1f202, 0x1f210, 0x1f23b, 0x1f240, 0x1f248, 0x20000, 0x3fffd
    };

    private Width() {}

    /// Columns of a text of one line.
    public static int of(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            columns += of(c);
            i += Character.charCount(c);
        }
        return columns;
    }

    private static int of(int c) {
        if (c < 0x300) {
            return c == 0xad ? 0 : 1;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> Character.isEmojiPresentation(c) || wide(c) ? 2 : 1;
        };
    }

    private static boolean wide(int c) {
        for (int i = 0; i < WIDE.length && WIDE[i] <= c; i += 2) {
            if (c <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /// The text, or its beginning and `…`, in at most `most` columns.
    public static String cut(String text, int most) {
        if (text.length() * 2L <= most || of(text) <= most) {
            return text;
        }
        return most < 1 ? "" : text.substring(0, fitting(text, 0, most - 1)) + "…";
    }

    /// The end of the text behind `…`, in at most `most` columns: of a path the end says most.
    public static String end(String text, int most) {
        int width = of(text);
        if (width <= most) {
            return text;
        }
        int from = 0;
        while (from < text.length() && width > most - 1) {
            int c = text.codePointAt(from);
            width -= of(c);
            from += Character.charCount(c);
        }
        return most < 1 ? "" : "…" + text.substring(from);
    }

    /// The text with blanks behind it, or cut, in exactly `columns` columns.
    public static String fit(String text, int columns) {
        String cut = cut(text, columns);
        return cut + " ".repeat(Math.max(0, columns - of(cut)));
    }

    /// Where the part that begins at `from` and takes at most `most` columns ends; what combines stays with it.
    private static int fitting(String text, int from, int most) {
        int left = most;
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            left -= of(c);
            if (left < 0) {
                return at;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    /// Lines of at most `columns` columns, broken at blanks, and within words only where a word is longer.
    public static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split(" ", -1)) {
                if (!line.isEmpty() && of(line.toString()) + 1 + of(word) > columns) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(broken(word, columns, lines));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /// Adds all of a word that fills lines, and returns the rest.
    private static String broken(String word, int columns, List<String> lines) {
        int from = 0;
        int end = fitting(word, from, Math.max(2, columns));
        while (end < word.length()) {
            lines.add(word.substring(from, end));
            from = end;
            end = fitting(word, from, Math.max(2, columns));
        }
        return word.substring(from);
    }
}
