package dev.nightjar.cli.look;

import dev.nightjar.model.IssueId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What in a pasted text, such as a customer's mail, could be an id: told by its shape alone, in the order of the
/// text. Linear.
final class IdFinder {

    /// Characters looked at.
    static final int LONGEST = 1 << 20;

    /// Candidates handed out.
    static final int MOST = 500;

    private static final int SHORTEST_HEX = 8;
    private static final int SHORTEST_NUMBER = 6;
    private static final int SHORTEST_PART = 16;
    private static final int LONGEST_ID = 200;

    private IdFinder() {}

    static List<String> candidates(String text) {
        String looked = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        String joined = looked.contains("quoted-printable")
                ? looked.replace("=\r\n", "").replace("=\n", "")
                : looked;
        Set<String> found = new LinkedHashSet<>();
        int at = 0;
        while (at < joined.length() && found.size() < MOST) {
            int end = at;
            while (end < joined.length() && inToken(joined.charAt(end))) {
                end++;
            }
            if (end > at && end - at <= LONGEST_ID) {
                boolean numbered = at > 0 && joined.charAt(at - 1) == '#';
                add(found, joined.substring(at, end), numbered);
            }
            at = Math.max(end, at + 1);
        }
        return found.stream().limit(MOST).toList();
    }

    private static boolean inToken(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_';
    }

    private static void add(Set<String> found, String raw, boolean numbered) {
        String token = stripped(raw);
        if (isId(token) || numbered && token.length() >= 3 && isNumber(token)) {
            found.add(token);
        }
        List<String> parts = parts(token);
        // A traceparent has the trace between dashes.
        parts.stream()
                .filter(part -> part.length() >= SHORTEST_PART && isHex(part))
                .forEach(found::add);
    }

    private static String stripped(String raw) {
        int from = 0;
        int to = raw.length();
        while (from < to && "-_".indexOf(raw.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "-_".indexOf(raw.charAt(to - 1)) >= 0) {
            to--;
        }
        return raw.substring(from, to);
    }

    private static List<String> parts(String token) {
        List<String> parts = new ArrayList<>();
        if (token.indexOf('-') > 0) {
            parts.addAll(List.of(token.split("-", 20)));
        }
        return parts;
    }

    private static boolean isId(String token) {
        boolean digit = token.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean joined = token.indexOf('-') > 0 || token.indexOf('_') > 0;
        return IssueId.parse(token).isPresent()
                || isNumber(token) && token.length() >= SHORTEST_NUMBER
                || isHex(token) && token.length() >= SHORTEST_HEX
                || digit && joined && token.length() >= 5
                || digit && isMixed(token) && token.length() >= 10;
    }

    private static boolean isNumber(String token) {
        return !token.isEmpty() && token.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isHex(String token) {
        return token.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static boolean isMixed(String token) {
        return token.chars().allMatch(Character::isLetterOrDigit);
    }
}
