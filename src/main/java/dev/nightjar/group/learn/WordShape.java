package dev.nightjar.group.learn;

/// What a word looks like: the more it looks like a name that somebody gave to one thing of many, the fewer
/// different ones show that a place varies.
public enum WordShape {
    /// One of a folder, a topic, a kind of media, a peer, or one that a port follows: `shop/stock-level`,
    /// `till-b:*`.
    LOCATED('l', 1),
    /// With a digit or something masked: `till-b*`, `kadmin2`.
    NUMBERED('n', 2),
    /// Like a path, an address, a name with dots.
    DOTTED('d', 3),
    /// Of several words: `stock_level`, `pick-list`, `unitPrice`.
    COMPOUND('c', 4),
    /// Letters.
    PLAIN('w', 8),
    /// Yes, no, unknown: says nothing about its place.
    TRUTH('t', 0);

    final char letter;
    final int others;

    WordShape(char letter, int others) {
        this.letter = letter;
        this.others = others;
    }

    /// Whether it is a name rather than a word of the language.
    boolean isName() {
        return isNumbered() || this == DOTTED || this == COMPOUND;
    }

    /// What one of these adds to the evidence that its place varies: enough is 1.
    ///
    /// @param value whether the place is one where values stand, as behind `=`
    double weight(boolean value) {
        return this == TRUTH ? 0 : 1 / (others / (value ? 2.0 : 1.0) + 1);
    }

    /// Whether it is a name with a number, or as surely one of many.
    boolean isNumbered() {
        return this == NUMBERED || this == LOCATED;
    }

    static WordShape of(String word, ValueWords words) {
        boolean dotted = false;
        boolean compound = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '*' || Character.isDigit(c)) {
                return isLocated(word) ? LOCATED : NUMBERED;
            }
            dotted |= c == '.' || c == '/' || c == '\\' || c == '@' || c == '~';
            compound |= c == '_' || c == '-' || i > 0 && capital(c) && small(word.charAt(i - 1));
        }
        if (dotted && isLocated(word)) {
            return LOCATED;
        }
        return words.isTruth(word) ? TRUTH : dotted ? DOTTED : compound ? COMPOUND : PLAIN;
    }

    /// `shop/stock-level`, `zone-3/lamp`, `kim/*`, `application/x-empty`: parts with a slash between, the first
    /// of letters small and large, one with a sign or a number in it; `and/or`, `I/O`, `/srv/shop` are none.
    private static boolean isLocated(String word) {
        int slash = word.indexOf('/');
        boolean sign = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            sign |= c == '-' || c == '_' || c == '.' || c == '*' || Character.isDigit(c);
        }
        return sign && slash > 1 && slash < word.length() - 1 && Character.isLetter(word.charAt(0));
    }

    private static boolean capital(char c) {
        return Character.isUpperCase(c);
    }

    private static boolean small(char c) {
        return Character.isLowerCase(c);
    }
}
