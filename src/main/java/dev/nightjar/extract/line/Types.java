package dev.nightjar.extract.line;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Recognises the name of something thrown.
///
/// @param endings with which the last part of a name ends if it is surely thrown: `Exception`, `Error` …
/// @param qualified other names count only with a package, and with an upper-case letter after it
public record Types(List<String> endings, boolean qualified) {

    private static final int LONGEST = 512;

    /// Words that stand before the name of what was thrown.
    private static final Set<String> THROWING = Set.of(
            "uncaught",
            "unhandled",
            "caught",
            "thrown",
            "throw",
            "threw",
            "throws",
            "raised",
            "promise",
            "exception",
            "rejection");

    public Types {
        endings = List.copyOf(endings);
    }

    /// The end of the name that begins at `from`; `from` if none does.
    public static int end(String text, int from, int to) {
        int limit = Math.min(to, from + LONGEST);
        int i = from;
        while (i < limit && isPart(text, i, to)) {
            i++;
        }
        while (i > from && (text.charAt(i - 1) == '.' || text.charAt(i - 1) == ':')) {
            i--;
        }
        return i > from && isStart(text.charAt(from)) ? i : from;
    }

    /// In place of an end: the name has letters that are not of ASCII, or is too long.
    public static final int UNSURE = -1;

    /// The same in bytes; `UNSURE` if they do not say it.
    public static int end(byte[] b, int from, int to) {
        int i = from;
        while (i < to && isPart(b, i, to)) {
            i++;
        }
        if (i < to && b[i] < 0 || i - from >= LONGEST) {
            return UNSURE;
        }
        while (i > from && (b[i - 1] == '.' || b[i - 1] == ':')) {
            i--;
        }
        return i > from && isStart((char) b[from]) ? i : from;
    }

    private static boolean isPart(byte[] b, int i, int to) {
        byte c = b[i];
        if (c == ':') {
            return i + 1 < to && b[i + 1] == ':' || b[i - 1 < 0 ? 0 : i - 1] == ':';
        }
        return c > 0 && isPart((char) c);
    }

    private static boolean isStart(char c) {
        return isLetter(c) || c == '_' || c == '\\';
    }

    private static boolean isPart(String text, int i, int to) {
        char c = text.charAt(i);
        if (c == ':') {
            return i + 1 < to && text.charAt(i + 1) == ':' || text.charAt(i - 1 < 0 ? 0 : i - 1) == ':';
        }
        return isPart(c);
    }

    private static boolean isPart(char c) {
        return isLetter(c)
                || c >= '0' && c <= '9'
                || c == '.'
                || c == '_'
                || c == '$'
                || c == '\\'
                || c == '@'
                || c == '+';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 128 && Character.isLetter(c);
    }

    /// True if the name surely is that of something thrown.
    public boolean strong(String text, int from, int to) {
        for (String ending : endings) {
            int at = to - ending.length();
            if (at >= from && text.startsWith(ending, at)) {
                return true;
            }
        }
        return false;
    }

    /// True if the name may be that of something thrown where one is expected.
    public boolean weak(String text, int from, int to) {
        if (!qualified) {
            return Character.isUpperCase(text.charAt(from)) || Found.lastIndexOf(text, ".", from, to) > 0;
        }
        int dot = Math.max(Found.lastIndexOf(text, ".", from, to), Found.lastIndexOf(text, "\\", from, to));
        return dot >= from && dot + 1 < to && Character.isUpperCase(text.charAt(dot + 1));
    }

    /// The first surely thrown name in the line `[from, to)` that is followed by a colon or the line's end; -1 if
    /// none. In `Task Error: no` and `error: no` there is none: the word says that something failed, not what was
    /// thrown.
    public int search(String text, int from, int to) {
        int limit = Math.min(to, from + 65_536);
        for (int i = from; i < limit; i++) {
            if (isStart(text.charAt(i))) {
                int end = end(text, i, to);
                if ((end == to || text.charAt(end) == ':')
                        && strong(text, i, end)
                        && !(isBare(text, i, end) && (text.charAt(i) >= 'a' || isProse(text, from, i)))) {
                    return i;
                }
                i = Math.max(i, end);
            }
        }
        return -1;
    }

    /// `Error` and the like: nothing stands before the ending.
    private boolean isBare(String text, int from, int to) {
        return endings.contains(text.substring(from, to).replace("_", ""));
    }

    /// True if a word stands right before `at` that does not say that something was thrown.
    private static boolean isProse(String text, int from, int at) {
        int end = at;
        while (end > from && text.charAt(end - 1) == ' ') {
            end--;
        }
        int begin = end;
        while (begin > from && isPart(text.charAt(begin - 1))) {
            begin--;
        }
        return begin < end
                && end < at
                && !THROWING.contains(text.substring(begin, end).toLowerCase(Locale.ROOT));
    }
}
