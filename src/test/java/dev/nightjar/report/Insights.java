package dev.nightjar.report;

import static dev.nightjar.report.Nights.END;
import static dev.nightjar.report.Nights.WINDOW;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.EventIds;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.Acted;
import dev.nightjar.model.finding.Alike;
import dev.nightjar.model.finding.AuditFinding;
import dev.nightjar.model.finding.Audited;
import dev.nightjar.model.finding.Cascade;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.finding.PatternFinding;
import dev.nightjar.model.finding.Related;
import dev.nightjar.model.finding.SharedPath;
import dev.nightjar.model.finding.Silence;
import dev.nightjar.model.issue.Tops;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.model.log.LogPattern;
import dev.nightjar.model.quality.Incidence;
import dev.nightjar.model.quality.LogFinding;
import dev.nightjar.model.quality.LogQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What made-up nights know besides issues.
final class Insights {

    private static final List<String> FIELDS =
            List.of("host", "logger", "thread", "file", "release", "user", "template");

    private Insights() {}

    /// Of the busy night: billing fails, shop and web follow.
    static Night.Insight busy(List<Triaged> issues) {
        IssueId billing = id(issues, 1);
        IssueId stock = id(issues, 2);
        IssueId shop = id(issues, 0);
        IssueId web = id(issues, 3);
        IssueId mail = id(issues, 6);
        Related related = new Related(
                List.of(
                        path(issues, 41, 1, 0, 3),
                        path(issues, 12, 1, 0),
                        new SharedPath(
                                List.of(step(issues, 4), step(issues, 7)), 3, List.of("order-7781", "order-7790"))),
                List.of(
                        cascade(billing, shop, 22, 22, 500, 1e-9),
                        cascade(billing, stock, 22, 9, 2_300, 0.002),
                        cascade(shop, web, 31, 20, 300, 1e-7),
                        cascade(stock, web, 12, 9, 1_250, 0.0004),
                        cascade(web, mail, 40, 11, 4_100, 0.03),
                        cascade(mail, web, 40, 9, 4_400, 0.04)));
        return new Night.Insight(
                related,
                audited(shop, web),
                List.of(
                        pattern(
                                PatternFinding.Kind.UNSEEN,
                                "shop",
                                Level.INFO,
                                "Falling back to cached prices for <int> articles",
                                "never before in 41 days, 212 times since 03:11"),
                        pattern(
                                PatternFinding.Kind.UNSEEN,
                                "billing",
                                null,
                                "pool exhausted, waiting <float> s",
                                "never before in 60 days, once at 01:39"),
                        pattern(
                                PatternFinding.Kind.VANISHED,
                                "mail",
                                Level.INFO,
                                "Newsletter run finished, <int> sent",
                                "seen on 27 of the last 28 days, not since 20 Nov")),
                List.of(new Silence("search", END.minus(Duration.ofHours(31)), END, Duration.ofHours(3))),
                List.of(new Silence.Gap(
                        "shop", END.minus(Duration.ofHours(9)), END.minus(Duration.ofHours(5)), Duration.ofHours(1))),
                List.of("not watched for messages never seen before, or missing: mail (`unseen` is off)"),
                deploys(),
                Map.of(),
                Map.of(shop, List.of(0L, 3L, 9L), web, List.of(1L, 2L)),
                new Tops(
                        Map.of(shop, Map.of("host", List.of(new Tops.Value("app1", 30), new Tops.Value("app2", 12)))),
                        Map.of("shop", Map.of("host", List.of(new Tops.Value("app1", 230)))),
                        Map.of()),
                Map.of("", 412L, "shop", 61L),
                Map.of(shop, List.of(new Alike(stock, 0.71)), stock, List.of(new Alike(shop, 0.71))),
                quality(shop),
                "events × users, twice for what is new",
                List.of(),
                Map.of(),
                List::of);
    }

    private static LogQuality quality(IssueId issue) {
        return new LogQuality(
                List.of(finding(LogFinding.Kind.RETHROWN, "com.acme.Cart → com.acme.Web", issue)),
                Map.of(LogFinding.Kind.RETHROWN, 2),
                Map.of(issue, new Incidence(302, 151, 151, null)),
                400,
                true);
    }

    private static LogQuality hostile(List<String> texts, List<Triaged> issues) {
        List<LogFinding> findings = new ArrayList<>();
        for (LogFinding.Kind kind : LogFinding.Kind.values()) {
            findings.add(finding(kind, texts.getFirst(), id(issues, 0)));
        }
        return new LogQuality(findings, Map.of(), Map.of(), 1, false);
    }

    private static LogFinding finding(LogFinding.Kind kind, String text, IssueId issue) {
        return new LogFinding(kind, 302, 151, text, text, text, END, issue, "e1-1f", text, text, text, kind.remedy());
    }

    private static IssueId id(List<Triaged> issues, int nth) {
        return issues.get(nth).activity().issue().id();
    }

    private static SharedPath.Step step(List<Triaged> issues, int nth) {
        var issue = issues.get(nth).activity().issue();
        return new SharedPath.Step(issue.id(), issue.project());
    }

    private static SharedPath path(List<Triaged> issues, long ids, int... steps) {
        List<SharedPath.Step> way = new ArrayList<>();
        for (int nth : steps) {
            way.add(step(issues, nth));
        }
        return new SharedPath(way, ids, List.of("req-9f31c42", "req-9f31d07"));
    }

    private static Cascade cascade(IssueId cause, IssueId effect, int bursts, int followed, long millis, double odds) {
        return new Cascade(
                cause,
                effect,
                bursts,
                followed,
                Duration.ofMillis(millis),
                0.005,
                odds,
                List.of(END.minusSeconds(3_000), END.minusSeconds(9_000)));
    }

    private static Audited audited(IssueId shop, IssueId web) {
        StoredEvent first = event("shop", shop, END.minus(Duration.ofHours(3)));
        StoredEvent late = event("web", web, END.minus(Duration.ofHours(2)));
        return new Audited(
                List.of(
                        acted("masquerade", "agent-7", "u-1234", 14, Duration.ofDays(40), first),
                        acted("masquerade", "agent-12", "u-88", 1, Duration.ofHours(3), first),
                        acted("login-failed", "", "root", 3, Duration.ofHours(9), late),
                        acted("sudo", "deploy", "", 210, Duration.ofDays(90), late)),
                List.of(
                        new AuditFinding(
                                AuditFinding.Kind.FIRST_PAIR,
                                "masquerade",
                                "agent-12 acted as u-88 for the first time: 1,204 events of 31 pairs before",
                                List.of(first)),
                        new AuditFinding(
                                AuditFinding.Kind.UNUSUAL_HOUR,
                                "sudo",
                                "deploy acted at 03, as on none of 90 days before",
                                List.of(late, first))));
    }

    private static Acted acted(
            String rule, String actor, String target, long count, Duration known, StoredEvent newest) {
        return new Acted(
                newest.project(), rule, actor, target, count, WINDOW.from(), newest.time(), END.minus(known), newest);
    }

    private static StoredEvent event(String project, IssueId issue, Instant time) {
        return new StoredEvent(
                "a1b2c3-" + time.getEpochSecond(),
                issue,
                project,
                time,
                Level.INFO,
                "audit",
                null,
                "app1",
                "agent-12 masquerading as u-88",
                "<name> masquerading as <name>",
                "agent-12",
                Map.of(),
                Map.of(),
                null,
                "/var/log/" + project + "/audit.log",
                118,
                4_000,
                null,
                null);
    }

    private static PatternFinding pattern(
            PatternFinding.Kind kind, String project, Level level, String template, String sentence) {
        Instant last = END.minus(kind == PatternFinding.Kind.UNSEEN ? Duration.ofHours(1) : Duration.ofHours(50));
        LogPattern pattern =
                new LogPattern(project, "com.acme." + project, level, template, last.minusSeconds(600), last, 212, 1);
        return new PatternFinding(kind, pattern, sentence);
    }

    private static List<Deploy> deploys() {
        return List.of(
                new Deploy("shop", "4.1.0", END.minus(Duration.ofDays(19)), "banner in app.log:1"),
                new Deploy("web", "2026.46", END.minus(Duration.ofDays(9)), "said by mia"),
                new Deploy("shop", "4.2.0", END.minus(Duration.ofDays(6)), "banner in app.log:1"),
                new Deploy("billing", "b1c9f02", END.minus(Duration.ofDays(2)), "marker /srv/billing/REVISION"),
                new Deploy("shop", "4.2.1", END.minus(Duration.ofHours(4)), "banner in app.log:2210"));
    }

    /// The text in every field.
    static Night.Insight hostile(List<String> texts, List<Triaged> issues, List<StoredEvent> events) {
        List<SharedPath> paths = new ArrayList<>();
        List<Acted> acted = new ArrayList<>();
        List<AuditFinding> findings = new ArrayList<>();
        List<PatternFinding> unusual = new ArrayList<>();
        List<Silence> silent = new ArrayList<>();
        List<Deploy> deploys = new ArrayList<>();
        Map<IssueId, Map<String, List<Tops.Value>>> byIssue = new LinkedHashMap<>();
        Map<String, Map<String, List<Tops.Value>>> byProject = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            Map<String, List<Tops.Value>> tops = new LinkedHashMap<>();
            FIELDS.forEach(field -> tops.put(field, List.of(new Tops.Value(text, 2))));
            byIssue.put(id(issues, i), tops);
            byProject.put(text, tops);
            int next = (i + 1) % texts.size();
            paths.add(new SharedPath(List.of(step(issues, i), step(issues, next)), 2, List.of(text)));
            acted.add(new Acted(text, text, text, text, 1, WINDOW.from(), END, WINDOW.from(), events.get(i)));
            findings.add(new AuditFinding(AuditFinding.Kind.FIRST_PAIR, text, text, List.of(events.get(i))));
            for (PatternFinding.Kind kind : PatternFinding.Kind.values()) {
                unusual.add(
                        new PatternFinding(kind, new LogPattern(text, text, Level.INFO, text, END, END, 1, 1), text));
            }
            silent.add(new Silence(text, WINDOW.from(), END, Duration.ofHours(1)));
            deploys.add(new Deploy(text, text, WINDOW.from().plusSeconds(60), text));
        }
        return new Night.Insight(
                new Related(paths, List.of()),
                new Audited(acted, findings),
                unusual,
                silent,
                List.of(new Silence.Gap(texts.getFirst(), WINDOW.from(), END, Duration.ofHours(1))),
                List.of(texts.getFirst()),
                deploys,
                Map.of(),
                Map.of(),
                new Tops(byIssue, byProject, Map.of()),
                Map.of(),
                Map.of(),
                hostile(texts, issues),
                texts.getFirst(),
                List.of(),
                Map.of(),
                () -> events.stream().map(EventIds::of).toList());
    }
}
