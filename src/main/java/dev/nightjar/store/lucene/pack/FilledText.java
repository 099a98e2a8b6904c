package dev.nightjar.store.lucene.pack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// A text that events share, and what one of them puts into its holes: ranges of some UTF-8.
public final class FilledText {

    private static final byte[] NONE = new byte[0];
    private static final int[] NO_BOUNDS = new int[0];

    private final long ref;
    private final byte[] utf8;
    private final int[] bounds;

    /// @param ref number of the text: texts with one number have equally many holes
    /// @param bounds where each value begins and ends
    public FilledText(long ref, byte[] utf8, int[] bounds) {
        this.ref = ref;
        this.utf8 = utf8;
        this.bounds = bounds;
    }

    /// A text with these values.
    public static FilledText of(long ref, List<String> values) {
        if (values.isEmpty()) {
            return new FilledText(ref, NONE, NO_BOUNDS);
        }
        PackedOut all = new PackedOut();
        int[] bounds = new int[2 * values.size()];
        for (int i = 0; i < values.size(); i++) {
            bounds[2 * i] = all.length();
            all.put(values.get(i).getBytes(StandardCharsets.UTF_8));
            bounds[2 * i + 1] = all.length();
        }
        return new FilledText(ref, all.copy(), bounds);
    }

    long ref() {
        return ref;
    }

    /// How many values there are: one for each hole.
    public int values() {
        return bounds.length / 2;
    }

    /// The bytes in which all values stand.
    public byte[] utf8() {
        return utf8;
    }

    /// Index in `utf8` where a value begins.
    public int from(int value) {
        return bounds[2 * value];
    }

    /// Index in `utf8` behind a value.
    public int to(int value) {
        return bounds[2 * value + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilledText text && ref == text.ref && strings().equals(text.strings());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(ref);
    }

    private List<String> strings() {
        String[] strings = new String[values()];
        Arrays.setAll(strings, i -> new String(utf8, from(i), to(i) - from(i), StandardCharsets.UTF_8));
        return List.of(strings);
    }
}
