package dev.nightjar.cli.look;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.IdArguments;
import dev.nightjar.cli.call.IssuesInWindow;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.call.WindowOptions;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.text.BlockText;
import dev.nightjar.export.Fields;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.read.IssueReader;
import dev.nightjar.read.Listed;
import dev.nightjar.text.Nearest;
import dev.nightjar.text.Visible;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands that look at the index: they take no lock and load no Spring.
public final class ListCommands {

    private ListCommands() {}

    /// Orders in which issues are listed.
    public enum Order {
        worst(t -> t.state().ordinal()),
        // Those first seen last, first.
        @SuppressWarnings("JavaLangClash")
        fresh(t -> -micros(t.activity().issue().firstSeen())),
        events(t -> 0),
        impact(t -> -Double.doubleToLongBits(t.impact())),
        users(t -> -t.activity().users()),
        last(t -> -micros(t.activity().last()));

        /// The smallest comes first; then what is most frequent, then by id, so that the same index lists the same.
        public final ToLongFunction<Triaged> key;

        Order(ToLongFunction<Triaged> key) {
            this.key = key;
        }

        private static long micros(Instant time) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, time);
        }

        static Order named(String word) {
            Map<String, Order> names = Map.of(
                    "worst", worst, "impact", impact, "new", fresh, "events", events, "users", users, "last", last);
            Order order = names.get(word);
            if (order == null) {
                throw new Failure(Exit.USAGE, "no order '" + word + "'" + Nearest.hint(word, names.keySet()));
            }
            return order;
        }
    }

    /// The issues of a time, in one of the orders, as blocks, lines or JSON.
    @picocli.CommandLine.Command(
            description = "Lists issues, worst first.",
            footer = {
                "%nExample:%n  nightjar issues --since 24h --sort users project:shop",
                "  nightjar issues '(is:new OR is:escalating) users:>10 NOT owner:payments'"
            })
    public static final class Issues implements Command {

        @Mixin
        WindowOptions.Span span = new WindowOptions.Span();

        @Mixin
        WindowOptions.Limit limit = new WindowOptions.Limit();

        @Mixin
        WindowOptions.OfProject project = new WindowOptions.OfProject();

        @Option(
                names = "--sort",
                paramLabel = "ORDER",
                defaultValue = "worst",
                description = "impact, new, events, users or last.")
        String sort = "worst";

        @Parameters(paramLabel = "QUERY", arity = "0..*", description = "Only issues with events that match.")
        List<String> query = List.of();

        @Override
        public boolean paged() {
            return true;
        }

        @Override
        public Exit run(Session session) {
            Order order = Order.named(sort);
            Optional<Window> asked = span.window(session);
            Listed issues = IssuesInWindow.matching(session, asked, project.of(session, query), order.key, limit.most);
            issues.each(issue -> print(session, issue));
            if (order == Order.impact) {
                session.say(IssueReader.impactFormula());
            }
            session.say(Phrases.count(issues.issues(), "issue") + ", " + Phrases.count(issues.events(), "event") + ", "
                    + session.seconds() + session.age()
                    + (issues.issues() > limit.most ? "; --limit shows more" : ""));
            asked.ifPresent(window -> IssuesInWindow.silence(session, window));
            IssuesInWindow.silences(session);
            return Exit.DONE;
        }

        private static void print(Session session, Triaged triaged) {
            if (session.json) {
                session.print(Fields.issue(triaged));
            } else {
                Activity activity = triaged.activity();
                List<StoredEvent> newest = BlockText.lines(session)
                        ? List.of()
                        : session.archive().samples(activity.issue().id(), 2);
                new BlockText(session).block(triaged, newest, activity.count());
            }
        }
    }

    /// What the grouping looked at: the parts of an issue's fingerprint.
    @picocli.CommandLine.Command(
            description = "Tells why these events are one issue.",
            footer = "%nExample:%n  nightjar explain K7QM-4F2A")
    public static final class Explain implements Command {

        @Parameters(paramLabel = "ID", description = "Issue id, event id, or any printed id.")
        String id = "";

        @Override
        public boolean paged() {
            return true;
        }

        @Override
        public Exit run(Session session) {
            for (IssueId found : IdArguments.find(session, id)) {
                Issue issue = session.nightjar()
                        .workspace()
                        .explained(session.archive().issue(found).orElseThrow());
                if (session.json) {
                    session.print(Fields.why(issue));
                } else {
                    print(session, issue);
                }
            }
            return Exit.DONE;
        }

        private static void print(Session session, Issue issue) {
            session.out.println(session.style.bold(issue.id().shown()) + "  " + Phrases.line(issue.title(), 120));
            issue.why()
                    .forEach(part -> session.out.println("  %s %-12s %s  %s"
                            .formatted(
                                    part.counted() ? "+" : "-",
                                    Visible.line(part.name()),
                                    Phrases.line(part.value(), 120),
                                    session.style.dim(Visible.line(part.reason())))));
            if (issue.mixed()) {
                session.out.println("  ! mixed        its events say "
                        + issue.templates().size() + " different things; a fingerprint rule can take them apart:");
                issue.templates().forEach(template -> session.out.println("      " + Phrases.line(template, 120)));
            }
            session.say("+ counted for the fingerprint, - did not");
        }
    }
}
