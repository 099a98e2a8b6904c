package dev.nightjar.store.lucene;

import dev.nightjar.model.Issue;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/// How many users had any issue: the union of the tallies' sketches. A sum over issues would count a user once for
/// each.
final class DistinctUsers {

    private DistinctUsers() {}

    /// By project, and of all under the empty name.
    static Map<String, Long> in(IndexSearcher searcher, Window window, Function<IssueId, @Nullable Issue> issues)
            throws IOException {
        Map<String, UserSketch> sketches = new TreeMap<>();
        Query tallies = Queries.all(Queries.kind(Schema.TALLY_KIND), Queries.during(window));
        Queries.each(searcher, tallies, leaf -> {
            BinaryDocValues users = DocValues.getBinary(leaf.reader(), Schema.USERS);
            SortedDocValues issue = DocValues.getSorted(leaf.reader(), Schema.ISSUE);
            Map<Integer, String> projects = new HashMap<>();
            return doc -> {
                if (users.advanceExact(doc) && issue.advanceExact(doc)) {
                    String project = projects.get(issue.ordValue());
                    if (project == null) {
                        project = project(
                                new IssueId(issue.lookupOrd(issue.ordValue()).utf8ToString()), issues);
                        projects.put(issue.ordValue(), project);
                    }
                    sketches.computeIfAbsent(project, any -> new UserSketch()).add(users.binaryValue());
                    sketches.computeIfAbsent("", any -> new UserSketch()).add(users.binaryValue());
                }
            };
        });
        Map<String, Long> counts = new TreeMap<>();
        sketches.forEach((project, sketch) -> counts.put(project, sketch.estimate()));
        return counts;
    }

    private static String project(IssueId id, Function<IssueId, @Nullable Issue> issues) {
        Issue issue = issues.apply(id);
        return issue == null ? "" : issue.project();
    }
}
