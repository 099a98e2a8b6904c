package dev.nightjar.store.issue;

import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Title;
import dev.nightjar.store.encoded.WireIn;
import dev.nightjar.store.encoded.WireOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the holes of an issue's title have had for a value in all its events so far. The order of events, and of
/// parts of them that are added up, makes no difference. Events of other titles are for the caller to leave out. Not
/// thread-safe.
final class TitleValues {

    /// Nothing is the same in all events, or that is not known.
    private static final List<@Nullable String> NOTHING = List.of();

    /// Hash of the title's template, 0 before the first event.
    private int titled;

    /// Null where they differ; null before the first event.
    private @Nullable List<@Nullable String> values;

    void see(Occurrence occurrence) {
        List<@Nullable String> known = values;
        if (known != null && known.stream().allMatch(Objects::isNull)) {
            return;
        }
        int template = occurrence.title().hashCode();
        List<String> said =
                known == null || titled == template ? Title.values(occurrence.title(), occurrence.event()) : null;
        add(template, said == null ? NOTHING : new ArrayList<>(said));
    }

    private void add(int template, List<@Nullable String> others) {
        List<@Nullable String> known = values;
        boolean same = known != null && titled == template;
        values = known == null ? others : same ? Title.common(known, others) : NOTHING;
        titled = template;
    }

    /// Adds those of other events.
    void add(TitleValues other) {
        if (other.values != null) {
            add(other.titled, other.values);
        }
    }

    /// What the issue is called, by its title's template.
    String in(String title) {
        return values == null || titled != title.hashCode() ? title : Title.filled(title, values);
    }

    /// About how many bytes it holds.
    int bytes() {
        int bytes = 16;
        for (String value : values == null ? NOTHING : values) {
            bytes += value == null ? 8 : 56 + value.length();
        }
        return bytes;
    }

    void write(WireOut out) {
        List<@Nullable String> known = values;
        out.signed(titled).flag(known != null);
        if (known != null) {
            out.number(known.size());
            for (String value : known) {
                out.optional(value);
            }
        }
    }

    /// As `write` wrote it.
    static TitleValues read(WireIn in) {
        TitleValues read = new TitleValues();
        read.titled = (int) in.signed();
        if (in.flag()) {
            List<@Nullable String> values = new ArrayList<>();
            for (int left = in.integer(); left > 0; left--) {
                values.add(in.optional());
            }
            read.values = values;
        }
        return read;
    }
}
