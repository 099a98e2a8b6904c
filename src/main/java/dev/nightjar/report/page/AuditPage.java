package dev.nightjar.report.page;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.Acted;
import dev.nightjar.model.finding.AuditFinding;
import dev.nightjar.model.finding.Audited;
import dev.nightjar.model.finding.Night;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The view of who acted as whom. All text is visible, none is HTML.
///
/// @param verdict the page's heading
/// @param findings what is unusual
/// @param rules the pairs of each audit rule
public record AuditPage(String verdict, List<Finding> findings, List<Rule> rules) {

    private static final int MOST = 500;

    /// Something unusual; kind is `first` or `hour`.
    public record Finding(String kind, String word, String sentence, String rule, List<Event> events) {}

    /// An event of security; `href` is empty where its issue has no page.
    public record Event(Wording.Time time, String issue, String href, String place) {}

    /// @param more pairs beyond those listed
    public record Rule(String name, String sum, List<Pair> pairs, String more) {}

    /// @param fresh first seen in the window
    public record Pair(
            String project,
            String actor,
            String target,
            String count,
            Wording.Time first,
            Wording.Time last,
            Wording.Time known,
            boolean fresh,
            Event newest) {}

    /// Of what audit rules found in the window.
    public static AuditPage of(Night night, Wording words) {
        Audited audited = night.insight().audited();
        Set<IssueId> pages =
                night.issues().stream().map(t -> t.activity().issue().id()).collect(Collectors.toSet());
        Map<String, List<Acted>> byRule = new LinkedHashMap<>();
        audited.acted()
                .forEach(acted -> byRule.computeIfAbsent(acted.rule(), rule -> new ArrayList<>())
                        .add(acted));
        return new AuditPage(
                verdict(audited),
                audited.findings().stream()
                        .map(finding -> finding(finding, words, pages))
                        .toList(),
                byRule.entrySet().stream()
                        .map(rule -> rule(rule.getKey(), rule.getValue(), night, words, pages))
                        .toList());
    }

    private static String verdict(Audited audited) {
        long events = audited.acted().stream().mapToLong(Acted::count).sum();
        String all = Wording.count(events, "event") + " of "
                + Wording.count(audited.acted().size(), "pair");
        if (events == 0) {
            return "Nobody acted: no event of an audit rule";
        }
        long first = audited.findings().stream()
                .filter(finding -> finding.kind() == AuditFinding.Kind.FIRST_PAIR)
                .count();
        long hours = audited.findings().size() - first;
        List<String> parts = new ArrayList<>();
        if (first > 0) {
            parts.add(Wording.count(first, "first-ever pair"));
        }
        if (hours > 0) {
            parts.add(Wording.count(hours, "unusual hour"));
        }
        return (parts.isEmpty() ? "Nothing unusual" : String.join(", ", parts)) + " among " + all;
    }

    private static Finding finding(AuditFinding finding, Wording words, Set<IssueId> pages) {
        String kind = switch (finding.kind()) {
            case FIRST_PAIR -> "first";
            case UNUSUAL_HOUR -> "hour";
        };
        return new Finding(
                kind,
                kind.equals("first") ? "first ever" : "unusual hour",
                Visible.line(finding.sentence()),
                Visible.line(finding.rule()),
                finding.events().stream().map(e -> event(e, words, pages)).toList());
    }

    private static Event event(StoredEvent event, Wording words, Set<IssueId> pages) {
        return new Event(
                words.at(event.time()),
                event.issue().shown(),
                pages.contains(event.issue()) ? Folder.issue(event.issue()) : "",
                Visible.line(event.file()) + ":" + event.line());
    }

    private static Rule rule(String name, List<Acted> acted, Night night, Wording words, Set<IssueId> pages) {
        long events = acted.stream().mapToLong(Acted::count).sum();
        return new Rule(
                Visible.line(name),
                Wording.count(events, "event") + ", " + Wording.count(acted.size(), "pair"),
                acted.stream()
                        .limit(MOST)
                        .map(each -> pair(each, night, words, pages))
                        .toList(),
                acted.size() <= MOST ? "" : Wording.count(acted.size() - MOST) + " more");
    }

    private static Pair pair(Acted acted, Night night, Wording words, Set<IssueId> pages) {
        return new Pair(
                Visible.line(acted.project()),
                acted.actor().isEmpty() ? "somebody" : Visible.line(acted.actor()),
                Visible.line(acted.target()),
                Wording.count(acted.count()),
                words.at(acted.first()),
                words.at(acted.last()),
                words.at(acted.known()),
                !acted.known().isBefore(night.window().from()),
                event(acted.newest(), words, pages));
    }
}
