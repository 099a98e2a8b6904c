package dev.nightjar.report.part;

import dev.nightjar.model.issue.Tops;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.util.List;

/// Values of a field with bars, most frequent first.
///
/// @param of out of how many events, in words; may be empty
/// @param single each value was found once: bars would say nothing
public record TopList(String name, List<Entry> entries, String of, boolean single) {

    private static final int LONGEST = 200;

    /// A value.
    ///
    /// @param percent of the longest bar
    /// @param href a page about it, relative to the report's folder; may be empty
    public record Entry(String value, String count, int percent, String href) {}

    /// The first values of a field; bars are relative to the most frequent.
    ///
    /// @param name of the field
    /// @param values most frequent first
    /// @param most values that are listed
    public static TopList of(String name, List<Tops.Value> values, int most) {
        long peak = values.stream().mapToLong(Tops.Value::count).max().orElse(1);
        return new TopList(
                name,
                values.stream()
                        .limit(most)
                        .map(value -> entry(value.value(), value.count(), peak, ""))
                        .toList(),
                "",
                peak == 1 && values.size() > 1);
    }

    /// A value with its bar.
    ///
    /// @param peak the count that has the longest bar
    /// @param href a page about it, empty if there is none
    public static Entry entry(String value, long count, long peak, String href) {
        String shown = value.length() <= LONGEST ? value : value.substring(0, LONGEST - 1) + "…";
        return new Entry(
                Visible.line(shown),
                Wording.count(count),
                (int) Math.max(1, Math.round(100.0 * count / Math.max(1, peak))),
                href);
    }
}
