package dev.nightjar.store.lucene.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.model.log.LogPattern;
import dev.nightjar.store.encoded.DayCount;
import dev.nightjar.store.encoded.WireIn;
import dev.nightjar.store.encoded.WireOut;
import dev.nightjar.store.lucene.LuceneArchive;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.LuceneStoreTest;
import dev.nightjar.store.lucene.text.Stories;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectHistoryTest {

    private static final Instant START = Stories.START;

    @TempDir
    Path data;

    private void commit(Consumer<LuceneStore> what) {
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            what.accept(store);
            store.commit(List.of(), Stories.run("1"));
        }
    }

    private <T> T read(Function<LuceneArchive, T> what) {
        try (LuceneArchive archive = LuceneArchive.open(data).orElseThrow()) {
            return what.apply(archive);
        }
    }

    @Test
    void countsAReleaseOnceFromItsEarliestTime() {
        Deploy late = new Deploy("shop", "2.4.1", START.plusSeconds(60), "banner in app.log:12");
        Deploy early = new Deploy("shop", "2.4.1", START, "said by mia");
        Deploy other = new Deploy("pay", "2.4.1", START.minusSeconds(5), "marker /srv/pay/REVISION");
        commit(store -> {
            store.add(late);
            store.add(other);
        });
        commit(store -> store.add(early));
        commit(store -> store.add(late));
        assertThat(read(LuceneArchive::deploys)).containsExactly(other, early);
    }

    @Test
    void remembersTheHoursThatLogsWereReadFrom() {
        commit(store -> store.lived("shop", START, START.plus(Duration.ofHours(2))));
        commit(store -> store.lived("shop", START.minus(Duration.ofDays(9)), START.minus(Duration.ofDays(9))));
        Coverage lived = read(archive -> archive.lived("shop"));
        assertThat(lived.hours().cardinality()).isEqualTo(4);
        assertThat(lived.at(START.plus(Duration.ofHours(2)))).isTrue();
        assertThat(lived.at(START.plus(Duration.ofHours(3)))).isFalse();
        assertThat(lived.at(START.minus(Duration.ofDays(9)))).isTrue();
        assertThat((Coverage) read(archive -> archive.lived("pay"))).isEqualTo(Coverage.NEVER);
    }

    @Test
    void ignoresHoursThatCannotBe() {
        Instant now = Instant.now();
        commit(store -> {
            store.lived("shop", Instant.MIN, Instant.parse("1999-12-31T23:59:59Z"));
            store.lived("shop", now.plus(Duration.ofDays(3)), Instant.MAX);
            store.lived("pay", now.minus(Duration.ofHours(1)), Instant.MAX);
        });
        assertThat(read(archive -> archive.lived("shop")).hours().isEmpty()).isTrue();
        assertThat(read(archive -> archive.lived("pay")).hours().cardinality()).isBetween(25, 27);
    }

    private static LogPattern pattern(String template, Instant first, Instant last, long count) {
        return new LogPattern("shop", "com.acme.Pay", Level.INFO, template, first, last, count, 0);
    }

    @Test
    void addsUpPatternsOverCommits() {
        commit(store -> store.patterns(List.of(
                pattern("order <id> shipped", START, START.plusSeconds(5), 7),
                new LogPattern("shop", "", null, "hello", START, START, 1, 0))));
        Instant later = START.plus(Duration.ofDays(2));
        commit(store -> store.patterns(List.of(pattern("order <id> shipped", later, later, 3))));
        assertThat((List<LogPattern>) read(archive -> archive.patterns("shop")))
                .containsExactly(
                        new LogPattern("shop", "com.acme.Pay", Level.INFO, "order <id> shipped", START, later, 10, 2),
                        new LogPattern("shop", "", null, "hello", START, START, 1, 1));
        assertThat((List<LogPattern>) read(archive -> archive.patterns("pay"))).isEmpty();
    }

    @Test
    void forgetsTheRarestOfThePatternsNotSeenForLongest() {
        List<LogPattern> many = new ArrayList<>();
        for (int i = 0; i < ProjectPatterns.MOST + 500; i++) {
            Instant time = START.plusSeconds(i);
            many.add(pattern("template " + i, time, time, i < 1000 ? 5 : 1));
        }
        commit(store -> store.patterns(many));
        Set<String> kept = new HashSet<>();
        read(archive -> archive.patterns("shop")).forEach(pattern -> kept.add(pattern.template()));
        assertThat(kept)
                .hasSize(ProjectPatterns.MOST)
                .contains("template 0", "template 999", "template 10499", "template 1500");
        assertThat(kept).doesNotContain("template 1000", "template 1499");
    }

    @Test
    void countsDaysInAnyOrder() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        DayCount days = new DayCount();
        Set<Long> truth = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            long day = 20_000 + random.nextInt(60);
            truth.add(day);
            if (random.nextBoolean()) {
                days.add(day);
            } else {
                DayCount other = new DayCount();
                other.add(day);
                WireOut out = new WireOut();
                other.write(out);
                days.read(new WireIn(out.copy(), 0));
            }
            assertThat(days.count()).as("seed " + seed).isEqualTo(truth.size());
        }
    }
}
