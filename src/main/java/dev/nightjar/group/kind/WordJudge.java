package dev.nightjar.group.kind;

/// Judges words of letters and digits, joined by dashes and underscores, by one principle: what stays the same
/// from one event to the next is letters, what changes is digits. `task-7` is `task-<int>`,
/// `attempt_1445_0020_m_01` is `attempt_<id>`, `node12` is `node<int>`, `desk-pi-4` is `<id>`; `sha256`, `jk2_init()`
/// and `Http2Stream`
/// are just words.
public final class WordJudge {

    /// Where the variable part of the last word judged begins and ends, and its kind.
    public int from;

    public int to;
    public Kind kind = Kind.INT;

    private final Lexicon lexicon;

    public WordJudge(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /// The end of the word at `i`; `to` is not behind `from` if no part of it varies.
    public int judge(String s, int i, int end) {
        int firstDigit = -1;
        int pieces = 0;
        int piece = i;
        boolean digits = false;
        int firstPiece = i;
        int j = i;
        for (; j < end; j++) {
            int of = Chars.of(s.charAt(j));
            if ((of & Chars.DIGIT) != 0) {
                if (!digits) {
                    firstPiece = pieces++ == 0 ? piece : firstPiece;
                    digits = true;
                }
                firstDigit = firstDigit < 0 ? j : firstDigit;
            } else if ((of & (Chars.UNDERSCORE | Chars.DASH)) != 0) {
                piece = j + 1;
                digits = false;
            } else if ((of & Chars.LETTER) == 0) {
                break;
            }
        }
        while (j > i && !Chars.alnum(s.charAt(j - 1))) {
            j--;
        }
        if (piece > i + 1
                && Chars.at(s, j, end) == '.'
                && Chars.digit(Chars.at(s, j + 1, end))
                && Chars.digits(s, piece, j) == j) {
            return judge(s, i, piece - 1);
        }
        from = to = 0;
        if (firstDigit >= 0 && !kept(s, i, j, end)) {
            if (pieces > 1) {
                slot(signed(s, i, firstPiece), j, Kind.ID);
            } else if (isName(s, i, j, firstDigit, end) && HexIds.hex(s, firstPiece, j) < 0) {
                slot(i, j, Kind.ID);
            } else {
                piece(s, i, firstPiece, Chars.alnums(s, firstPiece, j));
            }
        }
        return Math.max(j, i + 1);
    }

    private boolean kept(String s, int i, int j, int end) {
        return Chars.at(s, j, end) == '(' && Chars.letter(s.charAt(i)) || j - i < 32 && lexicon.keep.has(s, i, j);
    }

    /// True for a name of a series, `desk-pi-4` or `shelf3_back`, that is all of its compound: letters, not all of
    /// them capitals, then a number that counts nothing, then the end or one more word behind `_`.
    private boolean isName(String s, int i, int j, int first, int end) {
        int number = Chars.digits(s, first, j);
        boolean whole = number == j
                || s.charAt(number) == '_' && s.indexOf('_', i) == number && letterEnd(s, number + 1, j) == j;
        if (!whole || !isAlone(s, i, j, end) || !isMixed(s, i, first)) {
            return false;
        }
        int word = letters(s, i, first);
        int behind = letterEnd(s, word, first);
        return !lexicon.keep.has(s, word, number)
                && !lexicon.counted.has(s, word, behind)
                && !lexicon.telling.has(s, word, behind);
    }

    /// Where the last word of more than one letter before `to` begins.
    private static int letters(String s, int i, int to) {
        int at = to;
        for (int n = 0; n < 2; n++) {
            while (at > i && !Chars.letter(s.charAt(at - 1))) {
                at--;
            }
            int behind = at;
            while (at > i && Chars.letter(s.charAt(at - 1))) {
                at--;
            }
            if (behind - at > 1) {
                return at;
            }
        }
        return at;
    }

    private static int letterEnd(String s, int from, int to) {
        int at = from;
        while (at < to && Chars.letter(s.charAt(at))) {
            at++;
        }
        return at;
    }

    /// Nothing that belongs to the word stands before or behind it, no `=` and no bracket of a call either.
    private static boolean isAlone(String s, int i, int j, int end) {
        char behind = Chars.at(s, j, end);
        boolean mark = (behind == '.' || behind == ':') && Chars.of(Chars.at(s, j + 1, end)) == 0;
        return Chars.of(Chars.at(s, i - 1, end)) == 0 && behind != '=' && (mark || Chars.of(behind) == 0);
    }

    /// Two letters and more, one of them small: capitals alone are a code, as in `ORA-942`. What counts is no name
    /// either: a version, `NFSv4` or `api-v2`, and a number with a sign.
    private static boolean isMixed(String s, int i, int to) {
        int letters = 0;
        boolean small = false;
        for (int k = i; k < to; k++) {
            letters += Chars.letter(s.charAt(k)) ? 1 : 0;
            small |= Character.isLowerCase(s.charAt(k));
        }
        if (!small || letters < 2) {
            return false;
        }
        char last = s.charAt(to - 1);
        boolean version = last == 'V' || last == 'v' && !Character.isLowerCase(s.charAt(Math.max(i, to - 2)));
        boolean signed = !Chars.alnum(last) && !Chars.alnum(s.charAt(Math.max(i, to - 2)));
        return !version && !signed;
    }

    /// The only piece `[p, q)` of the word from `i` on that has digits.
    private void piece(String s, int i, int p, int q) {
        int first = p;
        while (!Chars.digit(s.charAt(first))) {
            first++;
        }
        int behind = Chars.digits(s, first, q);
        if (behind == q) {
            slot(first == p ? signed(s, i, first) : first, q, Kind.INT);
        } else if (first == p) {
            leading(s, p, behind, q);
        } else if (HexIds.hex(s, p, q) == q) {
            slot(p, q, Kind.HEX);
        } else if (behind - first > 2 || Chars.digits(s, behind, q) > behind || digitIn(s, behind, q)) {
            mixed(p, first, q);
        }
    }

    /// Digits, then letters: `3rd` keeps its letters, `8f3k` does not.
    private void leading(String s, int p, int behind, int q) {
        if (HexIds.hex(s, p, q) == q) {
            slot(p, q, Kind.HEX);
        } else if (q - behind == 1 && Chars.hex(s.charAt(behind)) && Chars.at(s, p - 1, q) == ':') {
            slot(p, q, Kind.HEX); // 03:0e.0, the address of a device
        } else if (q - behind <= 3 && !digitIn(s, behind, q)) {
            slot(p, behind, Kind.INT);
        } else {
            slot(p, q, Kind.ID);
        }
    }

    /// Letters, digits, letters: long letters in front are a word (`steps1514044800223Calories`), short ones part
    /// of the id.
    private void mixed(int p, int first, int q) {
        slot(first - p >= 4 ? first : p, q, Kind.ID);
    }

    /// From the sign on, where a number follows a separator and a dash: `blk_-123`.
    private static int signed(String s, int i, int at) {
        boolean sign = at - 2 >= i && s.charAt(at - 1) == '-' && !Chars.alnum(s.charAt(at - 2));
        return sign && Chars.digit(s.charAt(at)) ? at - 1 : at;
    }

    private static boolean digitIn(String s, int i, int j) {
        for (int k = i; k < j; k++) {
            if (Chars.digit(s.charAt(k))) {
                return true;
            }
        }
        return false;
    }

    private void slot(int begin, int behind, Kind what) {
        from = begin;
        to = behind;
        kind = what;
    }
}
