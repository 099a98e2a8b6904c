package dev.nightjar.store;

import static dev.nightjar.store.ShopLog.CART;
import static dev.nightjar.store.ShopLog.PAY;
import static dev.nightjar.store.ShopLog.SIZE;
import static dev.nightjar.store.ShopLog.add;
import static dev.nightjar.store.ShopLog.at;
import static dev.nightjar.store.ShopLog.fileId;
import static dev.nightjar.store.ShopLog.occurrence;
import static dev.nightjar.store.ShopLog.pattern;
import static dev.nightjar.store.ShopLog.position;
import static dev.nightjar.store.ShopLog.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Run;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Merges;
import dev.nightjar.model.issue.Tops;
import dev.nightjar.model.log.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a store has to do, whatever it keeps things in. A store's own test extends it and says how it is
/// opened.
///
/// Most tests read twelve events of `ShopLog`.
public abstract class StoreContract extends EventsContract {

    // Issues

    @Test
    void tellsWhatIssuesDidInAWindow() {
        twelve();
        List<Activity> all = archive().activity(new Window(at(0), at(5)));
        assertThat(all).extracting(activity -> activity.issue().id()).containsExactly(PAY, CART);
        Activity pay = all.getFirst();
        assertThat(pay.count()).isEqualTo(3);
        assertThat(pay.users()).isEqualTo(3);
        assertThat(pay.hosts()).containsExactly("web1");
        assertThat(pay.hourly()).containsExactly(1L, 0L, 1L, 0L, 1L);
        assertThat(pay.issue().count()).isEqualTo(6);
        assertThat(pay.issue().firstSeen()).isEqualTo(at(0));
        assertThat(pay.issue().lastSeen()).isEqualTo(at(10));
        assertThat(archive().activity(new Window(at(20), at(30)))).isEmpty();
        assertThat(archive().activity(ALWAYS, CART).orElseThrow().count()).isEqualTo(6);
        assertThat(archive().activity(ALWAYS, IssueId.of(3))).isEmpty();
    }

    @Test
    void tellsTheHoursOfIssuesAndTheSameInSlices() {
        twelve();
        Window window = new Window(at(1), at(5));
        assertThat(archive().hourly(window))
                .isEqualTo(Map.of(PAY, List.of(0L, 1L, 0L, 1L), CART, List.of(1L, 0L, 1L, 0L)));
        assertThat(archive().hourly(window, Set.of(CART)).keySet()).containsExactly(CART);
        assertThat(archive().slices().stream()
                        .flatMap(slice -> archive().activity(window, slice).stream())
                        .map(activity -> activity.issue().id())
                        .toList())
                .containsExactlyInAnyOrder(PAY, CART);
    }

    @Test
    void knowsAnIssueByItsId() {
        twelve();
        assertThat(archive().issue(CART).orElseThrow().message()).isEqualTo("cart is empty");
        assertThat(archive().issue(IssueId.of(3))).isEmpty();
        assertThat(archive().timelines(new Window(at(0), at(3)), Set.of(PAY)))
                .singleElement()
                .satisfies(line -> assertThat(line.micros())
                        .containsExactly(at(0).getEpochSecond() * 1_000_000, at(2).getEpochSecond() * 1_000_000));
    }

    @Test
    void putsOccurrencesOfAKnownFingerprintIntoItsIssueAlsoLater() {
        twelve();
        write(store -> {
            assertThat(store.assign(List.of(occurrence(12), occurrence(13)))).containsExactly(PAY, CART);
            assertThat(store.newIssues()).isZero();
        });
    }

    // Counts

    @Test
    void countsByTimeAndLevelAlsoWhereNothingHappened() {
        twelve();
        List<Counts.Bin> bins = archive().histogram("refused", new Window(at(-2), at(4)), Duration.ofHours(2));
        assertThat(bins).extracting(Counts.Bin::from).containsExactly(at(-2), at(0), at(2));
        assertThat(bins).extracting(Counts.Bin::count).containsExactly(0L, 1L, 1L);
        assertThat(bins.getLast().levels()).isEqualTo(Map.of(Level.ERROR, 1L));
    }

    @Test
    void countsTheValuesOfFieldsMostFirst() {
        twelve();
        assertThat(archive().top("level:error", new Window(at(0), at(7)), "user", 2))
                .first()
                .isEqualTo(new Counts.Value("u0", 2));
        assertThat(archive().top("", null, "user", 2)).hasSize(2);
        Tops tops = archive().tops(ALWAYS, List.of("thread", "host"), 5);
        assertThat(tops.of(PAY, "thread")).containsExactly(new Tops.Value("exec-0", 6));
        assertThat(tops.of("shop", "host")).containsExactly(new Tops.Value("web1", 12));
    }

    @Test
    void countsUsersOnceHoweverOftenTheyMetAnError() {
        twelve();
        assertThat(archive().users(ALWAYS)).isEqualTo(Map.of("shop", 3L, "", 3L));
        assertThat(archive().users(new Window(at(0), at(3)))).containsEntry("shop", 2L);
    }

    // Facts

    @Test
    void remembersReleasesHoursAndPatterns() {
        write(store -> {
            store.add(new Deploy("shop", "2.5", at(3), "banner"));
            store.add(new Deploy("shop", "2.5", at(2), "said by mia"));
            store.add(new Deploy("shop", "2.4", at(0), "banner"));
            store.lived("shop", at(1), at(2));
            store.patterns(List.of(pattern(at(1), 3)));
            store.commit(List.of(), run("r", 0));
            store.lived("shop", at(4), at(4));
            store.patterns(List.of(pattern(at(4), 2)));
            store.commit(List.of(), run("s", 1));
        });
        assertThat(archive().deploys()).extracting(Deploy::release).containsExactly("2.4", "2.5");
        assertThat(archive().deploys().getLast().at()).isEqualTo(at(2));
        assertThat(List.of(0, 1, 3, 4))
                .allSatisfy(hour -> assertThat(archive().lived("shop").at(at(hour)))
                        .as("hour %d", hour)
                        .isEqualTo(hour == 1 || hour == 4));
        assertThat(archive().lived("other").since()).isEmpty();
        assertThat(archive().projects()).containsExactly("shop");
        assertThat(archive().patterns("shop")).singleElement().satisfies(seen -> {
            assertThat(seen.count()).isEqualTo(5);
            assertThat(seen.first()).isEqualTo(at(1));
            assertThat(seen.last()).isEqualTo(at(4));
        });
        assertThat(archive().patterns("other")).isEmpty();
    }

    @Test
    void tellsRunsTheNewestFirstAndTheTimesOfItsEvents() {
        write(store -> {
            add(store, 0, 3);
            store.commit(List.of(), run("first", 0));
            store.commit(List.of(), run("second", 5));
        });
        assertThat(archive().runs(9)).extracting(Run::id).containsExactly("second", "first");
        assertThat(archive().runs(1)).extracting(Run::id).containsExactly("second");
        assertThat(archive().oldest()).contains(at(0));
        assertThat(archive().newest()).contains(at(2));
    }

    // What is durable

    @Test
    void keepsPositionsUntilTheyChangeOrAreForgotten() {
        String other = "f".repeat(32);
        write(store -> store.commit(List.of(position(3), position(other, 1)), run("r", 0)));
        write(store -> {
            assertThat(store.positions()).containsExactlyInAnyOrder(position(3), position(other, 1));
            store.commit(List.of(position(5)), run("s", 1));
        });
        assertThat(archive().positions()).containsExactlyInAnyOrder(position(5), position(other, 1));
        write(store -> {
            store.forget(List.of(other));
            store.commit(List.of(), run("t", 2));
        });
        assertThat(archive().positions()).containsExactly(position(5));
    }

    @Test
    void dropsWhatWasNotCommittedTogetherWithItsPositions() {
        twelve();
        write(store -> add(store, 12, 20));
        assertThat(found("", null)).hasSize(12);
        assertThat(archive().positions()).containsExactly(position(12));
        write(store -> {
            add(store, 12, 20);
            store.flush();
            store.commit(List.of(position(20)), run("again", 1));
        });
        assertThat(found("", null)).hasSize(20);
        assertThat(archive().issue(PAY).orElseThrow().count()).isEqualTo(10);
        assertThat(archive().positions()).containsExactly(position(20));
    }

    @Test
    void countsNothingTwiceHoweverOftenItCommits() {
        twelve();
        write(store -> {
            store.commit(List.of(position(12)), run("second", 1));
            store.commit(List.of(position(12)), run("second", 1));
        });
        assertThat(archive().search("", null, 0).total()).isEqualTo(12);
        assertThat(archive().activity(ALWAYS, PAY).orElseThrow().count()).isEqualTo(6);
        assertThat(archive().runs(9)).extracting(Run::id).containsExactly("second", "first");
        assertThat(archive().positions()).containsExactly(position(12));
    }

    @Test
    void takesBackTheEventOfARecordThatHasGrown() {
        twelve();
        write(store -> {
            store.retract(fileId(), 10L * SIZE, new Position.Open(11L * SIZE, 1, PAY, at(10)));
            List<Occurrence> grown =
                    List.of(occurrence(10, PAY, "card <any> refused", "card whole refused", Map.of(), "u2"));
            store.add(grown, store.assign(grown), 0);
            store.commit(List.of(position(12)), run("second", 1));
        });
        assertThat(found("refused", null)).hasSize(6);
        assertThat(found("c10", null)).isEmpty();
        assertThat(found("whole", null)).isEqualTo(ids(10));
        assertThat(archive().activity(ALWAYS, PAY).orElseThrow().count()).isEqualTo(6);
    }

    @Test
    void keepsIssuesWhenTheirOldEventsGo() {
        twelve();
        write(store -> {
            store.prune(at(6), at(0));
            store.commit(List.of(), run("pruned", 1));
        });
        assertThat(found("", null)).isEqualTo(ids(11, 10, 9, 8, 7, 6));
        assertThat(archive().issue(PAY).orElseThrow().firstSeen()).isEqualTo(at(0));
        assertThat(archive().activity(ALWAYS, PAY).orElseThrow().count()).isEqualTo(6);
    }

    @Test
    void hasOneWriterAndReadersThatSeeTheLastCommit() {
        assertThat(stores().read(data, Merges.NONE)).isEmpty();
        write(store -> {
            add(store, 0, 4);
            store.commit(List.of(), run("first", 0));
            assertThatThrownBy(() -> stores().write(data, Clock.systemUTC(), true, Bounds.ANY))
                    .isInstanceOf(Failure.class)
                    .satisfies(e -> assertThat(((Failure) e).exit()).isEqualTo(Failure.Exit.BUSY));
            assertThat(stores().writer(data)).isPresent();
            add(store, 4, 8);
            assertThat(found("", null)).hasSize(4);
        });
        assertThat(stores().writer(data)).isEmpty();
    }

    @Test
    void readsIssuesThatPeopleMergedAsOne() {
        twelve();
        try (Archive archive =
                stores().read(data, new Merges(Map.of(CART, PAY))).orElseThrow()) {
            assertThat(archive.activity(ALWAYS))
                    .singleElement()
                    .satisfies(one -> assertThat(one.count()).isEqualTo(12));
            assertThat(archive.search("issue:" + CART, null, 0).total()).isEqualTo(12);
        }
    }

    @Test
    void letsIdsLeadToTheIssueOfTheFirstThatLeadsToOne() {
        twelve();
        IssueId pattern = new IssueId(77);
        write(store -> {
            assertThat(store.join(List.of(pattern, PAY, CART))).isEqualTo(Map.of(CART, PAY));
            assertThat(store.join(List.of(new IssueId(78)))).isEmpty();
            store.commit(List.of(), run("second", 1));
        });
        assertThat(archive().issue(pattern).orElseThrow().id()).isEqualTo(PAY);
        assertThat(archive().issue(CART).orElseThrow().id()).isEqualTo(CART);
        write(store -> assertThat(store.join(List.of(pattern, CART))).isEqualTo(Map.of(CART, PAY)));
    }
}
