package dev.nightjar.store.lucene;

import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.store.Archive.Bin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/// Counts events by time and level in one pass. The level is the template's: looked up once a template and segment.
final class Histogram {

    private static final int LEVELS = Level.values().length;

    private final IndexSearcher searcher;
    private final Events events;
    private final Window window;
    private final long width;
    private final long[][] counts;

    Histogram(IndexSearcher searcher, Events events, Window window, Duration width) {
        this.searcher = Queries.bounded(searcher);
        this.events = events;
        this.window = window;
        this.width = width.toNanos() / 1000;
        long span = Schema.micros(window.to()) - Schema.micros(window.from());
        this.counts = new long[(int) ((span + this.width - 1) / this.width)][LEVELS + 1];
    }

    List<Bin> of(Query query) throws IOException {
        Queries.each(searcher, query, this::segment);
        Queries.complete(searcher);
        List<Bin> bins = new ArrayList<>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            Map<Level, Long> byLevel = new EnumMap<>(Level.class);
            long all = counts[i][LEVELS];
            for (Level level : Level.values()) {
                long count = counts[i][level.ordinal()];
                all += count;
                if (count > 0) {
                    byLevel.put(level, count);
                }
            }
            bins.add(new Bin(window.from().plusNanos(1000 * width * i), all, byLevel));
        }
        return bins;
    }

    private Queries.Doc segment(LeafReaderContext leaf) throws IOException {
        NumericDocValues time = DocValues.getNumeric(leaf.reader(), Schema.TIME);
        SortedDocValues template = DocValues.getSorted(leaf.reader(), Schema.TEMPLATE);
        int[] levels = new int[template.getValueCount()];
        for (int ord = 0; ord < levels.length; ord++) {
            Level level = events.template(template.lookupOrd(ord)).level();
            levels[ord] = level == null ? LEVELS : level.ordinal();
        }
        long from = Schema.micros(window.from());
        return doc -> {
            if (time.advanceExact(doc)) {
                int level = template.advanceExact(doc) ? levels[template.ordValue()] : LEVELS;
                counts[(int) ((time.longValue() - from) / width)][level]++;
            }
        };
    }
}
