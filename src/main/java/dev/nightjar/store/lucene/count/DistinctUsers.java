package dev.nightjar.store.lucene.count;

import dev.nightjar.model.Window;
import dev.nightjar.store.encoded.UserSketch;
import dev.nightjar.store.lucene.index.Queries;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;

/// How many users had any issue: the union of the tallies' sketches. A sum over issues would count a user once for
/// each.
public final class DistinctUsers {

    private DistinctUsers() {}

    /// By project, and of all under the empty name.
    public static Map<String, Long> in(IndexSearcher searcher, Window window) throws IOException {
        Map<String, UserSketch> sketches = new TreeMap<>();
        Query tallies = Queries.all(Queries.kind(Schema.TALLY_KIND), Queries.during(window));
        Queries.each(searcher, tallies, leaf -> {
            BinaryDocValues users = DocValues.getBinary(leaf.reader(), Schema.USERS);
            SortedDocValues projects = DocValues.getSorted(leaf.reader(), Schema.PROJECT_NAME);
            String[] names = new String[projects.getValueCount()];
            for (int ord = 0; ord < names.length; ord++) {
                names[ord] = projects.lookupOrd(ord).utf8ToString();
            }
            return doc -> {
                if (users.advanceExact(doc) && projects.advanceExact(doc)) {
                    String project = names[projects.ordValue()];
                    BytesRef known = users.binaryValue();
                    sketches.computeIfAbsent(project, any -> new UserSketch())
                            .add(known.bytes, known.offset, known.length);
                    if (!project.isEmpty()) {
                        sketches.computeIfAbsent("", any -> new UserSketch())
                                .add(known.bytes, known.offset, known.length);
                    }
                }
            };
        });
        Map<String, Long> counts = new TreeMap<>();
        sketches.forEach((project, sketch) -> counts.put(project, sketch.estimate()));
        return counts;
    }
}
