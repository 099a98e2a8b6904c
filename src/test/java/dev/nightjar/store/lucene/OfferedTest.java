package dev.nightjar.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.store.lucene.text.Stories;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfferedTest {

    private static final IssueId WHOLE = IssueId.of(1L << 40);
    private static final IssueId OTHER = IssueId.of(2L << 40);
    private static final IssueId EXACT = IssueId.of(3L << 40);
    private static final IssueId BARE = IssueId.of(4L << 40);

    @TempDir
    Path data;

    private static Occurrence event(long n, List<IssueId> hashes, List<IssueId> offered) {
        Occurrence like = Feeder.occurrence(n);
        return new Occurrence(
                like.event(),
                new Fingerprint("nj1", hashes, offered),
                like.title(),
                like.culprit(),
                like.template(),
                like.slots(),
                like.why(),
                null);
    }

    private IssueId add(Occurrence occurrence) {
        try (LuceneStore store = LuceneStoreTest.open(data)) {
            IssueId issue = LuceneStoreTest.add(store, List.of(occurrence)).getFirst();
            store.commit(List.of(), Stories.run("1"));
            return issue;
        }
    }

    @Test
    void anOfferedIdLeadsToTheIssueFromTheNextRunOnToo() {
        assertThat(add(event(1, List.of(WHOLE), List.of(EXACT, BARE)))).isEqualTo(WHOLE);
        assertThat(add(event(2, List.of(IssueId.of(9L << 40), BARE), List.of())))
                .isEqualTo(WHOLE);
        assertThat(add(event(3, List.of(EXACT), List.of()))).isEqualTo(WHOLE);
    }

    @Test
    void anOfferedIdNeverDecidesWhereItsEventBelongs() {
        assertThat(add(event(1, List.of(WHOLE), List.of(BARE)))).isEqualTo(WHOLE);
        assertThat(add(event(2, List.of(OTHER), List.of(BARE)))).isEqualTo(OTHER);
        assertThat(add(event(3, List.of(BARE), List.of()))).isEqualTo(WHOLE);
    }

    @Test
    void anOfferedIdThatIsAnIssueStaysOne() {
        assertThat(add(event(1, List.of(BARE), List.of()))).isEqualTo(BARE);
        assertThat(add(event(2, List.of(WHOLE), List.of(BARE)))).isEqualTo(WHOLE);
        assertThat(add(event(3, List.of(BARE), List.of()))).isEqualTo(BARE);
    }
}
