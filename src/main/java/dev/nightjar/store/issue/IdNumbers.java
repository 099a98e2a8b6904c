package dev.nightjar.store.issue;

import dev.nightjar.model.IssueId;

/// Issue ids as numbers of 35 bits, in the order of their text: a million of them are 8 MB.
public final class IdNumbers {

    private static final int DIGITS = 7;

    /// Behind the last number.
    public static final long END = 1L << 5 * DIGITS;

    private static final byte[] VALUES = values();

    private IdNumbers() {}

    private static byte[] values() {
        byte[] values = new byte[128];
        String alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }

    /// The 35 bits of an id.
    public static long number(IssueId id) {
        return id.number();
    }

    /// Of the text of an id as it stands in the index.
    public static long number(byte[] text, int from) {
        long number = 0;
        for (int i = 0; i < DIGITS; i++) {
            number = number << 5 | VALUES[text[from + i] & 127];
        }
        return number;
    }

    /// The id that has this number.
    public static IssueId id(long number) {
        return new IssueId(number);
    }
}
