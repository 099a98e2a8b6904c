package dev.nightjar.store.lucene.pack;

import dev.nightjar.model.event.Occurrence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One event as a block has it.
///
/// @param micros when, since 1970
/// @param nanos what is left of it, below 1000
/// @param issue text of its id
/// @param message its template, with the values of the message
/// @param trace its variant, with the words that differ from event to event; null for a message
/// @param thrown the message of everything thrown; as many for every event of a variant
/// @param fields what else the log named
/// @param shown the template for people, where the template has none
public record EventRow(
        long micros,
        int nanos,
        String issue,
        FilledText message,
        @Nullable FilledText trace,
        List<FilledText> thrown,
        @Nullable String shown,
        String file,
        long offset,
        long line,
        String host,
        @Nullable String thread,
        @Nullable String release,
        @Nullable String user,
        Map<String, String> ids,
        Map<String, String> fields,
        Occurrence.@Nullable Context context) {}
