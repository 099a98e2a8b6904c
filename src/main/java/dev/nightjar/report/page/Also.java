package dev.nightjar.report.page;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.finding.Cascade;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.finding.PatternFinding;
import dev.nightjar.model.finding.Related;
import dev.nightjar.model.finding.Silence;
import dev.nightjar.model.issue.Late;
import dev.nightjar.model.quality.LogFinding;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// What deserves a glance besides issues: a line for each kind of thing, with a link to all of it.
public final class Also {

    private static final int LONGEST = 240;

    private Also() {}

    /// A line. What it is about, what is known, and the page that has the rest.
    public record Item(String about, String text, String href, String link) {}

    /// All lines of a night, what is silent first; empty if there is nothing.
    public static List<Item> of(Night night, Wording words) {
        List<Item> items = new ArrayList<>();
        Night.Insight insight = night.insight();
        insight.silent().forEach(silence -> items.add(silent(silence, night.zone())));
        late(insight.late(), words, items);
        audited(insight, items);
        deployed(night, words, items);
        related(insight.related(), items);
        unusual(insight.unusual(), items);
        quality(insight.quality().findings(), items);
        return items;
    }

    private static Item silent(Silence silence, ZoneId zone) {
        return new Item(
                "Silent",
                Visible.line(silence.project()) + ": " + silence.sentence(zone),
                "unusual.html",
                "what is unusual");
    }

    private static void late(List<Late.News> late, Wording words, List<Item> items) {
        if (!late.isEmpty()) {
            Late.News first = late.getFirst();
            items.add(new Item(
                    "Late",
                    cut(Verdict.name(first.triaged())) + " (nightjar show "
                            + first.triaged().id().shown() + "), "
                            + Wording.count(first.late().count(), "event") + ", "
                            + Verdict.late(first.late(), words) + more(late.size()),
                    "runs.html",
                    "what was read"));
        }
    }

    private static void audited(Night.Insight insight, List<Item> items) {
        int findings = insight.audited().findings().size();
        if (findings > 0) {
            String first = insight.audited().findings().getFirst().sentence();
            items.add(new Item("Audit", Visible.line(cut(first)) + more(findings), "audit.html", "who acted as whom"));
        }
    }

    private static void deployed(Night night, Wording words, List<Item> items) {
        List<Deploy> deploys = night.insight().deploys().stream()
                .filter(deploy -> night.window().contains(deploy.at()))
                .toList();
        if (!deploys.isEmpty()) {
            Deploy newest = deploys.getLast();
            long brought = night.issues().stream()
                    .filter(t -> newest.equals(t.newSince()))
                    .count();
            items.add(new Item(
                    "Release",
                    Visible.line(newest.project() + " " + newest.release()) + " went live "
                            + words.at(newest.at()).full()
                            + (brought == 0 ? "" : " and brought " + Wording.count(brought, "new issue"))
                            + more(deploys.size()),
                    "releases.html",
                    "what releases brought"));
        }
    }

    private static void related(Related related, List<Item> items) {
        int cascades = related.cascades().size();
        int paths = related.paths().size();
        if (cascades + paths > 0) {
            List<String> parts = new ArrayList<>();
            if (cascades > 0) {
                parts.add(Wording.count(cascades, "issue") + (cascades == 1 ? " follows" : " follow")
                        + " another within " + seconds(related.cascades()));
            }
            if (paths > 0) {
                parts.add("failing requests went " + Wording.count(paths, "way") + " through several projects");
            }
            items.add(new Item("Related", String.join("; ", parts), "related.html", "what belongs together"));
        }
    }

    private static void unusual(List<PatternFinding> findings, List<Item> items) {
        long unseen = findings.stream()
                .filter(f -> f.kind() == PatternFinding.Kind.UNSEEN)
                .count();
        long vanished = findings.size() - unseen;
        List<String> parts = new ArrayList<>();
        if (unseen > 0) {
            parts.add(Wording.count(unseen, "line") + " never seen before");
        }
        if (vanished > 0) {
            parts.add(
                    Wording.count(vanished, "line") + " missing that " + (vanished == 1 ? "comes" : "come") + " daily");
        }
        if (!parts.isEmpty()) {
            items.add(new Item("Unusual", String.join("; ", parts), "unusual.html", "what is unusual"));
        }
    }

    private static void quality(List<LogFinding> findings, List<Item> items) {
        if (!findings.isEmpty()) {
            String first =
                    findings.getFirst().place() + ": " + findings.getFirst().sentence();
            items.add(new Item(
                    "Log quality",
                    Visible.line(cut(first)) + more(findings.size()),
                    "quality.html",
                    "what to log otherwise"));
        }
    }

    private static String seconds(List<Cascade> cascades) {
        long millis =
                cascades.stream().mapToLong(one -> one.lag().toMillis()).max().orElse(0);
        return Wording.count(Math.max(1, Math.ceilDiv(millis, 1_000)), "second");
    }

    private static String more(int of) {
        return of == 1 ? "" : "; and " + (of - 1) + " more";
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
