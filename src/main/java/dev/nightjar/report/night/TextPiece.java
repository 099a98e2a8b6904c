package dev.nightjar.report.night;

import java.util.ArrayList;
import java.util.List;

/// A piece of a text; marked ones vary between events: `<int>` and the like in a template, or what stands there.
public record TextPiece(String text, boolean variable) {

    /// Longer names of variables are none.
    private static final int LONGEST_NAME = 20;

    /// Cuts a template at its variable parts: `<`, lower-case letters, digits and dashes, `>`.
    public static List<TextPiece> of(String template) {
        List<TextPiece> pieces = new ArrayList<>();
        int from = 0;
        for (int open = template.indexOf('<'); open >= 0; open = template.indexOf('<', open + 1)) {
            int close = endOfVariable(template, open + 1);
            if (close > 0) {
                if (open > from) {
                    pieces.add(new TextPiece(template.substring(from, open), false));
                }
                pieces.add(new TextPiece(template.substring(open, close), true));
                from = close;
            }
        }
        if (from < template.length()) {
            pieces.add(new TextPiece(template.substring(from), false));
        }
        return pieces;
    }

    private static int endOfVariable(String template, int from) {
        int at = from;
        while (at < template.length() && at - from < LONGEST_NAME && isName(template.charAt(at))) {
            at++;
        }
        return at > from && at < template.length() && template.charAt(at) == '>' ? at + 1 : -1;
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
