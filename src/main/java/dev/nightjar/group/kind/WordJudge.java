package dev.nightjar.group.kind;

/// Judges words of letters and digits, joined by dashes and underscores, by one principle: what stays the same
/// from one event to the next is letters, what changes is digits. `task-7` is `task-<int>`,
/// `attempt_1445_0020_m_01` is `attempt_<id>`, `node12` is `node<int>`; `sha256`, `jk2_init()` and `Http2Stream`
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
            } else {
                piece(s, i, firstPiece, Chars.alnums(s, firstPiece, j));
            }
        }
        return Math.max(j, i + 1);
    }

    private boolean kept(String s, int i, int j, int end) {
        return Chars.at(s, j, end) == '(' && Chars.letter(s.charAt(i)) || j - i < 32 && lexicon.keep.has(s, i, j);
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
