package dev.nightjar.model.finding;

import java.util.List;

/// The events of security in a window, and what of them is out of the ordinary.
///
/// @param acted who did what to whom, by rule, most often first
/// @param findings what is unusual, first-ever pairs first
public record Audited(List<Acted> acted, List<AuditFinding> findings) {
    public Audited {
        acted = List.copyOf(acted);
        findings = List.copyOf(findings);
    }
}
