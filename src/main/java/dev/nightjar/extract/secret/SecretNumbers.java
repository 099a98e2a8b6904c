package dev.nightjar.extract.secret;

/// Recognises numbers that are secret: payment cards, US social security numbers, bank accounts (IBAN).
final class SecretNumbers {

    /// Lengths of card numbers written in groups: 4-4-4-4, 4-6-5, 4-6-4.
    private static final int[] WRITTEN = {19, 17, 16};

    private SecretNumbers() {}

    /// The end of a run of digits, single blanks and dashes between them included, that begins at `from`.
    static int end(String text, int from) {
        int i = from;
        int limit = Math.min(text.length(), from + 64);
        while (i < limit && (isDigit(text, i) || isGap(text, i) && isDigit(text, i + 1))) {
            i++;
        }
        return i;
    }

    private static boolean isGap(String text, int i) {
        return text.charAt(i) == ' ' || text.charAt(i) == '-';
    }

    private static boolean isDigit(String text, int i) {
        return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    /// The end of the secret number that begins at `from`, -1 if there is none. It stands alone: no letter or
    /// digit touches it.
    static int secretEnd(String text, int from) {
        int end = end(text, from);
        if (!touches(text, from, end) && isSocialSecurity(text, from, end)) {
            return end;
        }
        int digits = from;
        while (isDigit(text, digits)) {
            digits++;
        }
        if (digits - from != 4) {
            return digits - from > 12 && !touches(text, from, digits) && isCard(text, from, digits) ? digits : -1;
        }
        for (int length : WRITTEN) {
            int to = from + length;
            if (to <= end && !touches(text, from, to) && isCard(text, from, to)) {
                return to;
            }
        }
        return -1;
    }

    /// True if a word goes on at one of the ends. A dash before it makes it a negative number, as of hashed ids.
    private static boolean touches(String text, int from, int end) {
        boolean signed = from > 0 && text.charAt(from - 1) == '-';
        return signed || isWord(text, from - 1, from - 2) || isWord(text, end, end + 1);
    }

    /// True if a word goes on at `at`, or behind a dash there.
    private static boolean isWord(String text, int at, int beyond) {
        if (at < 0 || at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        boolean dash =
                c == '-' && beyond >= 0 && beyond < text.length() && Character.isLetterOrDigit(text.charAt(beyond));
        return dash || c == '_' || Character.isLetterOrDigit(c);
    }

    /// Area, group and serial as the Social Security Administration gives them out.
    private static boolean isSocialSecurity(String text, int from, int end) {
        if (end - from != 11 || text.charAt(from + 3) != '-' || text.charAt(from + 6) != '-') {
            return false;
        }
        String area = text.substring(from, from + 3);
        return !area.equals("000")
                && !area.equals("666")
                && area.charAt(0) != '9'
                && !text.startsWith("00", from + 4)
                && !text.startsWith("0000", from + 7);
    }

    /// 13 to 19 digits, alone or in fours (American Express: 4-6-5), of a known issuer, whose last is the check
    /// digit.
    static boolean isCard(String text, int from, int to) {
        StringBuilder digits = new StringBuilder(19);
        StringBuilder groups = new StringBuilder(8);
        int group = 0;
        for (int i = from; i < to; i++) {
            if (isDigit(text, i)) {
                digits.append(text.charAt(i));
                group++;
            } else {
                groups.append(group).append(' ');
                group = 0;
            }
        }
        String shape = groups.append(group).toString();
        boolean written =
                shape.indexOf(' ') < 0 || shape.equals("4 4 4 4") || shape.equals("4 6 5") || shape.equals("4 6 4");
        return written && isIssued(digits) && luhn(digits);
    }

    /// True if sixteen digits in a row, all of `[from, to)`, could be a Visa or Mastercard number, whatever its
    /// check digit.
    static boolean resemblesCard(String text, int from, int to) {
        char first = text.charAt(from);
        char second = text.charAt(from + 1);
        return to - from == 16
                && text.substring(from, to).chars().allMatch(c -> c >= '0' && c <= '9')
                && !touches(text, from, to)
                && (first == '4' || first == '5' && second >= '1' && second <= '5');
    }

    private static boolean isIssued(CharSequence digits) {
        int n = digits.length();
        if (n < 13 || n > 19) {
            return false;
        }
        int four = Integer.parseInt(digits, 0, 4, 10);
        int two = four / 100;
        return switch (two / 10) {
            // Visa's nineteen digits are rare; random ids of 64 bits have as many, and every hundredth would be
            // one.
            case 4 -> n == 13 || n == 16;
            case 5 -> two >= 51 && two <= 55 && n == 16;
            case 2 -> four >= 2221 && four <= 2720 && n == 16;
            case 3 ->
                (two == 34 || two == 37) && n == 15
                        || four >= 3528 && four <= 3589 && n == 16
                        || (two == 36 || two == 38 || two == 30) && n == 14;
            case 6 -> (four == 6011 || four / 10 >= 644 && four / 10 <= 649 || two == 65 || two == 62) && n >= 16;
            default -> false;
        };
    }

    /// True if the last of the digits in `[from, to)` is the check digit of those before it.
    static boolean isChecked(String text, int from, int to) {
        StringBuilder digits = new StringBuilder(19);
        for (int i = from; i < to; i++) {
            if (isDigit(text, i)) {
                digits.append(text.charAt(i));
            }
        }
        return luhn(digits);
    }

    /// The check of ISO/IEC 7812-1, annex B.
    private static boolean luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = i % 2 == 0 ? digit : 2 * digit;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    /// The end of the IBAN whose two letters begin at `from`, -1 if there is none: 15 to 34 characters, alone or
    /// in fours, remainder 1 modulo 97 (ISO 13616).
    static int ibanEnd(String text, int from) {
        if (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            return -1;
        }
        StringBuilder bare = new StringBuilder(34);
        int i = from;
        while (i < text.length() && bare.length() <= 34) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z') {
                bare.append(c);
            } else if (c != ' ' || bare.length() % 4 != 0 || text.charAt(i - 1) == ' ') {
                break;
            }
            i++;
        }
        boolean ends = i >= text.length() || !Character.isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '_';
        boolean long0 = bare.length() >= 15 && bare.length() <= 34;
        return ends && long0 && remainder(bare) == 1 ? (text.charAt(i - 1) == ' ' ? i - 1 : i) : -1;
    }

    private static int remainder(CharSequence iban) {
        int rest = 0;
        for (int i = 0; i < iban.length(); i++) {
            int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest;
    }
}
