package dev.nightjar.model.quality;

import dev.nightjar.model.IssueId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Of how many failures the records of an issue are.
///
/// @param records those that were looked at
/// @param incidents how many failures they were logged for
/// @param repeats how many of them tell what was logged before, at another place
/// @param first the issue of most of what they repeat, null if it is their own
public record Incidence(
        long records,
        long incidents,
        long repeats,
        @Nullable IssueId first) {

    /// True if there is something to say: failures that were logged several times.
    public boolean tells() {
        return repeats > 0;
    }

    /// `302 records of 151 incidents; 151 of them repeat what 7ABC-DEF1 tells`.
    public String sentence() {
        String of = String.format(
                Locale.ROOT,
                "%,d record%s of %,d incident%s",
                records,
                records == 1 ? "" : "s",
                incidents,
                incidents == 1 ? "" : "s");
        if (first == null) {
            return of;
        }
        String those = repeats == records ? "all" : String.format(Locale.ROOT, "%,d", repeats);
        return of + "; " + those + " of them " + (repeats == 1 && records > 1 ? "repeats" : "repeat") + " what "
                + first.shown() + " tells";
    }
}
