package dev.nightjar.extract.secret;

import dev.nightjar.extract.line.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Finds lines of private keys whose beginning is not in the text: keys that are logged line by line, or of which
/// lines around an event show the end. Such a line ends with a word of base64 as long as keys are wrapped (RFC
/// 7468: 64; MIME: 76; OpenSSH: 70), ends with a long one that is padded, or stands above the end of a key.
final class KeyLines {

    private static final int LEAST = 16;
    private static final int LEAST_PADDED = 24;
    private static final int LEAST_BEHIND = 40;

    private final String text;
    private final List<int[]> found = new ArrayList<>();

    /// Other words that end the lines right above.
    private final List<int[]> above = new ArrayList<>();

    private KeyLines(String text) {
        this.text = text;
    }

    /// The text without them, itself if it has none.
    static String scrub(String text, LongAdder count) {
        if (text.length() < LEAST_PADDED) {
            return text;
        }
        KeyLines lines = new KeyLines(text);
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            lines.line(from, end > from && text.charAt(end - 1) == '\r' ? end - 1 : end);
            from = end + 1;
        }
        return lines.found.isEmpty() ? text : lines.without(count);
    }

    private void line(int from, int end) {
        if (end > from && text.charAt(end - 1) == '-') {
            if (endsKey(from, end)) {
                found.addAll(above);
            }
            above.clear();
            return;
        }
        int to = end;
        while (to > from && end - to < 2 && text.charAt(to - 1) == '=') {
            to--;
        }
        int begin = to;
        while (begin > from && isBase64(text.charAt(begin - 1))) {
            begin--;
        }
        int length = end - begin;
        if (length < LEAST) {
            above.clear();
            return;
        }
        boolean wrapped = length == 64 || length == 70 || length == 76;
        boolean alone = begin == from || text.charAt(begin - 1) == ' ' && length >= LEAST_BEHIND;
        boolean padded = to < end && alone && length >= LEAST_PADDED && length % 4 == 0;
        ((wrapped || padded) && isMixed(begin, to) ? found : above).add(new int[] {begin, end});
    }

    private boolean endsKey(int from, int end) {
        return Found.indexOf(text, "-----END ", from, end) >= 0
                && (text.startsWith("PRIVATE KEY-----", end - 16)
                        || text.startsWith("PRIVATE KEY BLOCK-----", end - 22));
    }

    private static boolean isBase64(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }

    /// Small and capital letters and digits, as no path, number or name has them.
    private boolean isMixed(int from, int to) {
        int small = 0;
        int capital = 0;
        int digits = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            small += c >= 'a' ? 1 : 0;
            capital += c >= 'A' && c <= 'Z' ? 1 : 0;
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        int eighth = (to - from) / 8;
        return small >= eighth && capital >= eighth && digits >= Math.max(2, eighth / 2);
    }

    private String without(LongAdder count) {
        found.sort((a, b) -> Integer.compare(a[0], b[0]));
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        for (int[] word : found) {
            out.append(text, done, word[0]).append(Scrubber.REDACTED);
            done = word[1];
            count.increment();
        }
        return out.append(text, done, text.length()).toString();
    }
}
