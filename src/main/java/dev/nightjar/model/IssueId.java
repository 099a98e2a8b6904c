package dev.nightjar.model;

import java.util.Optional;

/// The id of an issue: seven characters of Crockford base32 (35 bits of the fingerprint) and a check character,
/// shown `K7QM-4F2A`. The check is the weighted sum of the seven digits (weights 1, 3, 5 … 13) modulo 32: as
/// every weight is odd it finds every single wrong character, and most swaps. Letters I, L, O and U are never
/// written; I and L are read as 1, O as 0.
///
/// @param number the 35 bits, in the order of the texts
public record IssueId(long number) implements Comparable<IssueId> {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int DIGITS = 7;
    private static final long END = 1L << 5 * DIGITS;
    private static final byte[] VALUES = values();

    public IssueId {
        if (number < 0 || number >= END) {
            throw new IllegalArgumentException("no issue id has this number: " + number);
        }
    }

    /// @param text eight characters, upper case, no dash
    /// @throws IllegalArgumentException if they are no id
    public IssueId(String text) {
        this(number(text));
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }

    private static long digits(String text) {
        long number = 0;
        for (int i = 0; i < DIGITS && i < text.length(); i++) {
            char digit = text.charAt(i);
            number = number << 5 | (digit < VALUES.length ? VALUES[digit] : 0);
        }
        return number;
    }

    private static long number(String text) {
        long number = digits(text);
        if (!text(number).equals(text)) {
            throw new IllegalArgumentException("not an issue id: " + text);
        }
        return number;
    }

    private static String text(long number) {
        char[] text = new char[DIGITS + 1];
        int sum = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = (int) (number >>> 5 * (DIGITS - 1 - i)) & 31;
            text[i] = ALPHABET.charAt(digit);
            sum += (2 * i + 1) * digit;
        }
        text[DIGITS] = ALPHABET.charAt(sum & 31);
        return new String(text);
    }

    /// The id for a hash: its upper 35 bits.
    public static IssueId of(long hash) {
        return new IssueId(hash >>> Long.SIZE - 5 * DIGITS);
    }

    /// Eight characters, upper case, no dash.
    public String text() {
        return text(number);
    }

    /// Reads what a person typed: any case, with or without dashes and blanks. Empty if it is no id or its check
    /// fails.
    public static Optional<IssueId> parse(String typed) {
        String text = normalise(typed);
        boolean right = looksLikeId(typed) && text(digits(text)).equals(text);
        return right ? Optional.of(new IssueId(text)) : Optional.empty();
    }

    /// True if `typed` has the form of an id, whether or not its check character is right.
    public static boolean looksLikeId(String typed) {
        String text = normalise(typed);
        return text.length() == 8 && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    /// As people see it: `K7QM-4F2A`.
    public String shown() {
        String text = text();
        return text.substring(0, 4) + "-" + text.substring(4);
    }

    @Override
    public int compareTo(IssueId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return shown();
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
