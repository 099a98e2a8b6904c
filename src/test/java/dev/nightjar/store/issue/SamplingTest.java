package dev.nightjar.store.issue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 8, 100, 10_000})
    void theFirstAreAllKeptAndEachDoublingHasAnEighthAsMany(long perHour) {
        Sampling sampling = new Sampling(perHour);
        assertThat(LongStream.range(0, perHour).allMatch(sampling::keeps)).isTrue();
        for (long from = perHour; from < 64 * perHour; from *= 2) {
            long kept = LongStream.range(from, 2 * from).filter(sampling::keeps).count();
            assertThat(kept).as("of %d to %d", from, 2 * from).isEqualTo((perHour + 7) / 8);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 8, 100, 1000})
    void theNumberOfAnEventIsKnownFromHowManyWereKeptBefore(long perHour) {
        Sampling sampling = new Sampling(perHour);
        List<Long> kept = new ArrayList<>();
        for (long number = 0; number < 100 * perHour; number++) {
            if (sampling.keeps(number)) {
                assertThat(sampling.counted(kept.size())).isEqualTo(number);
                kept.add(number);
            }
        }
        assertThat(kept).hasSizeGreaterThan((int) perHour);
    }

    @Test
    void aSpikeOfAnySizeIsLittleMoreThanTwiceAsMuch() {
        Sampling sampling = new Sampling(10_000);
        long kept = LongStream.range(0, 600_000).filter(sampling::keeps).count();
        assertThat(kept).isBetween(16_000L, 18_000L);
    }

    @Test
    void withoutABoundAllAreKept() {
        assertThat(LongStream.of(0, 1_000_000_000, Long.MAX_VALUE - 1).allMatch(Sampling.EVERY::keeps))
                .isTrue();
    }
}
