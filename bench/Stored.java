import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/// How many documents of each kind an index holds: `java -cp … bench/Stored.java DATA/index`.
final class Stored {

    private static final Map<String, String> NAMES =
            Map.of("v", "variants", "m", "templates", "i", "issues", "e", "events", "t", "tallies");

    public static void main(String[] args) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(Path.of(args[0])))) {
            for (LeafReaderContext leaf : reader.leaves()) {
                Terms kinds = leaf.reader().terms("kind");
                if (kinds == null) {
                    continue;
                }
                TermsEnum each = kinds.iterator();
                for (BytesRef kind = each.next(); kind != null; kind = each.next()) {
                    counts.merge(NAMES.getOrDefault(kind.utf8ToString(), kind.utf8ToString()), (long) each.docFreq(), Long::sum);
                }
            }
        }
        StringBuilder line = new StringBuilder();
        counts.forEach((kind, count) -> line.append(line.isEmpty() ? "" : ", ").append(count).append(' ').append(kind));
        System.out.println(line);
    }
}
