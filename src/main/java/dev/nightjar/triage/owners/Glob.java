package dev.nightjar.triage.owners;

/// A pattern for names: `*` any text within a part, `**` any text, `?` one character; everything else is itself.
/// Parts end at `separator`. `a.**` also means `a`, and a lone `*` means anything.
///
/// Matching takes time of pattern × text at worst, whatever the text: names come from logs.
record Glob(String pattern, char separator) {

    boolean matches(String text) {
        String tail = separator + "**";
        return pattern.equals("*")
                || (pattern.endsWith(tail) && text.equals(pattern.substring(0, pattern.length() - tail.length())))
                || whole(text);
    }

    /// Row by row: `reached[j]` says whether the pattern so far can have consumed the first `j` characters.
    private boolean whole(String text) {
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (int i = 0; i < pattern.length(); i++) {
            boolean any = pattern.startsWith("**", i);
            if (any || pattern.charAt(i) == '*') {
                spread(reached, text, any);
                i += any ? 1 : 0;
            } else {
                advance(reached, text, pattern.charAt(i));
            }
        }
        return reached[text.length()];
    }

    private void spread(boolean[] reached, String text, boolean any) {
        for (int j = 0; j < text.length(); j++) {
            reached[j + 1] |= reached[j] && (any || text.charAt(j) != separator);
        }
    }

    private void advance(boolean[] reached, String text, char c) {
        for (int j = text.length(); j > 0; j--) {
            char t = text.charAt(j - 1);
            reached[j] = reached[j - 1] && (t == c || (c == '?' && t != separator));
        }
        reached[0] = false;
    }
}
