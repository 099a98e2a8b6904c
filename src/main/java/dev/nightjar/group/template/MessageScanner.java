package dev.nightjar.group.template;

import dev.nightjar.group.kind.Addresses;
import dev.nightjar.group.kind.Chars;
import dev.nightjar.group.kind.HexIds;
import dev.nightjar.group.kind.Kind;
import dev.nightjar.group.kind.Lexicon;
import dev.nightjar.group.kind.Numbers;
import dev.nightjar.group.kind.TimeForms;
import dev.nightjar.group.kind.Units;
import dev.nightjar.group.kind.WordJudge;
import dev.nightjar.group.kind.WordSet;

/// One pass over one message. A *compound* is what stands between blanks, brackets, quotes, commas and equals
/// signs; most are plain words and are done with after one look at each character. Only in compounds with digits
/// or joiners are the recognisers tried, in the order of the rules.
final class MessageScanner {

    /// So many opened quotes and brackets that nothing closes are looked for: keeps the pass linear.
    private static final int MOST_MISSES = 100;

    private final String s;
    private final int end;
    private final Lexicon lexicon;
    private final WordJudge words;

    private final Slots slots = new Slots();
    private final Quotes quotes;
    private int misses;

    /// The last compound and the one before it: `[from, to)` and hash.
    private int lastFrom;

    private int lastTo;
    private int lastHash;
    private int beforeFrom;
    private int beforeTo;

    MessageScanner(String message, Lexicon lexicon) {
        this.s = message;
        this.end = end(message);
        this.lexicon = lexicon;
        this.words = new WordJudge(lexicon);
        this.quotes = new Quotes(message, end, lexicon);
    }

    Template template() {
        int i = 0;
        while (i < end) {
            char c = s.charAt(i);
            int of = Chars.of(c);
            i = (of & Chars.WORD) != 0 ? compound(i) : c <= ' ' ? i + 1 : mark(i, c);
        }
        if (s.length() > end) {
            slots.append(Math.max(end, slots.end()), s.length(), Kind.REST);
        }
        return slots.template(s);
    }

    /// Where to stop looking: never between the halves of a character.
    private static int end(String message) {
        int most = Math.min(message.length(), Templates.MOST);
        return most < message.length() && Character.isHighSurrogate(message.charAt(most - 1)) ? most - 1 : most;
    }

    /// Something that is no word: the end of what it opens, or one further.
    private int mark(int i, char c) {
        return switch (c) {
            case '"', '\'', '`' -> lexicon.quoted && misses < MOST_MISSES ? quote(i, c) : i + 1;
            case '[', '{' -> lexicon.lists && misses < MOST_MISSES ? list(i) : i + 1;
            case '<' ->
                Kind.placeholderAt(s, i).map(kind -> placeholder(i, kind)).orElseGet(() -> angle(i));
            case '/', '\\', '.', '~' -> addressBehind(i) ? i + 1 : slotOr(i, Addresses.path(s, i, end), Kind.PATH);
            case '-', '+' -> signed(i);
            case ':' ->
                Chars.at(s, i + 1, end) == ':' && Chars.hex(Chars.at(s, i + 2, end))
                        ? slotOr(i, Addresses.ip(s, i, end), Kind.IP)
                        : i + 1;
            default -> i + 1;
        };
    }

    /// The value of `user=<kim>`, without the brackets.
    private int angle(int i) {
        int close = valueOfKey(i) ? Brackets.angle(s, i, end) : -1;
        return close > i + 1 ? add(i + 1, close, Kind.VALUE) + 1 : i + 1;
    }

    /// Java prints addresses as `host/10.0.0.1`, and as `/10.0.0.1` without a host.
    private boolean addressBehind(int i) {
        return Chars.digit(Chars.at(s, i + 1, end)) && Addresses.ip(s, i + 1, end) > 0;
    }

    private int slotOr(int i, int to, Kind kind) {
        return to > i && on(kind) ? add(i, to, kind) : i + 1;
    }

    private int placeholder(int i, Kind kind) {
        slots.append(i, i + kind.placeholder.length(), kind);
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
        int program = i == 0 && lexicon.names ? WholeWords.program(s, word, end) : -1;
        if (program > 0) {
            return add(i, program, Kind.NAME);
        }
        int before = slots.size();
        int done = (flags & ~(Chars.LETTER | Chars.UNDERSCORE)) == 0 ? plain(i, word, hash) : pieces(i, word, flags);
        boolean joined = before > 0 && slots.to(before - 1) > i;
        boolean covered = slots.size() == before + 1 && slots.from(before) == i && slots.to(before) >= word;
        boolean value = valueOfKey(i);
        int close = value && !joined && misses < MOST_MISSES ? Brackets.pair(s, word, end) : -1;
        if (close > 0) {
            slots.keep(before);
            slots.append(i, close + 1, Kind.VALUE);
            return close + 1;
        }
        misses += close == Brackets.OPEN ? 1 : 0;
        if (!joined
                && slots.size() > before
                && (flags & Chars.DOT) != 0
                && WholeWords.file(s, word, end, slots, before, lexicon)) {
            slots.keep(before);
            slots.append(i, word, Kind.PATH);
            return word;
        }
        if (!joined && !covered && (value || glued(before, flags))) {
            slots.keep(before);
            slots.append(i, Math.max(word, done), value ? Kind.VALUE : Kind.ID);
        }
        return done;
    }

    /// True for a value right behind a key and an equals sign, unless the key is one whose value tells what
    /// happened.
    private boolean valueOfKey(int i) {
        return lexicon.values
                && i > 0
                && s.charAt(i - 1) == '='
                && lastTo == i - 1
                && lastTo > lastFrom
                && !lexicon.telling.has(lastHash, s, lastFrom, lastTo);
    }

    /// True if a compound has three slots and more, or two with a hash among them: the words glued to those are
    /// part of an identifier. Colons and at signs are no glue.
    private boolean glued(int before, int flags) {
        int count = slots.size() - before;
        if (count < 2 || (flags & (Chars.COLON | Chars.AT)) != 0) {
            return false;
        }
        boolean opaque = count > 2;
        for (int k = before; k < slots.size(); k++) {
            opaque |= switch (slots.kind(k)) {
                case HEX, HASH, UUID -> true;
                default -> false;
            };
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
                int to = TimeForms.named(s, i, word, end);
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
        if (!digits && !dotted || dotted && WholeWords.className(s, i, word, end, lexicon)) {
            return word;
        }
        int p = i;
        while (p < word) {
            char c = s.charAt(p);
            if (Chars.word(c)) {
                p = piece(p, i, word, flags);
            } else if ((c == '/' || c == '.' || c == '~' || c == '\\') && !Chars.word(Chars.at(s, p - 1, end))) {
                p = slotOr(p, Addresses.path(s, p, end), Kind.PATH);
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
        if (lexicon.bools && p > start + 1 && s.charAt(p - 1) == ':' && Chars.word(s.charAt(p - 2))) {
            int to = skip(p, word);
            if (to == word && (to - p == 4 || to - p == 5) && truth(p, to - p)) {
                return add(p, to, Kind.BOOL);
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
            case EMAIL -> Addresses.email(s, p, end);
            case URL -> digit ? -1 : Addresses.url(s, p, end);
            case HOST ->
                (flags & Chars.DOT) != 0 || (s.charAt(p) | 0x20) == 'l' ? Addresses.host(s, p, end, lexicon) : -1;
            case IP ->
                (flags & (Chars.DOT | Chars.COLON)) != 0 && Chars.hex(s.charAt(p)) ? Addresses.ip(s, p, end) : -1;
            case MAC ->
                (flags & (Chars.DASH | Chars.COLON)) != 0 && Chars.hex(s.charAt(p)) ? Addresses.mac(s, p, end) : -1;
            case TRACEPARENT -> digit ? HexIds.traceparent(s, p, end) : -1;
            case UUID -> Chars.hex(s.charAt(p)) ? HexIds.uuid(s, p, end) : -1;
            case HASH -> Chars.hex(s.charAt(p)) ? HexIds.hash(s, p, end) : -1;
            case DATE -> digit ? TimeForms.date(s, p, end) : -1;
            case TIME -> digit ? TimeForms.time(s, p, end) : -1;
            case DURATION -> digit || s.charAt(p) == 'P' ? Numbers.duration(s, p, end) : -1;
            case SIZE -> digit ? Numbers.size(s, p, end) : -1;
            case VERSION -> Numbers.version(s, p, end);
            case PATH -> path(p, start, flags);
            case HEX -> Chars.hex(s.charAt(p)) ? HexIds.hex(s, p, end) : -1;
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
        int drive = Chars.at(s, p + 1, end) == ':' ? Addresses.path(s, p, end) : -1;
        return drive > 0
                ? drive
                : p == start || !Chars.word(Chars.at(s, p - 1, end)) ? Addresses.relative(s, p, end) : -1;
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
        return after && !lexicon.never.has(s, i, word) && WholeWords.endsName(s, word, end, lexicon);
    }

    /// Quoted text, without the quotes, if it is a value. A quoted name before a colon is a key and stays, so does a
    /// request line; a message that is quoted as a whole is read like any other.
    private int quote(int i, char quote) {
        if (quotes.closes(i)) {
            return i + 1;
        }
        int inner = i > 0 ? quotes.escaped(i) : -1;
        if (inner > 0) {
            return add(i + 1, inner, Kind.QUOTED) + 2;
        }
        int j = Chars.alnum(Chars.at(s, i - 1, end)) ? -1 : closing(Brackets.quote(s, i, end));
        if (j <= i + 1 || i == 0 && j == s.length() - 1) {
            return i + 1;
        }
        int verb = Chars.alnums(s, i + 1, Math.min(j, i + 9));
        if (Chars.at(s, verb, j) == ' ' && lexicon.verbs.has(s, i + 1, verb)) {
            return i + 1;
        }
        if (Chars.at(s, j + 1, end) == ':' && quote == '"' && Addresses.url(s, i + 1, j) < 0) {
            quotes.key(i + 1, j);
            return j + 1;
        }
        boolean read = quotes.reads(i, j, lastFrom, lastTo, beforeFrom, beforeTo);
        return read ? i + 1 : add(i + 1, j, Kind.QUOTED) + 1;
    }

    private int closing(int j) {
        misses += j < 0 ? 1 : 0;
        return j;
    }

    private int list(int i) {
        int j = closing(Brackets.list(s, i, end));
        return j > i + 1 ? add(i + 1, j, Kind.LIST) + 1 : i + 1;
    }

    private int add(int from, int to, Kind kind) {
        return slots.add(s, from, to, kind);
    }

    private boolean on(Kind kind) {
        for (Kind k : lexicon.order) {
            if (k == kind) {
                return true;
            }
        }
        return false;
    }
}
