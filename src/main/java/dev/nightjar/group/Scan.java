package dev.nightjar.group;

import dev.nightjar.model.Occurrence.Slot;
import java.util.Arrays;
import java.util.List;

/// One pass over one message. A *compound* is what stands between blanks, brackets, quotes, commas and equals signs; most
/// are plain words and are done with after one look at each character. Only in compounds with digits or joiners are the
/// recognisers tried, in the order of the rules.
final class Scan {

    private static final int LONGEST_QUOTE = 1024;
    private static final int LONGEST_LIST = 4096;

    private final String s;
    private final int end;
    private final Lexicon lexicon;
    private final Words words;

    private int[] ends = new int[16];
    private Kind[] kinds = new Kind[8];
    private int size;

    /// The last compound and the one before it: `[from, to)` and hash.
    private int lastFrom;

    private int lastTo;
    private int lastHash;
    private int beforeFrom;
    private int beforeTo;

    Scan(String message, Lexicon lexicon) {
        this.s = message;
        this.end = Math.min(message.length(), Templates.MOST);
        this.lexicon = lexicon;
        this.words = new Words(lexicon);
    }

    Template template() {
        int i = 0;
        while (i < end) {
            char c = s.charAt(i);
            int of = Chars.of(c);
            i = (of & Chars.WORD) != 0 ? compound(i) : c <= ' ' ? i + 1 : mark(i, c);
        }
        if (s.length() > end) {
            int from = size > 0 ? Math.max(end, ends[2 * size - 1]) : end;
            append(from, s.length(), Kind.REST);
        }
        return new Template(text(), slots());
    }

    /// Something that is no word: the end of what it opens, or one further.
    private int mark(int i, char c) {
        return switch (c) {
            case '"', '\'', '`' -> lexicon.quoted ? quote(i, c) : i + 1;
            case '[', '{' -> lexicon.lists ? list(i, c) : i + 1;
            case '<' -> Kind.placeholderAt(s, i).map(kind -> placeholder(i, kind)).orElse(i + 1);
            case '/', '\\', '.', '~' -> slotOr(i, Nets.path(s, i, end), Kind.PATH);
            case '-', '+' -> signed(i);
            case ':' -> Chars.at(s, i + 1, end) == ':' && Chars.hex(Chars.at(s, i + 2, end))
                    ? slotOr(i, Nets.ip(s, i, end), Kind.IP)
                    : i + 1;
            default -> i + 1;
        };
    }

    private int slotOr(int i, int to, Kind kind) {
        return to > i && on(kind) ? add(i, to, kind) : i + 1;
    }

    private int placeholder(int i, Kind kind) {
        append(i, i + kind.placeholder.length(), kind);
        return i + kind.placeholder.length();
    }

    private int signed(int i) {
        char before = Chars.at(s, i - 1, end);
        if (!Chars.digit(Chars.at(s, i + 1, end)) || Chars.word(before) || before == ')') {
            return i + 1;
        }
        int to = Numbers.decimal(s, i + 1, end);
        boolean decimal = to > 0;
        to = decimal ? to : Numbers.integer(s, i + 1, end);
        return to > 0 && !Chars.letter(Chars.at(s, to, end)) ? add(i, to, decimal ? Kind.FLOAT : Kind.INT) : i + 1;
    }

    /// Reads the compound at `i`; the end of it.
    private int compound(int i) {
        int hash = WordSet.EMPTY;
        int wordHash = hash;
        int all = 0;
        int flags = 0;
        int word = i;
        int j = i;
        for (; j < end; j++) {
            char c = s.charAt(j);
            int of = Chars.of(c);
            if (of == 0) {
                break;
            }
            all |= of;
            hash = WordSet.hash(hash, c);
            if ((of & Chars.WORD) != 0) {
                word = j + 1;
                flags = all;
                wordHash = hash;
            }
        }
        int done = judged(i, word, flags, wordHash);
        beforeFrom = lastFrom;
        beforeTo = lastTo;
        lastFrom = i;
        lastTo = word;
        lastHash = wordHash;
        return Math.max(done, j);
    }

    private int judged(int i, int word, int flags, int hash) {
        if (named(i, word)) {
            return add(i, word, Kind.NAME);
        }
        int before = size;
        int done = (flags & ~(Chars.LETTER | Chars.UNDERSCORE)) == 0 ? plain(i, word, hash) : pieces(i, word, flags);
        boolean joined = before > 0 && ends[2 * before - 1] > i;
        boolean covered = size == before + 1 && ends[2 * before] == i && ends[2 * before + 1] >= word;
        if (!joined && !covered && (valueOfKey(i) || glued(before, flags))) {
            size = before;
            append(i, Math.max(word, done), valueOfKey(i) ? Kind.VALUE : Kind.ID);
        }
        return done;
    }

    /// True for a value right behind a key and an equals sign, unless the key is one whose value tells what happened.
    private boolean valueOfKey(int i) {
        return lexicon.values
                && i > 0
                && s.charAt(i - 1) == '='
                && lastTo == i - 1
                && lastTo > lastFrom
                && !lexicon.telling.has(lastHash, s, lastFrom, lastTo);
    }

    /// True if a compound has three slots and more, or two with a hash among them: the words glued to those are part of an
    /// identifier. Colons and at signs are no glue.
    private boolean glued(int before, int flags) {
        int slots = size - before;
        if (slots < 2 || (flags & (Chars.COLON | Chars.AT)) != 0) {
            return false;
        }
        boolean opaque = slots > 2;
        for (int k = before; k < size; k++) {
            opaque |= kinds[k] == Kind.HEX || kinds[k] == Kind.HASH || kinds[k] == Kind.UUID;
        }
        return opaque;
    }

    /// A word without digits: true or false as a value, a date that begins with a name, or just a word.
    private int plain(int i, int word, int hash) {
        int length = word - i;
        if (length >= 3 && length <= 9) {
            if (lexicon.bools && (length == 4 || length == 5) && truth(i, length) && value(i)) {
                return add(i, word, Kind.BOOL);
            }
            if (Units.MONTHS.has(hash, s, i, word) || Units.DAYS.has(hash, s, i, word)) {
                int to = Times.named(s, i, word, end);
                return to > 0 && on(Kind.DATE) ? add(i, to, Kind.DATE) : word;
            }
        }
        if (length >= 8 && Chars.hexes(s, i, word) == word && on(Kind.HEX)) {
            return add(i, word, Kind.HEX);
        }
        return word;
    }

    private boolean truth(int i, int length) {
        return s.regionMatches(true, i, length == 4 ? "true" : "false", 0, length);
    }

    /// True if an equals sign or a colon stands before `i`, or `is`.
    private boolean value(int i) {
        char before = Chars.at(s, i - 1, end);
        int j = before == ' ' ? i - 2 : i - 1;
        char c = Chars.at(s, j, end);
        return c == '=' || c == ':' || lastTo == i - 1 && lastTo > 0 || before == '(';
    }

    /// Tries the recognisers at every place of a compound where a word begins.
    private int pieces(int i, int word, int flags) {
        boolean digits = (flags & Chars.DIGIT) != 0;
        boolean dotted = (flags & (Chars.DOT | Chars.COLON | Chars.SLASH | Chars.BACKSLASH | Chars.AT)) != 0;
        if (!digits && !dotted || dotted && className(i, word)) {
            return word;
        }
        int p = i;
        while (p < word) {
            char c = s.charAt(p);
            if (Chars.word(c)) {
                p = piece(p, i, word, flags);
            } else if ((c == '/' || c == '.' || c == '~' || c == '\\') && !Chars.word(Chars.at(s, p - 1, end))) {
                p = slotOr(p, Nets.path(s, p, end), Kind.PATH);
            } else if (c == '@' && Chars.hexes(s, p + 1, word) == word && word > p + 1) {
                p = add(p + 1, word, Kind.HEX);
            } else if ((c == '-' || c == '+') && !Chars.word(Chars.at(s, p - 1, end))) {
                p = signed(p);
            } else {
                p++;
            }
        }
        return p;
    }

    private int piece(int p, int start, int word, int flags) {
        for (Kind kind : lexicon.order) {
            if ((flags & kind.needs) == kind.needs) {
                int to = match(kind, p, start, flags);
                if (to > p) {
                    return add(p, to, kind);
                }
            }
        }
        if ((flags & Chars.DIGIT) == 0) {
            return skip(p, word);
        }
        int to = words.judge(s, p, end);
        if (words.to > words.from) {
            add(words.from, words.to, words.kind);
        }
        return to;
    }

    private int skip(int p, int word) {
        int q = p + 1;
        while (q < word && Chars.word(s.charAt(q))) {
            q++;
        }
        return q;
    }

    private int match(Kind kind, int p, int start, int flags) {
        boolean digit = Chars.digit(s.charAt(p));
        return switch (kind) {
            case EMAIL -> Nets.email(s, p, end);
            case URL -> digit ? -1 : Nets.url(s, p, end);
            case HOST -> (flags & Chars.DOT) != 0 || (s.charAt(p) | 0x20) == 'l' ? Nets.host(s, p, end, lexicon) : -1;
            case IP -> (flags & (Chars.DOT | Chars.COLON)) != 0 && Chars.hex(s.charAt(p)) ? Nets.ip(s, p, end) : -1;
            case MAC -> (flags & (Chars.DASH | Chars.COLON)) != 0 && Chars.hex(s.charAt(p)) ? Nets.mac(s, p, end) : -1;
            case TRACEPARENT -> digit ? Marks.traceparent(s, p, end) : -1;
            case UUID -> Chars.hex(s.charAt(p)) ? Marks.uuid(s, p, end) : -1;
            case HASH -> Chars.hex(s.charAt(p)) ? Marks.hash(s, p, end) : -1;
            case DATE -> digit ? Times.date(s, p, end) : -1;
            case TIME -> digit ? Times.time(s, p, end) : -1;
            case DURATION -> digit || s.charAt(p) == 'P' ? Numbers.duration(s, p, end) : -1;
            case SIZE -> digit ? Numbers.size(s, p, end) : -1;
            case VERSION -> Numbers.version(s, p, end);
            case PATH -> path(p, start, flags);
            case HEX -> Chars.hex(s.charAt(p)) ? Marks.hex(s, p, end) : -1;
            case FLOAT -> digit ? Numbers.decimal(s, p, end) : -1;
            case INT -> digit ? number(p) : -1;
            case ID, LIST, QUOTED, BOOL, NAME, VALUE, REST -> -1;
        };
    }

    /// A number with thousands separators or a percent sign; bare digits are judged as words.
    private int number(int p) {
        int to = Numbers.integer(s, p, end);
        return to > Chars.digits(s, p, end) ? to : -1;
    }

    private int path(int p, int start, int flags) {
        if ((flags & (Chars.SLASH | Chars.BACKSLASH)) == 0) {
            return -1;
        }
        int drive = Chars.at(s, p + 1, end) == ':' ? Nets.path(s, p, end) : -1;
        return drive > 0 ? drive : p == start || !Chars.word(Chars.at(s, p - 1, end)) ? Nets.relative(s, p, end) : -1;
    }

    /// `com.acme.v2.Shop`, `Shop.load2(`: a dotted name with a capital behind a dot, or a call.
    private boolean className(int i, int word) {
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
        return dot && (capital && lowerBehindCapital(i, word) || Chars.at(s, word, end) == '(');
    }

    /// Tells `com.acme.Shop` from `HOST.EXAMPLE.COM`.
    private boolean lowerBehindCapital(int i, int word) {
        int last = s.lastIndexOf('.', word - 1) + 1;
        return word - last > 1 && s.charAt(last) <= 'Z' || i < last && s.charAt(i) >= 'a' && s.charAt(last) >= 'a'
                && !lexicon.domains.has(s, last, word);
    }

    /// True if the compound is the name of somebody, by the words around it.
    private boolean named(int i, int word) {
        if (!lexicon.names || lastTo == 0) {
            return false;
        }
        if (s.charAt(i - 1) != ' ' || lastTo != i - 1) {
            return false;
        }
        boolean after = lexicon.before.has(lastHash, s, lastFrom, lastTo)
                || lastTo - lastFrom == 3
                        && s.startsWith("for", lastFrom)
                        && beforeTo == lastFrom - 1
                        && lexicon.beforeFor.has(s, beforeFrom, beforeTo);
        return after && !lexicon.never.has(s, i, word) && endsName(word);
    }

    /// True if what stands at `j` may follow a name: nothing, a mark, or one of the words of the rules.
    private boolean endsName(int j) {
        if (Chars.at(s, j, end) != ' ' || j >= end) {
            return Chars.at(s, j, end) != '(';
        }
        int from = j;
        while (from < end && s.charAt(from) == ' ') {
            from++;
        }
        int to = Chars.alnums(s, from, Math.min(end, from + 20));
        return to == from || lexicon.after.has(s, from, to);
    }

    /// Quoted text, without the quotes; a quoted name before a colon is a key and stays.
    private int quote(int i, char quote) {
        if (Chars.alnum(Chars.at(s, i - 1, end))) {
            return i + 1;
        }
        int most = Math.min(end, i + LONGEST_QUOTE);
        int j = i + 1;
        while (j < most && s.charAt(j) != '\n' && !(s.charAt(j) == quote && !Chars.alnum(Chars.at(s, j + 1, end)))) {
            j += s.charAt(j) == '\\' && quote == '"' ? 2 : 1;
        }
        if (j >= most || s.charAt(j) != quote || j == i + 1) {
            return i + 1;
        }
        int verb = Chars.alnums(s, i + 1, Math.min(j, i + 9));
        if (Chars.at(s, verb, j) == ' ' && lexicon.verbs.has(s, i + 1, verb)) {
            return i + 1;
        }
        boolean whole = i == 0 && j == s.length() - 1;
        boolean key = Chars.at(s, j + 1, end) == ':' && quote == '"';
        return key ? j + 1 : whole ? i + 1 : add(i + 1, j, Kind.QUOTED) + 1;
    }

    /// A list in brackets whose items are no sentences: its inside is one slot.
    private int list(int i, char open) {
        if (open == '{' && Chars.at(s, i + 1, end) == '"') {
            return i + 1;
        }
        int depth = 0;
        boolean comma = false;
        int most = Math.min(end, i + LONGEST_LIST);
        for (int j = i; j < most; j++) {
            char c = s.charAt(j);
            if (c == '[' || c == '{' || c == '(') {
                depth++;
            } else if (c == ']' || c == '}' || c == ')') {
                if (--depth == 0) {
                    return comma && j > i + 1 ? add(i + 1, j, Kind.LIST) + 1 : i + 1;
                }
            } else if (c == ',') {
                comma |= depth == 1;
            } else if (c == '\n' || c == ' ' && ",=:".indexOf(s.charAt(j - 1)) < 0) {
                return i + 1;
            }
        }
        return i + 1;
    }

    private boolean on(Kind kind) {
        for (Kind k : lexicon.order) {
            if (k == kind) {
                return true;
            }
        }
        return false;
    }

    /// Notes a slot, as part of the one before if that is of the same kind and only separators are between.
    private int add(int from, int to, Kind kind) {
        if (size > 0 && kinds[size - 1] == kind && separated(ends[2 * size - 1], from, kind)) {
            ends[2 * size - 1] = to;
        } else {
            append(from, to, kind);
        }
        return to;
    }

    private boolean separated(int from, int to, Kind kind) {
        if (to - from > 4 || to == from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            if (" ,;|/:@#-".indexOf(c) < 0 && !(kind == Kind.QUOTED && "'\"`".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    private void append(int from, int to, Kind kind) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            ends = Arrays.copyOf(ends, 4 * size);
        }
        kinds[size] = kind;
        ends[2 * size] = from;
        ends[2 * size + 1] = to;
        size++;
    }

    private String text() {
        if (size == 0) {
            return s;
        }
        StringBuilder text = new StringBuilder(end + 8 * size);
        int at = 0;
        for (int i = 0; i < size; i++) {
            text.append(s, at, ends[2 * i]).append(kinds[i].placeholder);
            at = ends[2 * i + 1];
        }
        return text.append(s, at, s.length()).toString();
    }

    private List<Slot> slots() {
        Slot[] slots = new Slot[size];
        for (int i = 0; i < size; i++) {
            slots[i] = new Slot(ends[2 * i], ends[2 * i + 1], kinds[i].label);
        }
        return List.of(slots);
    }
}
