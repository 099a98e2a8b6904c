package dev.nightjar.format.layout;

import dev.nightjar.format.level.Levels;
import dev.nightjar.format.level.ProgramLevels;
import dev.nightjar.format.record.Lines;
import java.util.Map;

/// What the lines within a wrapper are, by who wrote them: containers of one console and programs of one journal each
/// have a format of their own.
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
}
