package dev.nightjar.format.layout;

import dev.nightjar.format.level.Levels;
import dev.nightjar.format.level.ProgramLevels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.RecordBuilder;
import java.util.Map;

/// What the lines within a wrapper are, by who wrote them: containers of one console and programs of one
/// journal each have a format of their own.
///
/// @param known by the name that the wrapper gives the writer
/// @param other of everybody else
/// @param texts how serious it is what they write without a level
public record Speakers(Map<String, Lines> known, Lines other, ProgramLevels texts) {

    /// One format, whoever writes.
    public static Speakers all(Lines lines) {
        return new Speakers(Map.of(), lines, ProgramLevels.NONE);
    }

    Lines of(String speaker) {
        return known.getOrDefault(speaker, other);
    }

    /// The level of a line's header, or that of the line's text if it is a worse one.
    int level(String speaker, Wrapper.Line line) {
        int known = texts.level(speaker, line.payload(), line.from(), line.to());
        return known != Levels.NONE && (line.level() == Levels.NONE || known > line.level()) ? known : line.level();
    }

    /// Lines of one of them, as its format reads them.
    abstract static class Spoken implements Lines {

        final Lines inner;

        Spoken(Lines inner) {
            this.inner = inner;
        }

        @Override
        public int below(byte[] b, int from, int to) {
            return inner.below(b, from, to);
        }

        @Override
        public int message(byte[] b, int from, int to) {
            return inner.message(b, from, to);
        }

        @Override
        public boolean sameHeader(byte[] b, int before, int from, int to) {
            return inner.sameHeader(b, before, from, to);
        }

        @Override
        public int evidence(byte[] b, int from, int to) {
            return inner.evidence(b, from, to);
        }

        @Override
        public String form() {
            return inner.form();
        }

        @Override
        public void fill(RecordBuilder record, byte[] b, int from, int lineEnd, int recordEnd) {
            inner.fill(record, b, from, lineEnd, recordEnd);
        }
    }
}
