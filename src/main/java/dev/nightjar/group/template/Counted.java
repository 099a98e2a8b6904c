package dev.nightjar.group.template;

import dev.nightjar.group.kind.Kind;

/// What of a template counts for a fingerprint: see `Templates.counted`.
final class Counted {

    private static final int LINES = 2;
    private static final String BETWEEN = " ,:;/|@-=#.+&";

    private final String template;
    private final StringBuilder out = new StringBuilder();
    private int lastStar = -1;

    private Counted(String template) {
        this.template = template;
    }

    static String of(String template) {
        return once(new Counted(template).starred());
    }

    /// The first lines with something on them, with stars for placeholders.
    private String starred() {
        int lines = 0;
        for (int i = 0; i < template.length() && i < Templates.MOST && lines < LINES; ) {
            char c = template.charAt(i);
            int placeholder = c == '<' ? placeholder(i) : 0;
            if (placeholder > 0) {
                star();
            } else if (c > ' ') {
                literal(c);
            } else if (lastChar() > ' ') {
                out.append(c == '\n' ? '\n' : ' ');
                lines += c == '\n' ? 1 : 0;
            } else if (c == '\n' && lastChar() == ' ' && !out.isEmpty()) {
                out.setCharAt(out.length() - 1, '\n');
                lines++;
            }
            i += Math.max(1, placeholder);
        }
        return out.toString().strip();
    }

    private int placeholder(int i) {
        return Kind.placeholderAt(template, i)
                .map(kind -> kind.placeholder.length())
                .orElse(0);
    }

    private char lastChar() {
        return out.isEmpty() ? ' ' : out.charAt(out.length() - 1);
    }

    private void star() {
        if (lastStar >= 0 && onlyBetween(lastStar + 1)) {
            out.setLength(lastStar);
        }
        int last = out.length() - 1;
        if (last > 0 && (out.charAt(last) == '<' || out.charAt(last) == '~') && out.charAt(last - 1) == ' ') {
            out.setLength(last);
        }
        lastStar = out.length();
        out.append('*');
    }

    private void literal(char c) {
        boolean empty = (c == ')' || c == ']' || c == '}') && emptyBracket(c);
        out.append(empty ? "*" : "");
        if (c == ')' && endsWith("* (*")) {
            out.setLength(out.length() - 3); // a size, and the same in another unit
            lastStar = out.length() - 1;
        } else {
            out.append(c);
        }
    }

    private boolean endsWith(String ending) {
        int from = out.length() - ending.length();
        return from >= 0 && out.indexOf(ending, from) == from;
    }

    /// True if the bracket that `close` closes has just been opened; round ones only behind a blank, else it is a
    /// call.
    private boolean emptyBracket(char close) {
        int last = out.length() - 1;
        char open = close == ')' ? '(' : close == ']' ? '[' : '{';
        return lastChar() == open && (open != '(' || last > 0 && out.charAt(last - 1) == ' ');
    }

    private boolean onlyBetween(int from) {
        if (out.length() - from > 3) {
            return false;
        }
        for (int i = from; i < out.length(); i++) {
            if (BETWEEN.indexOf(out.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /// Leaves out words with a star that are equal to the word before: `blk_* blk_* blk_*` is a list.
    private static String once(String text) {
        StringBuilder out = new StringBuilder(text.length());
        String last = "";
        for (int from = 0; from < text.length(); ) {
            int to = from;
            while (to < text.length() && text.charAt(to) > ' ') {
                to++;
            }
            String word = text.substring(from, to > from && text.charAt(to - 1) == ',' ? to - 1 : to);
            if (word.indexOf('*') < 0 || !word.equals(last)) {
                out.append(text, Math.max(0, from - 1), to);
            }
            last = word;
            from = to + 1;
        }
        return out.toString();
    }
}
