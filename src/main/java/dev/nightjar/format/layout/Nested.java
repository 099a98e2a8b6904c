package dev.nightjar.format.layout;

import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.structured.Members;
import org.jspecify.annotations.Nullable;

/// A wrapper within another: each layer gives what it knows, and the inner one wins. A line that has the outer
/// header alone is one of its own stream.
public final class Nested implements Wrapper {

    private final Wrapper outer;
    private final Wrapper inner;

    public Nested(Wrapper outer, Wrapper inner) {
        this.outer = outer;
        this.inner = inner;
    }

    @Override
    public boolean isText() {
        return outer.isText();
    }

    @Override
    public @Nullable Line unwrap(byte[] b, int from, int to) {
        Line line = outer.unwrap(b, from, to);
        Line within = line == null ? null : inner.unwrap(line.payload(), line.from(), line.to());
        if (line == null || within == null) {
            return line;
        }
        return new Line(
                within.stream().isEmpty() ? line.stream() : line.stream() + '\0' + within.stream(),
                within.payload(),
                within.from(),
                within.to(),
                within.partial() || line.partial(),
                within.level() < Levels.NONE ? within.level() : line.level(),
                within.second() != Members.NO_TIME ? within.second() : line.second());
    }

    @Override
    public String speaker(byte[] b, int from, int to) {
        Line line = outer.unwrap(b, from, to);
        String within = line == null ? "" : inner.speaker(line.payload(), line.from(), line.to());
        String around = outer.speaker(b, from, to);
        return around.isEmpty() || within.isEmpty() ? around + within : around + '/' + within;
    }

    @Override
    public void fill(RecordBuilder record, byte[] b, int from, int end) {
        RecordBuilder header = new RecordBuilder(record.file);
        outer.fill(header, b, from, end);
        Line line = outer.unwrap(b, from, end);
        if (line != null) {
            inner.fill(record, line.payload(), line.from(), line.to());
        }
        record.addIfMissing(header);
        if (record.level == null) {
            record.level = header.level;
            record.levelRaw = header.levelRaw;
        }
    }

    @Override
    public boolean saysLevel() {
        return inner.saysLevel();
    }

    @Override
    public boolean isOfPrograms() {
        return inner.isOfPrograms();
    }

    @Override
    public boolean isWeak() {
        return inner.isWeak();
    }

    @Override
    public String form() {
        return outer.form();
    }

    @Override
    public int evidence(byte[] b, int from, int to) {
        return outer.evidence(b, from, to);
    }
}
