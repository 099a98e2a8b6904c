package dev.nightjar.store.lucene.event;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.quality.BriefEvent;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.index.Patience;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.text.StoredTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Shows events one by one without rebuilding them: one object stands for all of a segment, at one row after
/// the other.
public final class BriefEvents {

    /// The newest events of a window, so many that they can all be looked at.
    ///
    /// @param condition holds for them alone
    /// @param all no event of the window is left out
    public record Newest(Condition condition, boolean all) {

        /// As many blocks as have no more events together.
        public static Newest of(EventBlocks blocks, Window window, long most) {
            long from = Schema.micros(window.from());
            long to = Schema.micros(window.to()) - 1;
            TreeMap<Long, Long> sizes = new TreeMap<>(Comparator.reverseOrder());
            for (Segment segment : blocks.segments()) {
                for (int at = 0; at < segment.size(); at++) {
                    if (segment.newest(at) >= from && segment.oldest(at) <= to) {
                        sizes.merge(segment.newest(at), segment.events(at), Long::sum);
                    }
                }
            }
            long left = most;
            for (Map.Entry<Long, Long> size : sizes.entrySet()) {
                left -= size.getValue();
                if (left < 0) {
                    return new Newest(Condition.between(Math.max(from, size.getKey() + 1), to), false);
                }
            }
            return new Newest(Condition.between(from, to), true);
        }
    }

    private final EventBlocks blocks;
    private final EventReader events;
    private final Function<IssueId, IssueId> merged;

    public BriefEvents(EventBlocks blocks, EventReader events, Function<IssueId, IssueId> merged) {
        this.blocks = blocks;
        this.events = events;
        this.merged = merged;
    }

    /// Shows what a condition holds for, in no order but that of rows in their block.
    public void each(Condition condition, Consumer<BriefEvent> sink) throws IOException {
        blocks.each(condition, Patience.endless(), segment -> {
            AtRow at = new AtRow(segment);
            return (number, block, rows) -> at.all(block, rows, sink);
        });
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class AtRow implements BriefEvent {
        private final Segment segment;
        private final Map<Long, IssueId> issues = new HashMap<>();
        private @Nullable EventBlock block;
        private int row;
        private @Nullable StoredTemplate template;
        private int templateOf = -1;

        AtRow(Segment segment) {
            this.segment = segment;
        }

        void all(EventBlock shown, Mask rows, Consumer<BriefEvent> sink) throws IOException {
            block = shown;
            templateOf = -1;
            events.expect(segment, shown);
            for (row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                sink.accept(this);
            }
            block = null;
        }

        private EventBlock block() {
            if (block == null) {
                throw new IllegalStateException("it is not shown any more");
            }
            return block;
        }

        private @Nullable String name(Dictionary of) {
            long number = read(() -> block().number(of, row));
            return number < 0 ? null : read(() -> segment.name(of, number));
        }

        private StoredTemplate stored() {
            StoredTemplate known = template;
            if (known == null || templateOf != row) {
                known = read(() -> events.template(segment, block(), row));
                template = known;
                templateOf = row;
            }
            return known;
        }

        @Override
        public long micros() {
            return block().times()[row];
        }

        @Override
        public IssueId issue() {
            return read(() -> {
                long number = block().number(Dictionary.ISSUES, row);
                IssueId known = issues.get(number);
                if (known == null) {
                    known = merged.apply(EventReader.issue(segment, block(), row));
                    issues.put(number, known);
                }
                return known;
            });
        }

        @Override
        public String project() {
            return stored().project();
        }

        @Override
        public @Nullable Level level() {
            return stored().level();
        }

        @Override
        public @Nullable String logger() {
            return stored().logger();
        }

        @Override
        public @Nullable String thread() {
            return name(Dictionary.THREADS);
        }

        @Override
        public @Nullable String host() {
            return name(Dictionary.HOSTS);
        }

        @Override
        public String fileId() {
            String id = name(Dictionary.FILES);
            return id == null ? "" : id;
        }

        @Override
        public String path() {
            return read(() -> events.path(fileId()));
        }

        @Override
        public long offset() {
            return read(() -> block().offsets()[row]);
        }

        @Override
        public long template() {
            return read(() -> segment.ref(Dictionary.TEMPLATES, block().number(Dictionary.TEMPLATES, row)));
        }

        @Override
        public String shown() {
            String own = stored().shown();
            return own != null ? own : read(() -> Objects.requireNonNullElse(block().shown(row), ""));
        }

        @Override
        public String message() {
            return read(() -> events.message(segment, block(), row));
        }

        @Override
        public long variant() {
            return read(() -> {
                long number = block().number(Dictionary.VARIANTS, row);
                return number < 0 ? 0 : segment.ref(Dictionary.VARIANTS, number);
            });
        }

        @Override
        public @Nullable Trace trace() {
            boolean thrown = read(() -> block().places(Dictionary.VARIANTS)[row] >= 0);
            return thrown ? read(() -> events.variant(segment, block(), row)) : null;
        }

        @Override
        public String thrown(int nth) {
            return read(() -> events.thrown(segment, block(), block().formsFrom(row) + nth));
        }

        @Override
        public Map<String, String> ids() {
            return read(() -> block().ids(row));
        }

        @Override
        public Map<String, String> fields() {
            return read(() -> block().fields(row));
        }
    }
}
