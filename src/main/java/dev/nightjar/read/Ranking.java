package dev.nightjar.read;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Triaged;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.ToLongFunction;

/// The first issues in an order, in 24 bytes each.
final class Ranking {

    private static final int FEWEST = 4096;

    /// More would fill a fifth of the heap.
    private static final long BYTES = 24;

    private final ToLongFunction<Triaged> key;
    private final int most;
    private long[] keys = new long[FEWEST];
    private long[] counts = new long[FEWEST];
    private long[] ids = new long[FEWEST];
    private int size;

    /// @param key the smallest comes first; then what is most frequent, then by id
    Ranking(ToLongFunction<Triaged> key, int most) {
        this.key = key;
        this.most = (int) Math.min(Math.max(most, 0), Runtime.getRuntime().maxMemory() / 5 / BYTES);
    }

    void add(Triaged t) {
        add(t.activity().issue().id(), key.applyAsLong(t), t.activity().count());
    }

    void add(IssueId id, long first, long count) {
        if (most == 0) {
            return;
        }
        if (size == keys.length) {
            if (size >= 2L * most) {
                cut();
            } else {
                int more = (int) Math.min(2L * size, Math.max(FEWEST, 2L * most));
                keys = Arrays.copyOf(keys, more);
                counts = Arrays.copyOf(counts, more);
                ids = Arrays.copyOf(ids, more);
            }
        }
        keys[size] = first;
        counts[size] = count;
        ids[size++] = id.number();
    }

    private void cut() {
        sort(0, size - 1);
        size = Math.min(size, most);
    }

    /// The first of them, in order. To be called once, after all were added.
    List<IssueId> first() {
        cut();
        return new Ids(Arrays.copyOf(ids, size));
    }

    /// Ids in eight bytes each.
    private static final class Ids extends AbstractList<IssueId> implements RandomAccess {
        private final long[] numbers;

        Ids(long[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public IssueId get(int index) {
            return new IssueId(numbers[index]);
        }

        @Override
        public int size() {
            return numbers.length;
        }
    }

    private boolean isBefore(int i, long otherKey, long otherCount, long otherId) {
        if (keys[i] != otherKey) {
            return keys[i] < otherKey;
        }
        return counts[i] != otherCount ? counts[i] > otherCount : ids[i] < otherId;
    }

    private boolean isBehind(int i, long otherKey, long otherCount, long otherId) {
        return !isBefore(i, otherKey, otherCount, otherId)
                && (keys[i] != otherKey || counts[i] != otherCount || ids[i] != otherId);
    }

    /// Quicksort of all three arrays, the smaller part first, so that it does not go deep.
    private void sort(int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            long midKey = keys[middle];
            long midCount = counts[middle];
            long midId = ids[middle];
            int i = low;
            int k = high;
            while (i <= k) {
                while (isBefore(i, midKey, midCount, midId)) {
                    i++;
                }
                while (isBehind(k, midKey, midCount, midId)) {
                    k--;
                }
                if (i <= k) {
                    swap(i++, k--);
                }
            }
            if (k - low < high - i) {
                sort(low, k);
                low = i;
            } else {
                sort(i, high);
                high = k;
            }
        }
    }

    private void swap(int i, int k) {
        swap(keys, i, k);
        swap(counts, i, k);
        swap(ids, i, k);
    }

    private static void swap(long[] of, int i, int k) {
        long kept = of[i];
        of[i] = of[k];
        of[k] = kept;
    }
}
