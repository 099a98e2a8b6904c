package dev.nightjar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LongTableTest {

    @Test
    void forgetsTheOldestWithinItsBound() {
        LongTable<String> table = new LongTable<>(100_000, text -> 68);
        for (long key = 0; key < 10_000; key++) {
            table.put(key, "v" + key);
        }
        long known = 0;
        for (long key = 0; key < 10_000; key++) {
            known += table.get(key) == null ? 0 : 1;
        }
        assertThat(known).isBetween(400L, 1_100L); // 100 bytes each
        assertThat(table.get(9_999)).isEqualTo("v9999");
        assertThat(table.get(0)).isNull();
    }

    @Test
    void whatIsAskedForStays() {
        LongTable<String> table = new LongTable<>(100_000, text -> 68);
        table.put(-1, "asked for");
        for (long key = 0; key < 10_000; key++) {
            table.put(key, "v" + key);
            assertThat(table.get(-1)).isEqualTo("asked for");
        }
    }

    @Test
    void threadsFindNothingOrWhatWasPut() throws Exception {
        LongTable<Long> table = new LongTable<>(1_000_000, value -> 16);
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                long step = 2L * thread + 1;
                all.add(pool.submit(() -> {
                    int wrong = 0;
                    for (long i = 0; i < 200_000; i++) {
                        long key = i * step % 30_000 * 0x9E3779B97F4A7C15L;
                        Long value = table.get(key);
                        if (value == null) {
                            table.put(key, key + 1);
                        } else {
                            wrong += value == key + 1 ? 0 : 1;
                        }
                    }
                    return wrong;
                }));
            }
            for (Future<Integer> each : all) {
                assertThat(each.get()).isZero();
            }
        }
    }
}
