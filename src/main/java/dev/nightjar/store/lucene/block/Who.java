package dev.nightjar.store.lucene.block;

import java.nio.charset.StandardCharsets;

/// Users and ids of a block.
final class Who {

    final String[] users;
    private final PackedIn in;
    private final int[] first;
    private final int[] nth;
    private final int[] counts;
    private final int[] starts;
    private final Rows rows;

    Who(PackedIn in, Rows rows) {
        this.in = in;
        this.rows = rows;
        users = new String[in.count(EventBlock.MOST)];
        for (int i = 0; i < users.length; i++) {
            users[i] = in.text();
        }
        counts = new int[rows.kinds()];
        nth = new int[rows.combinations.length];
        for (int row = 0; row < nth.length; row++) {
            nth[row] = rows.combinations[row] < 0 ? 0 : counts[rows.combinations[row]]++;
        }
        first = new int[counts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            first[i + 1] = first[i] + counts[i] * rows.combination(i).length;
        }
        starts = new int[first[counts.length] + 1];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + in.integer();
        }
        in.checkFrom(in.at(), starts[starts.length - 1]);
    }

    /// The id of a row that is of its n-th kind.
    String id(int row, int kind) {
        int combination = rows.combinations[row];
        int value = first[combination] + kind * counts[combination] + nth[row];
        return new String(
                in.array(), in.at() + starts[value], starts[value + 1] - starts[value], StandardCharsets.UTF_8);
    }
}
