package dev.nightjar.model.quality;

import dev.nightjar.model.IssueId;
import java.util.List;
import java.util.Map;

/// What of the logs of a time should be written otherwise.
///
/// @param findings by kind, most records first
/// @param more findings of each kind that are left out
/// @param incidences of the issues whose failures were logged several times
/// @param looked events that were looked at
/// @param all they are all of the time, not the newest alone
public record LogQuality(
        List<LogFinding> findings,
        Map<LogFinding.Kind, Integer> more,
        Map<IssueId, Incidence> incidences,
        long looked,
        boolean all) {

    /// Nothing was found.
    public static final LogQuality NONE = new LogQuality(List.of(), Map.of(), Map.of(), 0, true);

    public LogQuality {
        findings = List.copyOf(findings);
        more = Map.copyOf(more);
        incidences = Map.copyOf(incidences);
    }
}
