package dev.nightjar.store.lucene.issue;

import dev.nightjar.model.issue.Late;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.Merged;
import dev.nightjar.store.lucene.count.Tallies.Sum;
import dev.nightjar.store.lucene.count.TallyReader;
import dev.nightjar.store.lucene.index.Queries;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.IndexSearcher;

/// Finds what was counted of hours that were over before.
public final class LateReader {

    private LateReader() {}

    /// By issue, those of most events first.
    ///
    /// @param after number of a commit: what that one and earlier ones counted is left out
    /// @param read what was read earlier is left out
    /// @param before only hours that begin earlier
    public static List<Late> late(IndexSearcher searcher, Merged merged, long after, Instant read, Instant before)
            throws IOException {
        Map<Long, Sum> issues = new HashMap<>();
        TallyReader.read(
                searcher,
                Queries.all(
                        Queries.kind(Schema.TALLY_KIND),
                        Queries.between(Schema.READ, Schema.micros(read), Long.MAX_VALUE),
                        Queries.between(Schema.COMMIT, after + 1, Long.MAX_VALUE),
                        Queries.between(Schema.TIME, Long.MIN_VALUE, Schema.micros(before) - 1)),
                (issue, hour) -> issues.computeIfAbsent(merged.of(issue), any -> new Sum()));
        List<Late> late = new ArrayList<>();
        issues.forEach((issue, sum) -> {
            if (sum.count > 0 && sum.first <= sum.last) {
                late.add(new Late(
                        IdNumbers.id(issue),
                        sum.count,
                        sum.users(),
                        Schema.instant(sum.first),
                        Schema.instant(sum.last)));
            }
        });
        late.sort(
                (a, b) -> a.count() == b.count() ? a.issue().compareTo(b.issue()) : Long.compare(b.count(), a.count()));
        return late;
    }
}
