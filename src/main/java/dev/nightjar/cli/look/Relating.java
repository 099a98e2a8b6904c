package dev.nightjar.cli.look;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.IdArguments;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.call.WindowOptions;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.finding.Acted;
import dev.nightjar.model.finding.AuditFinding;
import dev.nightjar.model.finding.Audited;
import dev.nightjar.model.finding.Cascade;
import dev.nightjar.model.finding.Related;
import dev.nightjar.model.finding.SharedPath;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands that look at several issues at once: what moves together, and who acted as whom.
public final class Relating {

    private static final int WIDE = 100;

    private Relating() {}

    /// Ties between issues, all of them or those of one issue.
    @picocli.CommandLine.Command(
            description = {
                "Tells what belongs together: the same request that failed in several projects, and issues",
                "that follow issues of other projects within seconds more often than chance allows."
            },
            footer = "%nExample:%n  nightjar related K7QM-4F2A --since 7d")
    public static final class RelatedTo implements Command {

        private static final Duration WEEK = Duration.ofDays(7);

        @Mixin
        WindowOptions.Span span = new WindowOptions.Span();

        @Mixin
        WindowOptions.Limit limit = new WindowOptions.Limit();

        @Parameters(
                paramLabel = "ID",
                arity = "0..1",
                description = "Only what concerns this issue (any id that leads to one).")
        @Nullable
        String id;

        @Override
        public Exit run(Session session) {
            Window window = span.orLast(WEEK, session);
            IssueId issue = id == null ? null : IdArguments.one(session, id);
            Related all = session.nightjar().workspace().related(session.archive(), window);
            Related related = issue == null ? all : all.with(issue);
            related.paths().stream().limit(limit.most).forEach(path -> print(session, path));
            related.cascades().stream()
                    .limit(limit.most)
                    .forEach(cascade -> print(session, cascade, all.joined(cascade)));
            session.say(Phrases.count(related.paths().size(), "path") + ", "
                    + Phrases.count(related.cascades().size(), "cascade") + ", " + session.seconds());
            return Exit.DONE;
        }

        private static void print(Session session, SharedPath path) {
            if (session.json) {
                session.print(new Json()
                        .put("kind", "path")
                        .put(
                                "steps",
                                path.steps().stream()
                                        .map(step -> new Json()
                                                .put("project", step.project())
                                                .put("issue", step.issue()))
                                        .toList())
                        .put("ids", path.ids())
                        .put("examples", path.examples()));
                return;
            }
            List<String> way = path.steps().stream()
                    .map(SharedPath.Step::project)
                    .distinct()
                    .map(Visible::line)
                    .toList();
            session.out.println(session.style.bold("failed in: " + String.join(" → ", way)) + "  "
                    + Phrases.count(path.ids(), "id") + ", such as "
                    + Visible.line(path.examples().getFirst()));
            path.steps().forEach(step -> session.out.println("  " + issue(session, step.issue())));
            session.out.println();
        }

        private static void print(Session session, Cascade cascade, boolean joined) {
            if (session.json) {
                session.print(new Json()
                        .put("kind", "cascade")
                        .put("cause", cascade.cause())
                        .put("effect", cascade.effect())
                        .put("bursts", cascade.bursts())
                        .put("followed", cascade.followed())
                        .put("lag_seconds", cascade.lag().toMillis() / 1000.0)
                        .put("chance", cascade.chance())
                        .put("odds", cascade.odds())
                        .put("joined_by_ids", joined)
                        .put("examples", cascade.examples()));
                return;
            }
            session.out.println(session.style.bold("follows within 5 s: in %d of %d bursts, after %s"
                            .formatted(cascade.followed(), cascade.bursts(), seconds(cascade.lag())))
                    + "  by chance " + percent(cascade.chance()) + ", odds of chance below " + odds(cascade.odds())
                    + (joined ? "; the same requests" : ""));
            session.out.println("  " + issue(session, cascade.cause()));
            session.out.println("  → " + issue(session, cascade.effect()));
            ZoneId zone = session.settings().zone();
            session.out.println(session.style.dim("  such as "
                    + String.join(
                            ", ",
                            cascade.examples().stream()
                                    .limit(3)
                                    .map(at -> Phrases.time(at, zone))
                                    .toList())));
            session.out.println();
        }

        private static String issue(Session session, IssueId id) {
            String shown = session.style.bold(id.shown());
            return session.archive()
                    .issue(id)
                    .map((Issue issue) -> shown + "  " + Phrases.line(issue.title(), WIDE) + "  "
                            + session.style.dim(Visible.line(issue.project())))
                    .orElse(shown);
        }

        private static String seconds(Duration lag) {
            return String.format(Locale.ROOT, "%.1f s", lag.toMillis() / 1000.0);
        }

        private static String percent(double part) {
            return part < 0.001 ? "under 0.1 %" : String.format(Locale.ROOT, "%.1f %%", 100 * part);
        }

        private static String odds(double odds) {
            return odds < 1e-6 ? "one in a million" : "one in " + (long) Math.floor(1 / odds);
        }
    }

    /// Who acted as whom, and what of it is unusual.
    @picocli.CommandLine.Command(
            description = "Tells who acted, on whom or what, and what of it is unusual. Muted issues are listed too.",
            footer = "%nExample:%n  nightjar audit --since 24h")
    public static final class AuditLog implements Command {

        private static final Duration DAY = Duration.ofDays(1);

        @Mixin
        WindowOptions.Span span = new WindowOptions.Span();

        @Mixin
        WindowOptions.Limit limit = new WindowOptions.Limit();

        @Option(names = "--rule", paramLabel = "NAME", description = "Only events of this audit rule.")
        @Nullable
        String rule;

        @Override
        public Exit run(Session session) {
            Window window = span.orLast(DAY, session);
            Audited audited = session.nightjar().workspace().audited(session.archive(), window);
            List<AuditFinding> findings = audited.findings().stream()
                    .filter(finding -> rule == null || finding.rule().equals(rule))
                    .toList();
            List<Acted> acted = audited.acted().stream()
                    .filter(each -> rule == null || each.rule().equals(rule))
                    .toList();
            findings.forEach(finding -> print(session, finding));
            acted.stream().limit(limit.most).forEach(each -> print(session, each));
            session.say(Phrases.count(findings.size(), "finding") + ", "
                    + Phrases.count(acted.stream().mapToLong(Acted::count).sum(), "event") + " of "
                    + Phrases.count(acted.size(), "actor and target pair")
                    + (acted.size() > limit.most ? "; --limit shows more" : ""));
            return Exit.DONE;
        }

        private static void print(Session session, AuditFinding finding) {
            if (session.json) {
                session.print(new Json()
                        .put("kind", finding.kind())
                        .put("rule", finding.rule())
                        .put("sentence", finding.sentence())
                        .put(
                                "events",
                                finding.events().stream()
                                        .map(event -> event.id())
                                        .toList()));
                return;
            }
            var event = finding.events().getLast();
            session.out.println(session.style.bold("! " + Visible.line(finding.sentence())) + "  "
                    + session.style.dim(Visible.line(finding.rule()) + ", "
                            + Phrases.time(event.time(), session.settings().zone()) + ", "
                            + event.issue().shown()));
        }

        private static void print(Session session, Acted acted) {
            if (session.json) {
                session.print(new Json()
                        .put("kind", "acted")
                        .put("project", acted.project())
                        .put("rule", acted.rule())
                        .put("actor", acted.actor())
                        .put("target", acted.target())
                        .put("count", acted.count())
                        .put("first", acted.first())
                        .put("last", acted.last())
                        .put("known_since", acted.known())
                        .put("event", acted.newest().id()));
                return;
            }
            List<String> parts = new ArrayList<>();
            parts.add(Phrases.count(acted.count(), "time"));
            parts.add("last " + Phrases.time(acted.last(), session.settings().zone()));
            parts.add("known since "
                    + Phrases.time(acted.known(), session.settings().zone()));
            parts.add(acted.newest().file() + ":" + acted.newest().line());
            session.out.println("%-14s %-40s %s"
                    .formatted(
                            Visible.line(acted.rule()),
                            Visible.line((acted.actor().isEmpty() ? "somebody" : acted.actor())
                                    + (acted.target().isEmpty() ? "" : " → " + acted.target())),
                            session.style.dim(Visible.line(String.join(" · ", parts)))));
        }
    }
}
