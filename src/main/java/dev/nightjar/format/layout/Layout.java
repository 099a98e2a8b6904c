package dev.nightjar.format.layout;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.bytes.JsonWalk;
import dev.nightjar.bytes.Spans;
import dev.nightjar.format.layout.Element.Kind;
import dev.nightjar.format.level.LevelBy;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.record.Trailer;
import dev.nightjar.format.time.TimeParts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line's layout, compiled: literals and typed fields one after another. `head` judges a line up to its level
/// without making anything; `match` also finds the fields.
public final class Layout {

    static final String MESSAGE = "{message}";

    private static final int WIDEST_FIELD = 512;

    private final String text;
    private final Element[] elements;
    private final Levels levels;
    private final boolean goesOn;
    private final boolean between;
    private final boolean quiet;
    private final @Nullable Layout below;
    private final String behind;
    private final int headLength;
    private final int time;
    private final int numbered;
    private final boolean[] firstBytes = new boolean[256];

    /// @param goesOn lines of this layout go on with the record before
    /// @param between lines of this layout stand between records
    /// @param below the layout of the record's second line, null if only the first has one
    Layout(
            String text,
            List<Element> elements,
            Levels levels,
            boolean goesOn,
            boolean between,
            @Nullable Layout below) {
        this.text = text;
        this.elements = elements.toArray(Element[]::new);
        this.levels = levels;
        this.goesOn = goesOn;
        this.between = between;
        this.quiet = text.startsWith(LayoutParser.QUIET);
        this.below = below;
        this.behind = text.substring(text.contains(MESSAGE) ? text.indexOf(MESSAGE) + MESSAGE.length() : text.length());
        this.numbered = numbered(levels.by());
        this.headLength = headLength();
        this.time = first(Kind.TIME);
        for (int c = 0; c < 256; c++) {
            firstBytes[c] = this.elements[0].canBegin((byte) c, levels);
        }
    }

    /// As written in the definition, with one choice of its optional parts.
    String text() {
        return below == null ? text : text + "\\n" + below.text;
    }

    /// Has a message, so that it tells how a record begins or goes on, and not what one of its lines says.
    boolean hasMessage() {
        return has(Kind.MESSAGE);
    }

    private int numbered(LevelBy by) {
        for (int i = 0; i < elements.length; i++) {
            if (by.reads(elements[i].name())) {
                return i;
            }
        }
        return -1;
    }

    /// How `Lines.head` has to judge a line whose level this layout found.
    int judged(int level) {
        return between
                ? Lines.BETWEEN
                : goesOn ? Lines.CONTINUATION : below == null ? level : level | Lines.LEVEL_BELOW;
    }

    boolean goesOn() {
        return goesOn;
    }

    /// A line that begins a record, and says no level or not who logs it.
    boolean isOpen() {
        boolean says = text.contains("{logger") && hasLevel() && time >= 0;
        return !goesOn && !between && !quiet && below == null && text.endsWith(MESSAGE) && !says;
    }

    Levels levels() {
        return levels;
    }

    boolean isQuiet() {
        return quiet;
    }

    @Nullable
    Layout below() {
        return below;
    }

    /// How much the layout asks of a line: literal bytes, and four for every typed field.
    int specificity() {
        int sum = 0;
        for (Element element : elements) {
            sum += element.weight();
        }
        return quiet ? 1 : sum;
    }

    /// Whether the line's first byte allows this layout.
    boolean mayBegin(byte[] b, int from, int to) {
        return from < to && firstBytes[b[from] & 0xFF];
    }

    int fields() {
        return elements.length;
    }

    /// The head reaches up to the level, and up to the time where that comes later: `Error: no` is no record of
    /// `{level} {time}`.
    private int headLength() {
        if (goesOn || !hasLevel() && !has(Kind.PRIORITY)) {
            return elements.length - (elements[elements.length - 1].kind() == Kind.MESSAGE ? 1 : 0);
        }
        int end = 0;
        for (int i = 0; i < elements.length; i++) {
            Kind kind = elements[i].kind();
            if (kind == Kind.LEVEL || kind == Kind.TIME || i == numbered || kind == Kind.PRIORITY && !hasLevel()) {
                end = i + 1;
            }
        }
        return end;
    }

    private int first(Kind kind) {
        for (int i = 0; i < elements.length; i++) {
            if (elements[i].kind() == kind) {
                return i;
            }
        }
        return -1;
    }

    /// A number in it may give the level.
    boolean hasNumber() {
        return numbered >= 0;
    }

    boolean hasTime() {
        return has(Kind.TIME);
    }

    boolean hasLevel() {
        return has(Kind.LEVEL);
    }

    private boolean has(Kind kind) {
        return first(kind) >= 0;
    }

    /// The level's ordinal (`Levels.NONE` if the layout has none) if the line begins as the layout says, else
    /// -1.
    public int head(byte[] b, int from, int to) {
        if (from >= to || !firstBytes[b[from] & 0xFF]) {
            return -1;
        }
        int p = from;
        int level = Levels.NONE;
        for (int i = 0; i < headLength; i++) {
            Element element = elements[i];
            if (element.kind() == Kind.LEVEL && !goesOn) {
                int end = levelEnd(i, b, p, to);
                level = ordinal(i, b, p, end);
                if (level < 0 || i == headLength - 1) {
                    return level;
                }
                p = end;
                continue;
            }
            int end = step(i, b, p, to, null);
            if (end < 0) {
                return -1;
            }
            if (element.kind() == Kind.PRIORITY) {
                level = Levels.severity(b, p, end);
            } else if (i == numbered) {
                level = levels.by().ordinal(b, p, end);
            }
            p = end;
        }
        return level;
    }

    /// Finds all fields: `bounds[2i]` and `bounds[2i+1]` are the i-th element's. False if the line is not of
    /// this layout. Of several times the first is the record's.
    boolean match(byte[] b, int from, int to, int[] bounds, @Nullable TimeParts parts) {
        int p = from;
        for (int i = 0; i < elements.length; i++) {
            bounds[2 * i] = p;
            int end = step(i, b, p, to, i == time || fromEpoch(i) ? parts : null);
            if (end < 0) {
                return false;
            }
            bounds[2 * i + 1] = end;
            p = end;
        }
        return true;
    }

    /// A wall clock behind seconds since 1970 says how that moment was written, and more digits.
    private boolean fromEpoch(int index) {
        return time >= 0
                && index > time
                && java.util.Objects.requireNonNull(elements[time].time()).isEpoch();
    }

    /// Fills a record from bounds that `match` found; the message runs on to the record's end.
    void fill(RecordBuilder record, byte[] b, int[] bounds, int recordEnd) {
        int message = -1;
        for (int i = 0; i < elements.length; i++) {
            int from = bounds[2 * i];
            int to = bounds[2 * i + 1];
            switch (elements[i].kind()) {
                case BEGIN -> message = from;
                case PRIORITY -> record.level(Levels.severity(b, from, to), RecordBuilder.text(b, from, to));
                case LEVEL ->
                    record.level(
                            ordinal(i, b, from, to),
                            RecordBuilder.text(b, from, to).strip());
                case MESSAGE -> message = message < 0 ? from : message;
                case TIME -> record.timeRaw = i == time ? RecordBuilder.text(b, from, to) : record.timeRaw;
                case WORD, HOST, PHRASE, DIGITS, DECIMAL, CHOICE ->
                    Mdc.put(
                            record,
                            elements[i].name(),
                            RecordBuilder.text(b, from, to).strip());
                case BLANKS, LITERAL, END -> {}
            }
        }
        if (numbered >= 0) {
            int from = bounds[2 * numbered];
            int to = bounds[2 * numbered + 1];
            record.level(levels.by().ordinal(b, from, to), RecordBuilder.text(b, from, to));
        }
        int start = message < 0 ? JsonWalk.skipSpace(b, bounds[2 * elements.length - 1], recordEnd) : message;
        record.says(b, start, recordEnd);
        if (!behind.isEmpty()) {
            Trailer.cutName(record, behind);
        }
    }

    int messageAt(byte[] b, int[] bounds) {
        return Element.messageAt(elements, b, bounds);
    }

    boolean sameHeader(byte[] b, int[] one, int[] other) {
        return Element.sameHeader(elements, b, one, other);
    }

    /// The values of some fields, joined by `/`.
    String joined(List<String> names, byte[] b, int[] bounds) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < elements.length; i++) {
            if (names.contains(elements[i].name())) {
                joined.append(joined.isEmpty() ? "" : "/")
                        .append(RecordBuilder.text(b, bounds[2 * i], bounds[2 * i + 1]));
            }
        }
        return joined.toString();
    }

    /// The ordinal of the level among bounds that `match` found, `Levels.NONE` without one.
    int level(byte[] b, int[] bounds) {
        for (int i = 0; i < elements.length; i++) {
            if (elements[i].kind() == Kind.LEVEL) {
                return ordinal(i, b, bounds[2 * i], bounds[2 * i + 1]);
            }
            if (elements[i].kind() == Kind.PRIORITY) {
                return Levels.severity(b, bounds[2 * i], bounds[2 * i + 1]);
            }
        }
        return Levels.NONE;
    }

    private int step(int index, byte[] b, int p, int to, @Nullable TimeParts time) {
        Element element = elements[index];
        return switch (element.kind()) {
            case LITERAL -> Bytes.startsWith(b, element.literal(), p, to) ? p + element.literal().length : -1;
            case BLANKS -> {
                int after = Bytes.skipBlanks(b, p, to);
                yield after > p ? after : -1;
            }
            case TIME -> java.util.Objects.requireNonNull(element.time()).match(b, p, to, time);
            case LEVEL -> {
                int end = levelEnd(index, b, p, to);
                yield ordinal(index, b, p, end) < 0 ? -1 : end;
            }
            case DIGITS, PRIORITY -> Spans.digits(b, p, to);
            case DECIMAL -> Spans.decimal(b, p, to);
            case CHOICE -> Spans.choice(element.literal(), b, p, to);
            case HOST -> hostEnd(index, b, p, to);
            case WORD -> wordEnd(index, b, p, to);
            case PHRASE -> phraseEnd(index, b, p, to);
            case BEGIN -> p;
            case END -> p == to ? p : -1;
            case MESSAGE -> to;
        };
    }

    /// The level's ordinal for a word that may be padded with blanks, or -1.
    private int ordinal(int index, byte[] b, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && b[start] == ' ') {
            start++;
        }
        while (end > start && b[end - 1] == ' ') {
            end--;
        }
        boolean chosen = elements[index].literal().length > 0;
        return chosen ? levels.ordinal(b, start, end) : levels.ordinalInText(b, start, end);
    }

    /// One of few words; a single letter before a time or digits (`E0304 09:12:44`); up to a literal, if one
    /// follows (`PHP Fatal error:`, `[WARN ]`); else a run of letters and digits, or a single sign.
    private int levelEnd(int index, byte[] b, int p, int to) {
        if (elements[index].literal().length > 0) {
            return Math.max(p, Spans.choice(elements[index].literal(), b, p, to));
        }
        Kind next = index + 1 < elements.length ? elements[index + 1].kind() : Kind.MESSAGE;
        if (next == Kind.TIME || next == Kind.DIGITS) {
            return Math.min(p + 1, to);
        }
        byte stop = index + 1 < elements.length && elements[index + 1].kind() == Kind.LITERAL
                ? elements[index + 1].literal()[0]
                : 0;
        boolean padded = index > 0 && elements[index - 1].kind() == Kind.LITERAL;
        return Spans.word(b, padded ? Bytes.skipBlanks(b, p, to) : p, to, stop, p);
    }

    private int wordEnd(int index, byte[] b, int p, int to) {
        byte[] stop = index + 1 < elements.length ? elements[index + 1].stop() : Element.NOTHING;
        int end = p;
        int most = Math.min(to, p + WIDEST_FIELD);
        while (end < most && !Bytes.isBlank(b[end]) && !(stop.length > 0 && endsAt(index, stop, b, end, to))) {
            end++;
        }
        return end == p && stop.length == 0 ? -1 : end;
    }

    /// No bracket, and no level in capitals.
    private int hostEnd(int index, byte[] b, int p, int to) {
        int end = p < to && Element.isBracket(b[p]) ? -1 : wordEnd(index, b, p, to);
        boolean level = end > p + 2 && b[p] <= 'Z' && b[p] >= 'A' && levels.ordinalInText(b, p, end) >= 0;
        return level ? -1 : end;
    }

    private int phraseEnd(int index, byte[] b, int p, int to) {
        if (index + 1 == elements.length || elements[index + 1].kind() == Kind.END) {
            return to;
        }
        byte[] stop = elements[index + 1].stop();
        boolean blanks = stop.length == 0 && index + 2 < elements.length && elements[index + 2].stopsPhrase();
        int most = Math.min(to, p + WIDEST_FIELD);
        for (int end = p; end < most; end++) {
            if (blanks) {
                int behind = Bytes.isBlank(b[end]) ? Bytes.skipBlanks(b, end, to) : end;
                if (behind > end && step(index + 2, b, behind, to, null) >= 0) {
                    return end;
                }
                end = behind > end ? behind - 1 : end; // behind the other blanks stands the same
            } else if (stop.length == 0
                    ? Bytes.isBlank(b[end])
                    : endsAt(index, stop, b, end, to) && !again(index, b, end, to)) {
                return end;
            }
        }
        return -1;
    }

    /// The literal behind a phrase comes once more in the word behind it, up to that one's end:
    /// `{thread}:{logger}@`.
    private boolean again(int index, byte[] b, int at, int to) {
        boolean word = index + 3 < elements.length
                && elements[index + 2].kind() == Kind.WORD
                && elements[index + 3].kind() == Kind.LITERAL;
        int from = at + elements[index + 1].literal().length;
        return word && Bytes.indexOf(b, elements[index + 1].literal()[0], from, wordEnd(index + 2, b, from, to)) >= 0;
    }

    /// Whether the literal behind a field stands at `at`, and behind it a blank where the layout has one.
    private boolean endsAt(int index, byte[] stop, byte[] b, int at, int to) {
        int behind = at + stop.length;
        return Bytes.startsWith(b, stop, at, to) && (behind == to || Bytes.isBlank(b[behind]) || !hasBlank(index + 2));
    }

    private boolean hasBlank(int index) {
        return index < elements.length && elements[index].beginsWithBlank();
    }
}
