package dev.nightjar.format.level;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Levels by number, for records that say how something ended instead of how serious it is: `level-by: {status:
/// {500-599: ERROR}}`. A number within a range gives its level whatever else the record says; any other says
/// nothing.
///
/// @param names of fields or members; the first that is there counts
public record LevelBy(List<String> names, List<Range> ranges) {

    /// No number says anything.
    static final LevelBy NOTHING = new LevelBy(List.of(), List.of());

    private static final int MOST_DIGITS = 9;

    public LevelBy {
        names = List.copyOf(names);
        ranges = List.copyOf(ranges);
    }

    /// Numbers from `least` to `most`, both included.
    public record Range(int least, int most, Level level) {}

    /// Reads `level-by`; problems go to the document's.
    public static LevelBy read(Doc doc) {
        List<String> names = new ArrayList<>();
        List<Range> ranges = new ArrayList<>();
        doc.doc("level-by")
                .ifPresent(by -> by.keys().forEach(name -> {
                    names.add(name);
                    by.map(name).forEach((numbers, level) -> {
                        try {
                            ranges.add(range(numbers, Level.valueOf(level.toUpperCase(Locale.ROOT))));
                        } catch (IllegalArgumentException e) {
                            by.problem(name, "'" + numbers + ": " + level + "' must be like '500-599: ERROR'");
                        }
                    });
                }));
        return new LevelBy(names, ranges);
    }

    private static Range range(String numbers, Level level) {
        int dash = numbers.indexOf('-', 1);
        int least = Integer.parseInt(dash < 0 ? numbers : numbers.substring(0, dash));
        return new Range(least, dash < 0 ? least : Integer.parseInt(numbers.substring(dash + 1)), level);
    }

    /// True if the field or member of this name may give the level.
    public boolean reads(String name) {
        return names.contains(name);
    }

    /// The ordinal of the level that the digits in `[from, to)` give, `Levels.NONE` without one.
    public int ordinal(byte[] b, int from, int to) {
        if (from >= to || to - from > MOST_DIGITS) {
            return Levels.NONE;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!Bytes.isDigit(b[i])) {
                return Levels.NONE;
            }
            number = number * 10 + b[i] - '0';
        }
        for (Range range : ranges) {
            if (number >= range.least() && number <= range.most()) {
                return range.level().ordinal();
            }
        }
        return Levels.NONE;
    }
}
