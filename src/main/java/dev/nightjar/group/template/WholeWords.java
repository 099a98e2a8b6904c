package dev.nightjar.group.template;

import dev.nightjar.group.kind.Chars;
import dev.nightjar.group.kind.Lexicon;

/// Compounds that are judged as a whole: by what they are, not by the digits in them.
final class WholeWords {

    private static final int LONGEST_ENDING = 5;

    private WholeWords() {}

    /// The end of a program's name that a message begins with, as Windows lists processes: `shop.exe - …`,
    /// `shop.exe *32 - …`; -1 if none ends at `word`.
    static int program(String s, int word, int end) {
        if (word < 5 || !s.regionMatches(true, word - 4, ".exe", 0, 4)) {
            return -1;
        }
        int behind = s.startsWith(" *32", word) || s.startsWith(" *64", word) ? word + 4 : word;
        return behind < end && s.startsWith(" - ", behind) ? behind : -1;
    }

    /// True if what stands at `j` may follow a name: nothing, a mark (no `=`: it was a key), or one of the words of the
    /// rules.
    static boolean endsName(String s, int j, int end, Lexicon lexicon) {
        if (Chars.at(s, j, end) != ' ' || j >= end) {
            return Chars.at(s, j, end) != '(' && Chars.at(s, j, end) != '=';
        }
        int from = j;
        while (from < end && s.charAt(from) == ' ') {
            from++;
        }
        int to = Chars.alnums(s, from, Math.min(end, from + 20));
        return to == from || lexicon.after.has(s, from, to);
    }

    /// True for the name of a file with something variable in it: an opaque id with any ending, a number with one
    /// that files have.
    ///
    /// @param before how many slots were there before the compound
    static boolean file(String s, int word, int end, Slots slots, int before, Lexicon lexicon) {
        int dot = s.lastIndexOf('.', word - 1);
        int ending = word - dot - 1;
        if (dot < slots.to(slots.size() - 1) || ending > LONGEST_ENDING || Chars.at(s, word, end) == '(') {
            return false;
        }
        for (int i = dot + 1; i < word; i++) {
            if (!Chars.letter(s.charAt(i))) {
                return false;
            }
        }
        boolean known = lexicon.files.has(s, dot + 1, word);
        for (int i = before; i < slots.size(); i++) {
            switch (slots.kind(i)) {
                case ID, HEX, HASH, UUID, DATE -> known = true;
                case EMAIL, URL, HOST, IP, PATH, SIZE, DURATION -> {
                    return false;
                }
                default -> {}
            }
        }
        return known;
    }

    /// `com.acme.v2.Shop`, `Shop.load2(`: a dotted name with a capital behind a dot, or a call.
    static boolean className(String s, int i, int word, int end, Lexicon lexicon) {
        boolean capital = false;
        boolean dot = false;
        for (int j = i; j < word; j++) {
            char c = s.charAt(j);
            int of = Chars.of(c);
            if ((of & Chars.DOT) != 0) {
                char next = Chars.at(s, j + 1, word);
                if (!Chars.letter(next) && next != '_') {
                    return false;
                }
                dot = true;
                capital |= next >= 'A' && next <= 'Z';
            } else if ((of & Chars.WORD) == 0 && c != '$') {
                return false;
            } else if (j == i && Chars.digit(c)) {
                return false;
            }
        }
        return dot && (capital && lowerBehindCapital(s, i, word, lexicon) || Chars.at(s, word, end) == '(');
    }

    /// Tells `com.acme.Shop` from `HOST.EXAMPLE.COM`.
    private static boolean lowerBehindCapital(String s, int i, int word, Lexicon lexicon) {
        int last = s.lastIndexOf('.', word - 1) + 1;
        return word - last > 1 && s.charAt(last) <= 'Z'
                || i < last && s.charAt(i) >= 'a' && s.charAt(last) >= 'a' && !lexicon.domains.has(s, last, word);
    }
}
