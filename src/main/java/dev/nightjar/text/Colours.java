package dev.nightjar.text;

/// Takes the control sequences of terminals (ECMA-48: ESC `[` … letter) out of a text.
public final class Colours {

    private static final char ESCAPE = '\u001b';

    private Colours() {}

    /// The same object if there are none.
    public static String strip(String text) {
        int at = text.indexOf(ESCAPE);
        if (at < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int done = 0;
        while (at >= 0) {
            plain.append(text, done, at);
            done = end(text, at);
            at = text.indexOf(ESCAPE, done);
        }
        return plain.append(text, done, text.length()).toString();
    }

    private static int end(String text, int escape) {
        int i = escape + 1;
        if (i >= text.length() || text.charAt(i) != '[') {
            return i;
        }
        i++;
        while (i < text.length() && text.charAt(i) >= ' ' && text.charAt(i) < '@') {
            i++;
        }
        return i < text.length() && text.charAt(i) >= '@' && text.charAt(i) <= '~' ? i + 1 : i;
    }
}
