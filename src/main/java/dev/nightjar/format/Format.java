package dev.nightjar.format;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.format.layout.Speakers;
import dev.nightjar.format.layout.Streams;
import dev.nightjar.format.layout.Wrapper;
import dev.nightjar.format.level.FailureWords;
import dev.nightjar.format.record.Openers;
import dev.nightjar.format.record.RecordScanner;
import dev.nightjar.format.record.Scanned;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.Candidate;
import dev.nightjar.model.log.LogRecord;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A format as found in one file: how to read its records. Thread-safe.
public final class Format {

    private final String name;
    private final String reason;
    private final @Nullable Wrapper wrapper;
    private final Speakers speakers;
    private final Openers openers;
    private final FailureWords failures;

    /// @param speakers of a file without wrapper only the `other` of them counts
    Format(
            String name,
            String reason,
            @Nullable Wrapper wrapper,
            Speakers speakers,
            Openers openers,
            FailureWords failures) {
        this.name = name;
        this.reason = reason;
        this.wrapper = wrapper;
        this.speakers = speakers;
        this.openers = openers;
        this.failures = failures;
    }

    /// What `Formats.named` takes back: `logback:p3k` (format and a layout's mark), `docker>pino` (wrapper and what is
    /// in it), `compose>{web=json;=plain}` (by who writes), `json ++ logback` (lines of both), `plain`.
    public String name() {
        return name;
    }

    /// True if no form of its lines was found.
    public boolean isPlain() {
        return name.substring(name.lastIndexOf('>') + 1).equals(Kinds.PLAIN);
    }

    @Nullable
    Wrapper wrapper() {
        return wrapper;
    }

    /// The same with another reason.
    Format because(String why) {
        return new Format(name, why, wrapper, speakers, openers, failures);
    }

    /// Why this format, with numbers.
    public String reason() {
        return reason;
    }

    /// Hands out the records of a block that are at least `threshold`, or whose lines look like a stack trace, in
    /// the order they begin.
    ///
    /// @param closed the file ends for good where the block does
    /// @param sink gets records whose `line` counts from the block's first line
    public Scanned scan(Block block, boolean closed, Level threshold, Consumer<LogRecord> sink) {
        return walk(block, closed, threshold, LiteralPrefilter.NONE, candidate -> sink.accept(candidate.record()));
    }

    /// The same with those that hold a needle, whatever their level, and not yet decoded.
    public Scanned scan(
            Block block, boolean closed, Level threshold, LiteralPrefilter needles, Consumer<Candidate> sink) {
        return walk(block, closed, threshold, needles, sink);
    }

    /// The same for every record, those without a level included.
    public Scanned scanAll(Block block, boolean closed, Consumer<LogRecord> sink) {
        return walk(block, closed, null, LiteralPrefilter.NONE, candidate -> sink.accept(candidate.record()));
    }

    /// Hands out the times from first to last record between which a block has records at least once an hour, as
    /// far as a few of them say; nothing if they have no times.
    public void times(Block block, BiConsumer<Instant, Instant> spans) {
        new BlockTimes(this, block, spans).look();
    }

    private Scanned walk(
            Block block,
            boolean closed,
            @Nullable Level threshold,
            LiteralPrefilter needles,
            Consumer<Candidate> sink) {
        return wrapper == null
                ? new RecordScanner(speakers.other(), openers, threshold, needles, failures).scan(block, closed, sink)
                : new Streams(wrapper, speakers, openers, threshold, needles, failures).scan(block, closed, sink);
    }
}
