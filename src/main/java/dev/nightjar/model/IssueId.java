package dev.nightjar.model;

import java.util.Optional;

/// The id of an issue: seven characters of Crockford base32 (35 bits of the fingerprint) and a check character,
/// shown `K7QM-4F2A`. The check is the weighted sum of the seven digits (weights 1, 3, 5 … 13) modulo 32: as
/// every weight is odd it finds every single wrong character, and most swaps. Letters I, L, O and U are never
/// written; I and L are read as 1, O as 0.
///
/// @param text eight characters, upper case, no dash
public record IssueId(String text) implements Comparable<IssueId> {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final byte[] VALUES = values();

    public IssueId {
        if (text.length() != 8 || text.charAt(7) != check(text)) {
            throw new IllegalArgumentException("not an issue id: " + text);
        }
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }

    private static int value(char digit) {
        return digit < VALUES.length ? VALUES[digit] : 0;
    }

    /// The id for a hash: its upper 35 bits.
    public static IssueId of(long hash) {
        StringBuilder text = new StringBuilder(8);
        for (int i = 0; i < 7; i++) {
            text.append(ALPHABET.charAt((int) (hash >>> (59 - 5 * i)) & 31));
        }
        return new IssueId(text.append(check(text)).toString());
    }

    /// The 35 bits as a number, in the order of the texts: a million of them are 8 MB.
    public long number() {
        long number = 0;
        for (int i = 0; i < 7; i++) {
            number = number << 5 | value(text.charAt(i));
        }
        return number;
    }

    /// The id with this number.
    public static IssueId ofNumber(long number) {
        return of(number << 29);
    }

    /// Reads what a person typed: any case, with or without dashes and blanks. Empty if it is no id or its check
    /// fails.
    public static Optional<IssueId> parse(String typed) {
        String text = normalise(typed);
        return looksLikeId(typed) && text.charAt(7) == check(text) ? Optional.of(new IssueId(text)) : Optional.empty();
    }

    /// True if `typed` has the form of an id, whether or not its check character is right.
    public static boolean looksLikeId(String typed) {
        String text = normalise(typed);
        return text.length() == 8 && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    /// As people see it: `K7QM-4F2A`.
    public String shown() {
        return text.substring(0, 4) + "-" + text.substring(4);
    }

    @Override
    public int compareTo(IssueId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return shown();
    }

    private static char check(CharSequence text) {
        int sum = 0;
        for (int i = 0; i < 7; i++) {
            sum += (2 * i + 1) * value(text.charAt(i));
        }
        return ALPHABET.charAt(sum & 31);
    }

    private static String normalise(String typed) {
        return typed.strip()
                .replace("-", "")
                .replace(" ", "")
                .toUpperCase(java.util.Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
