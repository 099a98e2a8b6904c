package dev.nightjar.store.lucene.block;

/// Where the rows of a block come from.
final class Rows {

    final int[] files;
    final long[] offsets;
    final long[] lines;
    final int[] hosts;
    final int[] threads;
    final int[] releases;
    final int[] nanos;
    final int[] contexts;
    final int[] shown;
    final int[] users;
    final int[] combinations;
    private final String[][] kinds;

    Rows(PackedIn in, int size) {
        int rows = in.count(EventBlock.MOST);
        if (rows != size) {
            throw new IndexOutOfBoundsException("a block of " + size + " and of " + rows + " events");
        }
        files = in.packed(size);
        offsets = distances(in);
        lines = distances(in);
        hosts = in.packed(size);
        threads = in.optional(size);
        releases = in.optional(size);
        nanos = in.packed(size);
        contexts = in.packed(size);
        shown = in.packed(size);
        users = in.optional(size);
        combinations = in.optional(size);
        kinds = new String[in.count(EventBlock.MOST)][];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = in.text().split("\0", -1);
        }
    }

    private long[] distances(PackedIn in) {
        int most = 0;
        for (int file : files) {
            most = Math.max(most, file);
        }
        long[] last = new long[most + 1];
        long[] values = new long[files.length];
        for (int row = 0; row < values.length; row++) {
            last[files[row]] += in.signed();
            values[row] = last[files[row]];
        }
        return values;
    }

    int kinds() {
        return kinds.length;
    }

    String[] kinds(int row) {
        return combinations[row] < 0 ? new String[0] : kinds[combinations[row]];
    }

    String[] combination(int number) {
        return kinds[number];
    }
}
