package dev.nightjar.model;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.LongConsumer;

/// A set of issues in eight bytes each, in the order of their ids. Does not change.
public final class IssueIds extends AbstractSet<IssueId> {

    private final long[] numbers;

    private IssueIds(long[] numbers) {
        this.numbers = numbers;
    }

    /// The set of one.
    public static IssueIds of(IssueId one) {
        return new IssueIds(new long[] {one.number()});
    }

    @Override
    public int size() {
        return numbers.length;
    }

    @Override
    public boolean contains(Object id) {
        return id instanceof IssueId one && has(one.number());
    }

    /// True if the issue with this number is in it.
    ///
    /// @param number as `IssueId.number` has it
    public boolean has(long number) {
        return Arrays.binarySearch(numbers, number) >= 0;
    }

    @Override
    public Iterator<IssueId> iterator() {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < numbers.length;
            }

            @Override
            public IssueId next() {
                if (at == numbers.length) {
                    throw new NoSuchElementException();
                }
                return new IssueId(numbers[at++]);
            }
        };
    }

    /// Collects them, in any order and any number of times.
    public static final class Builder implements LongConsumer {
        private long[] numbers = new long[16];
        private int size;

        @Override
        public void accept(long number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = number;
        }

        /// The set of all numbers so far; the same one given twice counts once.
        public IssueIds build() {
            Arrays.sort(numbers, 0, size);
            int distinct = 0;
            for (int i = 0; i < size; i++) {
                if (i == 0 || numbers[i] != numbers[i - 1]) {
                    numbers[distinct++] = numbers[i];
                }
            }
            return new IssueIds(Arrays.copyOf(numbers, distinct));
        }
    }
}
