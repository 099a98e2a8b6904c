package dev.nightjar.format.record;

import dev.nightjar.model.log.Candidate;
import dev.nightjar.model.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A record of a block: its header is read, its text still stands there.
public final class BlockCandidate implements Candidate {

    private static final byte[] NOTHING = {};

    private final @Nullable RecordBuilder header;
    private final long start;
    private final long end;
    private final long line;
    private final boolean truncated;
    private final Supplier<List<Integer>> lines;
    private @Nullable LogRecord whole;
    private byte @Nullable [] encoded;

    BlockCandidate(RecordBuilder header, long start, long end, long line, boolean truncated) {
        this.header = header;
        this.start = start;
        this.end = end;
        this.line = line;
        this.truncated = truncated;
        this.lines = List::of;
    }

    /// A record that is read already.
    ///
    /// @param lines as `Candidate.lines`, found when they are asked for
    public BlockCandidate(LogRecord whole, Supplier<List<Integer>> lines) {
        this.header = null;
        this.lines = lines;
        this.whole = whole;
        this.start = whole.start();
        this.end = whole.end();
        this.line = whole.line();
        this.truncated = whole.truncated();
    }

    @Override
    public Candidate at(LongUnaryOperator toFile) {
        return header == null
                ? new BlockCandidate(record().at(toFile.applyAsLong(start), toFile.applyAsLong(end)), lines)
                : new BlockCandidate(header, toFile.applyAsLong(start), toFile.applyAsLong(end), line, truncated);
    }

    @Override
    public LogRecord record() {
        LogRecord known = whole;
        if (known == null) {
            known = with(java.util.Objects.requireNonNull(header).text());
            whole = known;
        }
        return known;
    }

    @Override
    public LogRecord with(String text) {
        RecordBuilder builder = header;
        return builder == null ? record().with(text) : builder.build(text, start, end, line, truncated);
    }

    @Override
    public List<Integer> lines() {
        return lines.get();
    }

    @Override
    public byte[] bytes() {
        RecordBuilder builder = header;
        return builder != null && builder.isSpan() ? builder.span() : encoded();
    }

    @Override
    public int from() {
        RecordBuilder builder = header;
        return builder != null && builder.isSpan() ? builder.spanFrom() : 0;
    }

    @Override
    public int to() {
        RecordBuilder builder = header;
        return builder != null && builder.isSpan() ? builder.spanTo() : encoded().length;
    }

    /// A text of one line is not worth its bytes.
    private byte[] encoded() {
        byte[] known = encoded;
        if (known == null) {
            String text = header == null ? record().text() : header.text();
            known = text.indexOf('\n') < 0 ? NOTHING : text.getBytes(StandardCharsets.UTF_8);
            encoded = known;
        }
        return known;
    }
}
