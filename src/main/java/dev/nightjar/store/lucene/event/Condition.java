package dev.nightjar.store.lucene.event;

import dev.nightjar.model.Window;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a query asks of events. Blocks are chosen by what is cheap to know of them; their columns decide.
public interface Condition {

    /// How it is held against the blocks of one segment.
    Test in(Segment segment) throws IOException;

    /// Holds it against blocks of one segment, in any order.
    interface Test {

        /// Unpacks nothing.
        int CHEAP = 1;

        /// Unpacks values.
        int DEAR = 2;

        /// Rebuilds texts.
        int DEAREST = 3;

        /// False if no event of a block can pass.
        boolean may(int at) throws IOException;

        /// Takes away the rows that do not pass. Asked only after `may` said true.
        void keep(int at, EventBlock block, Mask rows) throws IOException;

        /// Cheaper ones are asked first.
        default int cost() {
            return CHEAP;
        }
    }

    /// Every event.
    Condition ALL = segment -> new Test() {
        @Override
        public boolean may(int at) {
            return true;
        }

        @Override
        public void keep(int at, EventBlock block, Mask rows) {}
    };

    /// No event.
    Condition NONE = segment -> new Test() {
        @Override
        public boolean may(int at) {
            return false;
        }

        @Override
        public void keep(int at, EventBlock block, Mask rows) {
            rows.clear();
        }
    };

    /// Events from a time on, up to another and including it.
    static Condition between(long from, long to) {
        return segment -> new Test() {
            @Override
            public boolean may(int at) {
                return segment.newest(at) >= from && segment.oldest(at) <= to;
            }

            @Override
            public void keep(int at, EventBlock block, Mask rows) {
                if (segment.oldest(at) < from || segment.newest(at) > to) {
                    long[] times = block.times();
                    for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                        if (times[row] < from || times[row] > to) {
                            rows.remove(row);
                        }
                    }
                }
            }
        };
    }

    /// Events of a time.
    public static Condition during(Window window) {
        return between(Schema.micros(window.from()), Schema.micros(window.to()) - 1);
    }

    /// Events for which a test of single rows holds.
    ///
    /// @param cost as of a `Test`
    static Condition each(int cost, OfRows test) {
        return segment -> new Test() {
            @Override
            public boolean may(int at) {
                return true;
            }

            @Override
            public void keep(int at, EventBlock block, Mask rows) throws IOException {
                for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                    if (!test.passes(segment, block, row)) {
                        rows.remove(row);
                    }
                }
            }

            @Override
            public int cost() {
                return cost;
            }
        };
    }

    /// Decides about one row.
    interface OfRows {
        /// True if it holds for the row.
        boolean passes(Segment segment, EventBlock block, int row) throws IOException;
    }

    /// Events for which all hold.
    static Condition every(List<Condition> all) {
        return all.size() == 1
                ? all.getFirst()
                : segment -> {
                    List<Test> tests = tests(all, segment);
                    return new Test() {
                        @Override
                        public boolean may(int at) throws IOException {
                            for (Test test : tests) {
                                if (!test.may(at)) {
                                    return false;
                                }
                            }
                            return true;
                        }

                        @Override
                        public void keep(int at, EventBlock block, Mask rows) throws IOException {
                            for (Test test : tests) {
                                if (rows.isEmpty()) {
                                    return;
                                }
                                test.keep(at, block, rows);
                            }
                        }

                        @Override
                        public int cost() {
                            return dearest(tests);
                        }
                    };
                };
    }

    /// Events for which at least one holds.
    static Condition any(List<Condition> all) {
        return all.size() == 1
                ? all.getFirst()
                : segment -> {
                    List<Test> tests = tests(all, segment);
                    return new Test() {
                        @Override
                        public boolean may(int at) throws IOException {
                            for (Test test : tests) {
                                if (test.may(at)) {
                                    return true;
                                }
                            }
                            return false;
                        }

                        @Override
                        public void keep(int at, EventBlock block, Mask rows) throws IOException {
                            Mask left = rows.copy();
                            for (Test test : tests) {
                                if (!left.isEmpty() && test.may(at)) {
                                    Mask passed = left.copy();
                                    test.keep(at, block, passed);
                                    left.remove(passed);
                                }
                            }
                            rows.remove(left);
                        }

                        @Override
                        public int cost() {
                            return dearest(tests);
                        }
                    };
                };
    }

    /// Events for which it does not hold.
    static Condition not(Condition condition) {
        return segment -> {
            Test test = condition.in(segment);
            return new Test() {
                @Override
                public boolean may(int at) {
                    return true;
                }

                @Override
                public void keep(int at, EventBlock block, Mask rows) throws IOException {
                    if (test.may(at)) {
                        Mask passed = rows.copy();
                        test.keep(at, block, passed);
                        rows.remove(passed);
                    }
                }

                @Override
                public int cost() {
                    return test.cost();
                }
            };
        };
    }

    private static List<Test> tests(List<Condition> conditions, Segment segment) throws IOException {
        List<Test> tests = new ArrayList<>();
        for (Condition condition : conditions) {
            tests.add(condition.in(segment));
        }
        tests.sort(Comparator.comparingInt(Test::cost));
        return tests;
    }

    private static int dearest(List<Test> tests) {
        return tests.stream().mapToInt(Test::cost).max().orElse(Test.CHEAP);
    }
}
