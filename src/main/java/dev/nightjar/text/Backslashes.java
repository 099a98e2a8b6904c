package dev.nightjar.text;

/// Takes the backslashes out of a text that was written on one line, as in JSON: `\n`, `\t`, `\r`, `\"`, `\\`,
/// `\/`.
public final class Backslashes {

    private Backslashes() {}

    /// The text with each of them replaced by what it stands for; other backslashes stay.
    public static String undo(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char meant = c == '\\' && i + 1 < text.length() ? meant(text.charAt(i + 1)) : 0;
            plain.append(meant == 0 ? c : meant);
            i += meant == 0 ? 0 : 1;
        }
        return plain.toString();
    }

    private static char meant(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '"', '\\', '/' -> c;
            default -> 0;
        };
    }
}
