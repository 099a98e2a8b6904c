package dev.nightjar.store.lucene.count;

import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.store.Counts.Bin;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventBlocks;
import dev.nightjar.store.lucene.event.EventReader;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.store.lucene.index.Patience;
import dev.nightjar.store.lucene.index.Schema;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Counts events by time and level in one pass. The level is the template's: looked up once a template and segment.
public final class Histogram {

    private static final int LEVELS = Level.values().length;

    private final EventBlocks blocks;
    private final EventReader events;
    private final Window window;
    private final long width;
    private final long[][] counts;

    public Histogram(EventBlocks blocks, EventReader events, Window window, Duration width) {
        this.blocks = blocks;
        this.events = events;
        this.window = window;
        this.width = width.toNanos() / 1000;
        long span = Schema.micros(window.to()) - Schema.micros(window.from());
        this.counts = new long[(int) ((span + this.width - 1) / this.width)][LEVELS + 1];
    }

    /// One bin after another over the whole window. To be called once; fails with exit code 64 after 10 s.
    public List<Bin> of(Condition condition) throws IOException {
        blocks.each(condition, Patience.ofPeople(), this::segment);
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

    private EventBlocks.Visitor segment(Segment segment) throws IOException {
        int[] levels = new int[(int) segment.set(Dictionary.TEMPLATES).getValueCount()];
        Arrays.fill(levels, -1);
        long from = Schema.micros(window.from());
        return (number, block, rows) -> {
            int[] templates = block.places(Dictionary.TEMPLATES);
            long[] set = block.set(Dictionary.TEMPLATES);
            long[] times = block.times();
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                int template = (int) set[templates[row]];
                if (levels[template] < 0) {
                    Level level = events.template(segment, template).level();
                    levels[template] = level == null ? LEVELS : level.ordinal();
                }
                counts[(int) ((times[row] - from) / width)][levels[template]]++;
            }
        };
    }
}
