package dev.nightjar.format.structured;

import dev.nightjar.config.yaml.Doc;
import dev.nightjar.format.level.Levels;
import dev.nightjar.model.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Numbers that say how serious records are, by a convention of which there are many: 3 is an error or a warning, and
/// 5 the least or the worst. It is told by the name of the number's member, by what stands beside it, and by
/// the numbers that a file has: all must be of the scale, and most of a log is not serious.
///
/// @param names members whose numbers are of this scale, whatever stands beside them; else that of the level
/// @param beside members of which one has to be there, if there are any
public record Scale(String name, Map<String, Level> levels, List<String> names, List<String> beside) {

    private static final int LONGEST = 6;

    /// Reads the `scales` of a definition, each with its name, its `levels`, and perhaps `names` and `beside`.
    public static List<Scale> read(Doc doc) {
        List<Scale> scales = new ArrayList<>();
        for (Doc scale : doc.docs("scales")) {
            Map<String, Level> levels = new HashMap<>();
            scale.map("levels").forEach((number, level) -> {
                try {
                    levels.put(number, Level.valueOf(level.toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    scale.problem("levels", "'" + level + "' is no level: TRACE, DEBUG, INFO, WARN, ERROR, FATAL");
                }
            });
            scales.add(new Scale(scale.text("scale"), levels, scale.texts("names"), scale.texts("beside")));
            scale.done();
        }
        return scales;
    }

    /// The scale of the numbers that records have which no word says the level of; null without numbers, or if they are
    /// of none.
    ///
    /// @param level the names whose values say the level
    static @Nullable Scale of(List<Scale> scales, List<String> level, List<Map<String, String>> records) {
        Scale best = null;
        int least = Integer.MAX_VALUE;
        for (Scale scale : scales) {
            int loud = scale.loud(level, records);
            if (loud >= 0 && !scale.names.isEmpty() && scale.isNamed(records)) {
                return scale;
            }
            if (loud >= 0 && loud < least && (scale.beside.isEmpty() || scale.isBeside(records))) {
                boolean told = !scale.beside.isEmpty();
                best = scale;
                least = told ? -1 : loud;
            }
        }
        return best;
    }

    /// How many records are serious by this scale; -1 if numbers are not of it, or there are none.
    private int loud(List<String> level, List<Map<String, String>> records) {
        int numbers = 0;
        int loud = 0;
        for (Map<String, String> record : records) {
            String number = number(names.isEmpty() ? level : names, record);
            if (number.isEmpty()) {
                continue;
            }
            Level of = levels.get(number);
            if (of == null) {
                return -1;
            }
            numbers++;
            loud += of.compareTo(Level.WARN) >= 0 ? 1 : 0;
        }
        return numbers == 0 ? -1 : loud;
    }

    private static String number(List<String> names, Map<String, String> record) {
        for (String name : names) {
            String value = record.getOrDefault(Members.plain(name), "");
            if (!value.isEmpty() && value.length() <= LONGEST && isNumber(value)) {
                return value;
            }
        }
        return "";
    }

    private static boolean isNumber(String value) {
        int from = value.charAt(0) == '-' ? 1 : 0;
        return value.length() > from && value.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    }

    private boolean isNamed(List<Map<String, String>> records) {
        return records.stream().anyMatch(record -> !number(names, record).isEmpty());
    }

    private boolean isBeside(List<Map<String, String>> records) {
        Set<String> all = new HashSet<>();
        records.forEach(record -> all.addAll(record.keySet()));
        return beside.stream().allMatch(name -> all.contains(Members.plain(name)));
    }

    /// Words that say levels, and the numbers of this scale.
    Levels with(Levels words) {
        return words.and(levels);
    }
}
