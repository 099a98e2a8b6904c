package dev.nightjar.format;

import dev.nightjar.format.layout.ControlCodes;
import dev.nightjar.format.layout.Nested;
import dev.nightjar.format.layout.Wrapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where lines lie that are looked at: in the file itself, or within wrappers, one in the other.
///
/// @param wrapper all that stands round them, null for the lines of the file itself
/// @param prefix of a format's name there
/// @param depth how many wrappers there are
record Within(@Nullable Wrapper wrapper, String prefix, int depth) {

    static final Within FILE = new Within(null, "", 0);

    private static final double MOST_INSIDE = 0.6;
    private static final int DEEPEST = 5;

    Within with(Wrapper inner, String name) {
        return new Within(wrapper == null ? inner : new Nested(wrapper, inner), prefix + name + ">", depth + 1);
    }

    /// Whether a wrapper of that name may lie here: not within itself, and not too deep.
    boolean mayHold(String name) {
        return depth < DEEPEST && !("/" + prefix.replace('>', '/')).contains("/" + name + "/");
    }

    /// The least share of lines that what was learned has to fit.
    double leastLearned() {
        return prefix.isEmpty() || prefix.equals(ControlCodes.NAME + ">") ? 0 : MOST_INSIDE;
    }

    /// Whether learned layouts may be what a program writes before its texts: within a wrapper, which says the time, a
    /// time in the middle of a line is part of its text.
    boolean mayBeHeaders(List<String> layouts) {
        return leastLearned() == 0
                || layouts.stream().anyMatch(layout -> layout.contains("{level") || layout.indexOf("{time") == 0)
                || layouts.stream().allMatch(layout -> layout.indexOf("{time") == 1);
    }
}
