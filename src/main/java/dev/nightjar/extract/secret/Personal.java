package dev.nightjar.extract.secret;

import dev.nightjar.config.Project.Scrub;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// Replaces what says of a person, as a project asks for it: mail addresses, phone numbers, numbers of cards of any
/// issuer. One pass over the text; clean text comes back as the same object.
final class Personal {

    private static final int LONGEST_USER = 64;
    private static final int LONGEST_DOMAIN = 255;
    private static final int LONGEST_NUMBER = 32;

    private final Set<Scrub> kinds;
    private final PersonalWords words;
    private final LongAdder count;

    Personal(Set<Scrub> kinds, PersonalWords words, LongAdder count) {
        this.kinds = kinds;
        this.words = words;
        this.count = count;
    }

    /// The same that counts elsewhere.
    Personal counting(LongAdder other) {
        return new Personal(kinds, words, other);
    }

    /// What is written about persons and is none.
    ///
    /// @param phones ends of names before phone numbers
    /// @param users before the sign of addresses that are no persons'
    /// @param endings of what is no domain
    record PersonalWords(Set<String> phones, Set<String> users, Set<String> endings) {

        boolean isPhone(String name) {
            String bare = Secrets.bare(name);
            return phones.stream().anyMatch(bare::endsWith);
        }
    }

    String scrub(String text) {
        StringBuilder out = null;
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            long span = span(text, i);
            int from = (int) (span >>> 32);
            if (span >= 0 && from >= done) {
                out = (out == null ? new StringBuilder(text.length()) : out)
                        .append(text, done, from)
                        .append(Stretches.REDACTED);
                count.increment();
                done = (int) span;
                i = done - 1;
            } else if (isDigit(text, i)) {
                while (isDigit(text, i + 1)) {
                    i++;
                }
            }
        }
        return out == null ? text : out.append(text, done, text.length()).toString();
    }

    /// The value of a field without what says of a person.
    String scrub(String name, String value) {
        if (kinds.contains(Scrub.PHONE) && words.isPhone(name) && isNumber(value)) {
            count.increment();
            return Stretches.REDACTED;
        }
        return scrub(value);
    }

    private static boolean isNumber(String value) {
        int end = value.isEmpty() ? 0 : numberEnd(value, 0);
        return end == value.length() && digits(value, 0, end) >= 6;
    }

    private long span(String text, int i) {
        char c = text.charAt(i);
        if (c == '@' || c == '%') {
            int sign = c == '@' ? 1 : text.startsWith("%40", i) ? 3 : 0;
            return sign > 0 && kinds.contains(Scrub.EMAIL) ? address(text, i, i + sign) : -1;
        }
        boolean begins = c == '+' || c == '(' || isDigit(text, i);
        if (!begins
                || i > 0 && (Character.isLetterOrDigit(text.charAt(i - 1)) || "_+".indexOf(text.charAt(i - 1)) >= 0)) {
            return -1;
        }
        long card = kinds.contains(Scrub.CARD) && isDigit(text, i) ? card(text, i) : -1;
        return card < 0 && kinds.contains(Scrub.PHONE) ? phone(text, i) : card;
    }

    /// A mail address around its sign.
    private long address(String text, int sign, int behind) {
        int from = sign;
        int limit = Math.max(0, sign - LONGEST_USER);
        while (from > limit && isUserPart(text.charAt(from - 1))) {
            from--;
        }
        while (from < sign && text.charAt(from) == '.') {
            from++;
        }
        int to = behind;
        int dot = -1;
        limit = Math.min(text.length(), behind + LONGEST_DOMAIN);
        while (to < limit && isDomainPart(text, to, limit)) {
            dot = text.charAt(to) == '.' ? to : dot;
            to++;
        }
        boolean named = from < sign && dot > behind && to - dot > 2 && Character.isLetter(text.charAt(dot + 1));
        boolean login = from > 2 && text.startsWith("://", from - 3);
        if (!named || login || words.users().contains(text.substring(from, sign))) {
            return -1;
        }
        String ending = text.substring(dot + 1, to).toLowerCase(Locale.ROOT);
        return words.endings().contains(ending) ? -1 : Stretches.of(from, to);
    }

    private static boolean isUserPart(char c) {
        return Character.isLetterOrDigit(c) || "._+-".indexOf(c) >= 0;
    }

    /// A dot belongs to a domain if it goes on behind it.
    private static boolean isDomainPart(String text, int i, int limit) {
        char c = text.charAt(i);
        return Character.isLetterOrDigit(c)
                || (c == '-' || c == '.') && i + 1 < limit && Character.isLetterOrDigit(text.charAt(i + 1));
    }

    /// Twelve to nineteen digits, alone or with one and the same sign between groups, whose last is the check digit.
    private static long card(String text, int from) {
        int to = from;
        char gap = 0;
        while (isDigit(text, to) || isDigit(text, to + 1) && isGap(text, to, gap)) {
            gap = isDigit(text, to) ? gap : text.charAt(to);
            to++;
        }
        boolean alone = to == text.length() || !Character.isLetterOrDigit(text.charAt(to)) && text.charAt(to) != '_';
        boolean issued = text.charAt(from) >= '2' && text.charAt(from) <= '6';
        int digits = alone && issued && to - from <= LONGEST_NUMBER ? digits(text, from, to) : 0;
        return digits >= 12 && digits <= 19 && SecretNumbers.isChecked(text, from, to) ? Stretches.of(from, to) : -1;
    }

    private static boolean isGap(String text, int i, char gap) {
        char c = text.charAt(i);
        return gap == 0 ? c == ' ' || c == '-' : c == gap;
    }

    /// `+49 30 1234567`, `(555) 234-5678`, `555-234-5678`, and any number behind a name that says what it is.
    private long phone(String text, int from) {
        int to = numberEnd(text, from);
        int digits = digits(text, from, to);
        if (digits < 6 || digits > 15 || to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            return -1;
        }
        boolean abroad = text.charAt(from) == '+' && digits >= 8 && from + 1 < to && text.charAt(from + 1) > '0';
        return abroad || isAmerican(text, from, to) || isNamed(text, from) ? Stretches.of(from, to) : -1;
    }

    private static int numberEnd(String text, int from) {
        int i = text.charAt(from) == '+' ? from + 1 : from;
        int limit = Math.min(text.length(), from + LONGEST_NUMBER);
        int end = i;
        int gaps = 0;
        while (i < limit && gaps < 3 && (isDigit(text, i) || " ()-./".indexOf(text.charAt(i)) >= 0)) {
            gaps = isDigit(text, i) ? 0 : gaps + 1;
            i++;
            end = gaps == 0 ? i : end;
        }
        return end;
    }

    private static int digits(String text, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += isDigit(text, i) ? 1 : 0;
        }
        return digits;
    }

    /// Three, three and four digits, of which the threes begin with 2 to 9.
    private static boolean isAmerican(String text, int from, int to) {
        StringBuilder shape = new StringBuilder(LONGEST_NUMBER);
        for (int i = from; i < to; i++) {
            boolean area = i == from || !isDigit(text, i - 1);
            shape.append(!isDigit(text, i) ? text.charAt(i) : area && text.charAt(i) >= '2' ? 'N' : '0');
        }
        String number = shape.toString();
        return number.startsWith("(N")
                ? number.matches("\\(N00\\) ?N00[-. ][N0]000")
                : number.matches("N00([-.])N00\\1[N0]000");
    }

    private boolean isNamed(String text, int from) {
        int end = from;
        while (end > 0 && from - end < 4 && ":= \"'".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int begin = end;
        while (begin > 0 && end - begin < LONGEST_NUMBER && Stretches.isNamePart(text.charAt(begin - 1))) {
            begin--;
        }
        return end < from && end - begin > 2 && words.isPhone(text.substring(begin, end));
    }

    private static boolean isDigit(String text, int i) {
        return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
}
