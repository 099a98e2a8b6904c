package dev.nightjar.format.record;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.level.Header;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.time.Notations;
import dev.nightjar.format.time.TimeParts;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The fallback: text with a time and a level somewhere near the beginning of its lines, or with neither. A
/// line goes on with the record before it if it is indented, empty, or reads like part of a stack trace; that
/// is judged from the line and at most three before it.
public final class Plain implements Lines {

    private static final byte[] CALL = "at ".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] TRACEBACK = "Traceback (most recent call last)".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] GROUP = "  + Exception Group Traceback".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PYTHON_CALL = "File \"".getBytes(StandardCharsets.ISO_8859_1);

    /// Lines that Python prints for a call, its source and what its names hold.
    private static final int MOST_INDENTED = 24;

    private static final int WIDEST_INDENT = 16;

    /// Bytes of a file, or of a stream of one, within which its first line with a header has to stand; less
    /// than any block has before it.
    static final int PREFACE = 1 << 13;

    private static final byte ESCAPE = 0x1b;
    private static final int LONGEST_COLOUR = 32;

    private static final List<byte[]> BETWEEN = java.util.stream.Stream.of(
                    "During handling of the above exception",
                    "The above exception was the direct cause",
                    "Caused by: ",
                    "Suppressed: ",
                    "Stack trace:",
                    "[stacktrace]",
                    "[previous exception]",
                    "--- End of ",
                    "at ",
                    "... ",
                    "  thrown in ",
                    "#")
            .map(String::getBytes)
            .toList();

    /// Levels are looked for.
    public static final Plain ANY = new Plain(true);

    /// Levels and times are not looked for: what stands round the lines says them.
    public static final Plain LINES = new Plain(false);

    private final boolean looks;

    private Plain(boolean looks) {
        this.looks = looks;
    }

    /// Skips a byte order mark.
    public static int skipMark(byte[] b, int from, int to) {
        return to - from >= 3 && b[from] == (byte) 0xEF && b[from + 1] == (byte) 0xBB && b[from + 2] == (byte) 0xBF
                ? from + 3
                : from;
    }

    /// Where a line's header begins: behind a mark, and behind an indent if a date and time stand there.
    public static int headerAt(byte[] b, int from, int to) {
        int start = skipMark(b, from, to);
        if (start >= to || !Bytes.isBlank(b[start])) {
            return start;
        }
        int text = Bytes.skipBlanks(b, start, Math.min(to, start + WIDEST_INDENT));
        return beginsWithTime(b, text, to) ? text : start;
    }

    /// An indented line that has a time and a level of its own.
    private boolean beginsIndented(byte[] b, int from, int to) {
        return looks
                && from < to
                && Bytes.isBlank(b[from])
                && headerAt(b, from, to) > from
                && levelOf(b, from, to) >= 0;
    }

    @Override
    public int head(byte[] b, int from, int to) {
        if (beginsGroup(b, from, to)) {
            return Levels.NONE | MAY_HOLD_TRACE;
        }
        if (goesOn(b, from, to) && !beginsIndented(b, from, to)) {
            return from < to && Bytes.isBlank(b[from]) ? INDENTED : CONTINUATION;
        }
        int level = looks ? new Header(b, skipMark(b, from, to), to).levelOrError() : -1;
        return level >= 0
                ? level | GUESSED
                : Levels.NONE | GUESSED | UNMARKED | (Bytes.startsWith(b, TRACEBACK, from, to) ? MAY_HOLD_TRACE : 0);
    }

    @Override
    public boolean understood(byte[] b, int from, int to) {
        return new Header(b, skipMark(b, from, to), to).time() >= 0 || levelOf(b, from, to) >= 0;
    }

    @Override
    public void fill(RecordBuilder record, byte[] b, int from, int lineEnd, int recordEnd) {
        int start = skipMark(b, from, lineEnd);
        record.says(b, start, recordEnd);
        if (!looks) {
            return;
        }
        Header header = new Header(b, start, lineEnd);
        int time = header.time();
        if (time >= 0) {
            TimeParts parts = new TimeParts();
            record.timeRaw = RecordBuilder.text(b, time, Notations.match(b, time, lineEnd, parts));
            record.time = parts;
        }
        int level = header.levelOrError();
        if (level >= 0) {
            record.level(level, RecordBuilder.text(b, header.levelFrom, header.levelTo));
        }
    }

    @Override
    public int evidence(byte[] b, int from, int to) {
        Header header = new Header(b, skipMark(b, from, to), to);
        return (header.time() >= 0 ? 2 : 0) + (header.level() >= 0 ? 2 : 0);
    }

    private static int levelOf(byte[] b, int from, int to) {
        return new Header(b, skipMark(b, from, to), to).level();
    }

    /// Whether the line begins with a date and a time, as lines of logs do and lines of traces do not.
    public static boolean beginsWithTime(byte[] b, int from, int to) {
        int p = from < to && (b[from] == '[' || b[from] == '(' || b[from] == '<') ? from + 1 : from;
        return p < to && Notations.canBegin(b[p]) && Notations.dated(b, p, to);
    }

    @Override
    public String form() {
        return "have a time or a level";
    }

    /// True if the line at `[from, to)` belongs to the record before it. Bytes before `from` may be looked at.
    public static boolean goesOn(byte[] b, int from, int to) {
        if (from >= to || b[from] == '\r' || Bytes.isBlank(b[from])) {
            return true;
        }
        if (b[from] == '}' || b[from] == ')' || b[from] == ']') {
            return to - from <= 3;
        }
        for (byte[] opening : BETWEEN) {
            if (b[from] == opening[0] && Bytes.startsWith(b, opening, from, to)) {
                return opening[0] != '#' || from + 1 < to && Bytes.isDigit(b[from + 1]);
            }
        }
        return endsPythonTrace(b, from, to)
                || Bytes.startsWith(b, TRACEBACK, from, to) && (afterBetween(b, from) || afterHead(b, from));
    }

    /// An exception group of Python, the only trace whose first line is indented.
    private static boolean beginsGroup(byte[] b, int from, int to) {
        return Bytes.startsWith(b, GROUP, from, to) && !afterBetween(b, from);
    }

    /// A line without indent behind a call of Java, JavaScript or .NET: something else was printed, unless it
    /// goes on with the trace.
    public static boolean followsCalls(byte[] b, int from, int to) {
        int before = goesOn(b, from, to) ? -1 : lineBefore(b, from);
        return before >= 0
                && Bytes.isBlank(b[before])
                && Bytes.startsWith(b, CALL, Bytes.skipBlanks(b, before, from), from);
    }

    /// `ValueError: text` behind the indented lines of a Python trace.
    private static boolean endsPythonTrace(byte[] b, int from, int to) {
        if (!isHead(b, from, to)) {
            return false;
        }
        int line = lineBefore(b, from);
        for (int i = 0; i < MOST_INDENTED && line >= 0 && (isIndented(b, line) || isEmpty(b, line)); i++) {
            int call = Bytes.skipBlanks(b, pastColours(b, line, from), from);
            call = call < from && b[call] == '>' ? Bytes.skipBlanks(b, call + 1, from) : call;
            if (Bytes.startsWith(b, PYTHON_CALL, pastColours(b, call, from), from)) {
                return true;
            }
            line = lineBefore(b, line);
        }
        return false;
    }

    /// Whether no line of `[0, to)`, the beginning of a file or of a stream of one, has a header.
    static boolean isPreface(Lines lines, byte[] b, int to) {
        boolean unheaded = to < PREFACE && lines.nothingBefore();
        for (int p = 0; unheaded && p < to; ) {
            int end = Math.max(p, Bytes.indexOf(b, (byte) '\n', p, to));
            unheaded = !isMarked(lines.head(b, p, end));
            p = end + 1;
        }
        return unheaded;
    }

    /// Whether something in the line says that a record begins.
    static boolean isMarked(int head) {
        return head >= 0 && (head & UNMARKED) == 0;
    }

    /// A line of a banner drawn in signs, below another line: more signs than letters, or as it begins like
    /// such a line.
    static boolean isDrawing(byte[] b, int from, int to) {
        int before = lineBefore(b, from);
        return before >= 0
                && !isEmpty(b, before)
                && from < to
                && isSign(b[from])
                && (isDrawn(b, from, to) || b[before] == b[from] && isDrawn(b, before, from - 1));
    }

    private static boolean isDrawn(byte[] b, int from, int to) {
        int signs = 0;
        int letters = 0;
        for (int i = from; i < to; i++) {
            signs += isSign(b[i]) ? 1 : 0;
            letters += Bytes.isLetter(b[i]) || Bytes.isDigit(b[i]) || b[i] < 0 ? 1 : 0;
        }
        return signs > letters;
    }

    private static boolean isSign(byte c) {
        return c > ' ' && !Bytes.isLetter(c) && !Bytes.isDigit(c);
    }

    /// `Traceback (most recent call last):`
    static boolean isTraceback(byte[] b, int from, int to) {
        return Bytes.startsWith(b, TRACEBACK, from, to);
    }

    private static boolean isIndented(byte[] b, int line) {
        int at = pastColours(b, line, line + LONGEST_COLOUR);
        return at + 1 < b.length && (b[at] == ' ' || b[at] == '>') && b[at + 1] == ' ';
    }

    private static boolean isEmpty(byte[] b, int line) {
        return b[line] == '\n' || b[line] == '\r';
    }

    /// Behind escape sequences such as `ESC [ 1 m`.
    private static int pastColours(byte[] b, int from, int to) {
        int p = from;
        int limit = Math.min(to, b.length);
        while (p + 1 < limit && b[p] == ESCAPE && b[p + 1] == '[') {
            int end = p + 2;
            while (end < limit && (Bytes.isDigit(b[end]) || b[end] == ';')) {
                end++;
            }
            if (end >= limit || b[end] != 'm') {
                return p;
            }
            p = end + 1;
        }
        return p;
    }

    /// `ValueError: text` or `ValueError`.
    static boolean isHead(byte[] b, int from, int to) {
        int start = pastColours(b, from, to);
        int end = start;
        while (end < to && (Bytes.isLetter(b[end]) || Bytes.isDigit(b[end]) || b[end] == '.' || b[end] == '_')) {
            end++;
        }
        int behind = pastColours(b, end, to);
        return end > start + 2
                && (behind == to
                        || b[behind] == '\r'
                        || b[behind] == ':' && (behind + 1 == to || b[behind + 1] == ' '));
    }

    /// True if the line before names what was thrown, and does not end another trace: some print it twice.
    private static boolean afterHead(byte[] b, int from) {
        int line = lineBefore(b, from);
        int end = from - 1;
        return line >= 0
                && line < end
                && isHead(b, line, end)
                && hasCapital(b, line, end)
                && !endsPythonTrace(b, line, end);
    }

    /// The name before the colon has a capital letter, as that of an exception does and that of a variable does
    /// not.
    private static boolean hasCapital(byte[] b, int from, int to) {
        int p = from;
        while (p < to && b[p] != ':' && !(b[p] >= 'A' && b[p] <= 'Z')) {
            p++;
        }
        return p < to && b[p] != ':';
    }

    /// True if the lines before say that another trace follows.
    private static boolean afterBetween(byte[] b, int from) {
        int line = lineBefore(b, from);
        for (int i = 0; i < 2 && line >= 0; i++) {
            if (Bytes.startsWith(b, BETWEEN.get(0), line, from) || Bytes.startsWith(b, BETWEEN.get(1), line, from)) {
                return true;
            }
            line = lineBefore(b, line);
        }
        return false;
    }

    /// Start of the line before the one at `from`, or -1 if it does not lie within the block's context.
    public static int lineBefore(byte[] b, int from) {
        if (from < 2) {
            return -1;
        }
        int i = from - 2;
        int least = Math.max(0, from - 4096);
        while (i >= least && b[i] != '\n') {
            i--;
        }
        return i < least && least > 0 ? -1 : i + 1;
    }
}
