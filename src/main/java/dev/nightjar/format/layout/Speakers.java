package dev.nightjar.format.layout;

import dev.nightjar.format.record.Lines;
import java.util.Map;

/// What the lines within a wrapper are, by who wrote them: containers of one console and programs of one journal each
/// have a format of their own.
///
/// @param known by the name that the wrapper gives the writer
/// @param other of everybody else
public record Speakers(Map<String, Lines> known, Lines other) {

    /// One format, whoever writes.
    public static Speakers all(Lines lines) {
        return new Speakers(Map.of(), lines);
    }

    Lines of(Wrapper wrapper, byte[] b, int from, int to) {
        return known.isEmpty() ? other : known.getOrDefault(wrapper.speaker(b, from, to), other);
    }
}
