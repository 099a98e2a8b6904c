package dev.nightjar.store;

import static dev.nightjar.store.ShopLog.CART;
import static dev.nightjar.store.ShopLog.PAY;
import static dev.nightjar.store.ShopLog.SIZE;
import static dev.nightjar.store.ShopLog.START;
import static dev.nightjar.store.ShopLog.add;
import static dev.nightjar.store.ShopLog.at;
import static dev.nightjar.store.ShopLog.eventId;
import static dev.nightjar.store.ShopLog.fileId;
import static dev.nightjar.store.ShopLog.position;
import static dev.nightjar.store.ShopLog.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Merges;
import dev.nightjar.store.query.IssueProperties;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a store has to do with the events that it keeps; `StoreContract` goes on.
abstract class EventsContract {

    static final Window ALWAYS = new Window(START.minus(Duration.ofDays(9)), START.plus(Duration.ofDays(9)));

    @TempDir
    Path data;

    private final List<Archive> open = new ArrayList<>();

    /// Opens stores in directories, of which each is empty at first.
    protected abstract Stores stores();

    void write(Consumer<Store> what) {
        try (Store store = stores().write(data, Clock.systemUTC(), true, Bounds.ANY)) {
            what.accept(store);
        }
    }

    /// The last commit.
    Archive archive() {
        Archive archive = stores().read(data, Merges.NONE).orElseThrow();
        open.add(archive);
        return archive;
    }

    @AfterEach
    void close() {
        open.forEach(Archive::close);
    }

    /// The first events of the log, and how far it was read, in one commit.
    void twelve() {
        write(store -> {
            add(store, 0, 12);
            store.commit(List.of(position(12)), run("first", 0));
        });
    }

    List<String> found(String query, @Nullable Window window) {
        return archive().search(query, window, 99).events().stream()
                .map(StoredEvent::id)
                .toList();
    }

    static List<String> ids(int... numbers) {
        return IntStream.of(numbers).mapToObj(ShopLog::eventId).toList();
    }

    @Test
    void givesBackAnEventAsItWasAdded() {
        twelve();
        StoredEvent event = archive().event(eventId(4)).orElseThrow();
        assertThat(event.time()).isEqualTo(at(4));
        assertThat(event.issue()).isEqualTo(PAY);
        assertThat(event.project()).isEqualTo("shop");
        assertThat(event.level()).isEqualTo(Level.ERROR);
        assertThat(event.message()).isEqualTo("card c4 refused");
        assertThat(event.user()).isEqualTo("u2");
        assertThat(event.ids()).isEqualTo(Map.of("request", "r-1"));
        assertThat(event.release()).isEqualTo("2.4.1");
        assertThat(archive().event(fileId() + "-77")).isEmpty();
        assertThat(archive().event("no id")).isEmpty();
    }

    @Test
    void findsEventsByWordsPhrasesAndFieldsTheNewestFirst() {
        twelve();
        assertThat(found("c4", null)).isEqualTo(ids(4));
        assertThat(found("\"card c4 refused\"", null)).isEqualTo(ids(4));
        assertThat(found("\"refused card\"", null)).isEmpty();
        assertThat(found("level:error user:U1", null)).isEqualTo(ids(8, 2));
        assertThat(found("request:r-1 OR c10", null)).isEqualTo(ids(10, 6, 4));
        assertThat(found("NOT refu*", null)).isEqualTo(ids(11, 9, 7, 5, 3, 1));
        assertThat(found("issue:" + CART + " logger:com.acme.* thread:exec-1", new Window(at(0), at(4))))
                .isEqualTo(ids(3, 1));
        assertThat(found("...", null)).isEmpty();
        assertThat(found("", null)).hasSize(12);
    }

    @Test
    void findsEventsOfAWindowWithItsBeginningAndWithoutItsEnd() {
        twelve();
        assertThat(found("", new Window(at(3), at(6)))).isEqualTo(ids(5, 4, 3));
        assertThat(found("", new Window(at(3).plusMillis(1), at(3).plusMillis(2))))
                .isEmpty();
    }

    @Test
    void countsAllThatIsFoundAndGivesAsMuchAsIsWanted() {
        twelve();
        Events.Hits hits = archive().search("refused OR c3 OR thread:exec-0", null, 2);
        assertThat(hits.total()).isEqualTo(6);
        assertThat(hits.events()).extracting(StoredEvent::id).isEqualTo(ids(10, 8));
        assertThat(List.copyOf(archive().search("", new Window(at(0), at(3)), 0).byIssue()))
                .containsExactly(new Events.IssueHits(PAY, 2), new Events.IssueHits(CART, 1));
        assertThat(Set.copyOf(archive().matching("c4", null))).containsExactly(PAY);
    }

    @Test
    void handsOutEventsFromTheOldestOnUntilItIsEnough() {
        twelve();
        List<String> seen = new ArrayList<>();
        archive().each("refused", null, event -> seen.add(event.id()) && seen.size() < 3);
        assertThat(seen).isEqualTo(ids(0, 2, 4));
        seen.clear();
        archive().behind("", Map.of(fileId(), 10L * SIZE), event -> seen.add(event.id()));
        assertThat(seen).isEqualTo(ids(10, 11));
    }

    @Test
    void showsTheNewestEventsInPassingAsTheyAre() {
        twelve();
        List<String> seen = new ArrayList<>();
        boolean all = archive().briefly(new Window(at(2), at(5)), 100, event -> {
            StoredEvent whole = archive().event(event.id()).orElseThrow();
            assertThat(event.message()).isEqualTo(whole.message());
            assertThat(event.shown()).isEqualTo(whole.template());
            assertThat(event.ids()).isEqualTo(whole.ids());
            assertThat(event.thread()).isEqualTo(whole.thread());
            assertThat(event.issue()).isEqualTo(whole.issue());
            assertThat(event.level()).isEqualTo(whole.level());
            assertThat(event.variant() == 0).isEqualTo(whole.trace() == null);
            if (whole.trace() != null) {
                assertThat(event.thrown(0))
                        .isEqualTo(whole.trace().chain().getFirst().message());
            }
            seen.add(event.id());
        });
        assertThat(all).isTrue();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids(2, 3, 4));
        seen.clear();
        assertThat(archive().briefly(ALWAYS, 3, event -> seen.add(event.id()))).isFalse();
        assertThat(seen).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void choosesSamplesTheNewestFirstThenTheFirst() {
        twelve();
        List<StoredEvent> samples = archive().samples(CART, 3);
        assertThat(samples).hasSize(3).extracting(StoredEvent::issue).containsOnly(CART);
        assertThat(samples.subList(0, 2)).extracting(StoredEvent::id).isEqualTo(ids(11, 1));
        assertThat(archive().samples(List.of(CART, PAY), 1).keySet()).containsExactly(CART, PAY);
        assertThat(archive().samples(IssueId.of(3), 3)).isEmpty();
    }

    @Test
    void leadsFromPrintedIdsToIssues() {
        twelve();
        assertThat(archive().lookup("R-1")).containsExactly(PAY);
        assertThat(archive().lookup("t-1")).containsExactly(CART);
        assertThat(archive().lookup("r-99")).isEmpty();
    }

    @Test
    void saysWhereAQueryIsWrong() {
        twelve();
        assertThatThrownBy(() -> found("card lvel:error", null))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("query, column 6: ");
    }

    @Test
    void letsQueriesUseWhatItWasToldOfIssues() {
        twelve();
        IssueProperties told = new IssueProperties() {
            @Override
            public Set<String> names() {
                return Set.of("is");
            }

            @Override
            public Set<IssueId> issues(String name, String value) {
                return value.equals("new") ? Set.of(CART) : Set.of();
            }

            @Override
            public Window time(String value) {
                return new Window(at(4), at(8));
            }
        };
        Archive archive = archive();
        archive.know(told);
        assertThat(archive.search("is:new", null, 0).total()).isEqualTo(6);
        assertThat(archive.search("is:old", null, 0).total()).isZero();
        assertThat(archive.search("is:new time:today", null, 0).total()).isEqualTo(2);
    }
}
