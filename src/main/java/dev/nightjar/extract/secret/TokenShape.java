package dev.nightjar.extract.secret;

import java.util.ArrayList;
import java.util.List;

/// How a token looks, as a regular expression says it that needs no way back: characters, classes in `[]`, each with
/// `{n}`, `{n,}` or `{n,m}`; `\` before a sign that has a meaning; `()` around what is secret, if not all is.
///
/// Each class takes what it can, so a shape is held against a text in the time that the match is long.
///
/// @param anchor the part that is looked for: the first of two fixed ones, or a sign in the midst
/// @param fixed the characters that always stand from the anchor on
/// @param secretFrom the first part that is secret
/// @param secretTo behind the last part that is secret
record TokenShape(List<Part> parts, int anchor, String fixed, int secretFrom, int secretTo) {

    private static final int ENDLESS = Integer.MAX_VALUE;
    private static final Part ANY = new Part(-1, -1, 0, ENDLESS);

    /// Signs in the midst of tokens that the sieve can look for.
    private static final String SIGNS = "~|:+/.";

    /// Characters of a class.
    ///
    /// @param low a bit for each of the first 64
    /// @param high a bit for each of the second 64
    record Part(long low, long high, int least, int most) {

        boolean has(char c) {
            return c < 64 ? (low >>> c & 1) != 0 : c < 128 && (high >>> c & 1) != 0;
        }

        private int size() {
            return Long.bitCount(low) + Long.bitCount(high);
        }

        /// The one character that it stands for, 0 if there are more.
        char only() {
            if (size() != 1 || least != 1 || most != 1) {
                return 0;
            }
            return (char) (low != 0 ? Long.numberOfTrailingZeros(low) : 64 + Long.numberOfTrailingZeros(high));
        }
    }

    /// Reads a shape.
    ///
    /// @throws IllegalArgumentException that says what is wrong with it
    static TokenShape of(String text) {
        Parser parser = new Parser(text);
        parser.read();
        List<Part> parts = List.copyOf(parser.parts);
        int secretTo = parser.close < 0 ? parts.size() : parser.close;
        int anchor = anchor(parts, text);
        return new TokenShape(parts, anchor, fixed(parts, anchor), Math.max(parser.open, 0), secretTo);
    }

    private static String fixed(List<Part> parts, int from) {
        StringBuilder fixed = new StringBuilder();
        for (int i = from; i < parts.size() && parts.get(i).only() != 0; i++) {
            fixed.append(parts.get(i).only());
        }
        return fixed.toString();
    }

    private static int anchor(List<Part> parts, String text) {
        if (parts.size() > 2
                && isLetter(parts.getFirst().only())
                && parts.get(1).only() != 0) {
            return 0;
        }
        for (int i = 1; i < parts.size(); i++) {
            char c = parts.get(i).only();
            if (c != 0 && SIGNS.indexOf(c) >= 0) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "'" + text
                        + "' must begin with a letter and another character that are always there, or have one of ~ | : + / . in it");
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /// The character of the anchor.
    char sign() {
        return fixed.charAt(0);
    }

    /// The characters that may stand behind the anchor.
    Part second() {
        return part(anchor + 1);
    }

    /// The characters that may stand behind one of those, whichever it is.
    Part third() {
        Part next = second();
        Part other = part(anchor + 2);
        boolean same = next.most() > 1;
        boolean changes = next.least() < 2;
        return new Part(
                (same ? next.low() : 0) | (changes ? other.low() : 0),
                (same ? next.high() : 0) | (changes ? other.high() : 0),
                1,
                1);
    }

    private Part part(int index) {
        return index < parts.size() ? parts.get(index) : ANY;
    }

    /// True if the token begins with its anchor.
    boolean isAtStart() {
        return anchor == 0;
    }

    /// Where the parts `[from, to)` end in a text, -1 if they are not there.
    private int forward(String text, int at, int from, int to) {
        int i = at;
        for (int p = from; p < to; p++) {
            Part part = parts.get(p);
            int begin = i;
            while (i < text.length() && i - begin < part.most() && part.has(text.charAt(i))) {
                i++;
            }
            if (i - begin < part.least()) {
                return -1;
            }
        }
        return i;
    }

    /// Where the parts before the anchor begin in a text, -1 if they are not there.
    private int backward(String text, int at) {
        int i = at;
        for (int p = anchor - 1; p >= 0; p--) {
            Part part = parts.get(p);
            int end = i;
            while (i > 0 && end - i < part.most() && part.has(text.charAt(i - 1))) {
                i--;
            }
            if (end - i < part.least()) {
                return -1;
            }
        }
        return i;
    }

    /// The secret of the token whose anchor is at `at`, as `Stretches` has it; -1 if there is none: nothing has this
    /// shape, a word goes on before or behind it, or it is made of words.
    long secret(String text, int at) {
        int begin = backward(text, at);
        if (begin < 0 || begin < at && goesOn(text, begin)) {
            return -1;
        }
        int end = forward(text, begin, 0, parts.size());
        if (end < 0 || end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            return -1;
        }
        int from = forward(text, begin, 0, secretFrom);
        int to = forward(text, from, secretFrom, secretTo);
        return isWords(text, from, to) ? -1 : Stretches.of(from, to);
    }

    /// True if at `i` a word goes on: the character before it is part of one, and not of a sign that is written
    /// `%22`, `\n` or `\u003d`.
    static boolean goesOn(String text, int i) {
        if (i == 0 || !Stretches.isTokenPart(text.charAt(i - 1))) {
            return false;
        }
        boolean escaped = i > 1 && text.charAt(i - 2) == '\\' && "nrt".indexOf(text.charAt(i - 1)) >= 0
                || i > 2 && text.charAt(i - 3) == '%' && isHex(text, i - 2, i)
                || i > 5 && text.startsWith("\\u", i - 6) && isHex(text, i - 4, i);
        return !escaped;
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /// True if a text is written in words, as names in source code are: nearly all of it is runs of small letters,
    /// and next to nothing is a digit.
    private static boolean isWords(String text, int from, int to) {
        int worded = 0;
        int digits = 0;
        int signs = 0;
        int run = 0;
        for (int i = from; i <= to; i++) {
            char c = i < to ? text.charAt(i) : ' ';
            if (c >= 'a' && c <= 'z') {
                run++;
                continue;
            }
            boolean capital = i - run > from && Character.isUpperCase(text.charAt(i - run - 1));
            worded += run < 3 ? 0 : run + (capital ? 1 : 0);
            run = 0;
            digits += c >= '0' && c <= '9' ? 1 : 0;
            signs += i < to && !Character.isLetterOrDigit(c) ? 1 : 0;
        }
        int length = to - from - signs;
        return 10 * worded >= 7 * length && 16 * digits <= length;
    }

    private static final class Parser {

        private final String text;
        private final List<Part> parts = new ArrayList<>();
        private int i;
        private int open = -1;
        private int close = -1;

        Parser(String text) {
            this.text = text;
        }

        void read() {
            while (i < text.length()) {
                char c = text.charAt(i++);
                switch (c) {
                    case '(' -> open = parts.size();
                    case ')' -> close = parts.size();
                    case '[' -> add(classOf());
                    case '\\' -> add(one(next()));
                    case '|', '*', '+', '?', '^', '$', '{', '}', ']', '.' ->
                        throw wrong("'" + c + "' has no meaning in a shape: write \\" + c + " for the sign");
                    default -> add(one(c));
                }
            }
        }

        private char next() {
            if (i >= text.length()) {
                throw wrong("it ends too early");
            }
            return text.charAt(i++);
        }

        private static long[] one(char c) {
            long[] bits = new long[2];
            bits[c >> 6 & 1] |= 1L << c;
            return bits;
        }

        private long[] classOf() {
            long[] bits = new long[2];
            for (char c = next(); c != ']'; c = next()) {
                char first = c == '\\' ? next() : c;
                boolean range = i + 1 < text.length() && text.charAt(i) == '-' && text.charAt(i + 1) != ']';
                i += range ? 1 : 0;
                char last = range ? next() : first;
                for (int in = first; in <= last; in++) {
                    bits[in >> 6 & 1] |= 1L << in;
                }
            }
            return bits;
        }

        private void add(long[] bits) {
            int least = 1;
            int most = 1;
            if (i < text.length() && text.charAt(i) == '{') {
                int end = text.indexOf('}', i);
                String[] counts =
                        end < 0 ? new String[0] : text.substring(i + 1, end).split(",", -1);
                if (counts.length < 1 || counts.length > 2) {
                    throw wrong("'{' needs '}' behind it, as in [0-9]{8} or [0-9]{8,}");
                }
                least = Integer.parseInt(counts[0]);
                most = counts.length == 1 ? least : counts[1].isEmpty() ? ENDLESS : Integer.parseInt(counts[1]);
                i = end + 1;
            }
            parts.add(new Part(bits[0], bits[1], least, most));
        }

        private IllegalArgumentException wrong(String why) {
            return new IllegalArgumentException("'" + text + "': " + why);
        }
    }
}
