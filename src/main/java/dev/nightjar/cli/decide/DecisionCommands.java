package dev.nightjar.cli.decide;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.IdArguments;
import dev.nightjar.cli.call.IssuesInWindow;
import dev.nightjar.cli.call.Session;
import dev.nightjar.export.Fields;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Decision.Ends;
import dev.nightjar.model.issue.Decision.Kind;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands that write people's decisions about issues into the journal.
public final class DecisionCommands {

    private DecisionCommands() {}

    /// Who decides.
    abstract static class Signed implements Command {

        @Option(names = "--by", paramLabel = "NAME", description = "Who decides (default: the user of this shell).")
        @Nullable
        String by;

        String who() {
            return by == null ? Session.user() : by;
        }

        /// Writes decisions of one kind, and tells what follows.
        Exit write(Session session, List<Decision> decisions) {
            List<Triaged> before = decisions.size() == 1
                    ? IssuesInWindow.issues(
                            session,
                            Optional.empty(),
                            Set.of(decisions.getFirst().issue()))
                    : List.of();
            decisions.forEach(session.nightjar().workspace()::decide);
            if (session.json) {
                decisions.forEach(decision -> session.print(Fields.decision(decision)));
            } else {
                new Consequence(session).tell(decisions, before);
            }
            return Exit.DONE;
        }
    }

    /// A decision with a reason.
    abstract static class Reasoned extends Signed {

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for who asks later.")
        String reason = "";

        Exit decide(Session session, Kind kind, List<IssueId> issues, String text) {
            return decide(session, kind, issues, text, false);
        }

        Exit decide(Session session, Kind kind, List<IssueId> issues, String text, boolean next) {
            return write(
                    session,
                    issues.stream()
                            .map(issue -> new Decision(
                                    session.clock.instant(),
                                    who(),
                                    kind,
                                    issue,
                                    null,
                                    text,
                                    Ends.NEVER,
                                    "",
                                    next,
                                    reason.strip()))
                            .toList());
        }
    }

    /// A decision about issues that are named, or that a query finds.
    abstract static class Decide extends Reasoned {

        @Option(names = "--query", paramLabel = "QUERY", description = "All issues that match, besides those named.")
        @Nullable
        String matching;

        /// The issues of ids, each of which leads to one, and of the query.
        ///
        /// @param usage of the command, for who names none
        List<IssueId> issues(Session session, List<String> ids, String usage) {
            if (ids.isEmpty() && matching == null) {
                throw new Failure(Exit.USAGE, "which issue? nightjar " + usage);
            }
            Set<IssueId> issues = new LinkedHashSet<>();
            ids.forEach(id -> issues.add(IdArguments.one(session, id)));
            if (matching != null) {
                IssuesInWindow.matching(
                                session,
                                Optional.empty(),
                                matching,
                                t -> t.state().ordinal(),
                                Integer.MAX_VALUE)
                        .each(triaged -> issues.add(triaged.activity().issue().id()));
            }
            if (issues.isEmpty()) {
                throw new Failure(Exit.NOTHING_FOUND, "no issue matches " + matching + ": nothing was decided");
            }
            return List.copyOf(issues);
        }

        /// How many of the words in front are ids: the first, and those behind it that only an issue's id can be. None
        /// need be where a query finds the issues.
        int named(List<String> words) {
            int most = 0;
            while (most < words.size() && IssueId.parse(words.get(most)).isPresent()) {
                most++;
            }
            return most == 0 && matching == null ? Math.min(1, words.size()) : most;
        }
    }

    /// One that needs nothing but ids.
    abstract static class OfIds extends Decide {

        @Parameters(paramLabel = "ID", arity = "0..*", description = "Issue ids, or any ids that lead to one issue.")
        List<String> ids = List.of();
    }

    /// Says that an issue is solved, by a release if one is named.
    @picocli.CommandLine.Command(
            description =
                    "Says that an issue is solved; if it comes back, in that release or a later one, it is regressed.",
            footer = {
                "%nExample:%n  nightjar resolve K7QM-4F2A 9XBD-0T1C --in 2.4.1 --reason 'index was missing'",
                "  nightjar resolve --query 'project:shop type:TimeoutException'"
            })
    public static final class Resolve extends OfIds {

        @Option(names = "--in", paramLabel = "RELEASE", defaultValue = "", description = "The release that solves it.")
        String release = "";

        @Option(names = "--next-release", description = "Whatever comes after the release that runs now solves it.")
        boolean next;

        @Override
        public Exit run(Session session) {
            if (next && !release.isEmpty()) {
                throw new Failure(Exit.USAGE, "give --in or --next-release, not both");
            }
            List<IssueId> issues = issues(session, ids, "resolve ID");
            if (!next) {
                return decide(session, Kind.RESOLVE, issues, release);
            }
            for (IssueId issue : issues) {
                decide(session, Kind.RESOLVE, List.of(issue), live(session, issue), true);
            }
            return Exit.DONE;
        }

        private static String live(Session session, IssueId id) {
            Issue issue = session.archive().issue(id).orElseThrow();
            String live = session.nightjar()
                    .workspace()
                    .triaging(session.archive(), session.shown())
                    .live(issue)
                    .orElse("");
            if (live.isEmpty()) {
                session.say("no release of " + issue.project()
                        + " is known yet; when the next goes live, say: nightjar release " + issue.project()
                        + " RELEASE");
            }
            return live;
        }
    }

    /// Takes a resolve back.
    @picocli.CommandLine.Command(
            description = "Takes back that an issue is solved.",
            footer = "%nExample:%n  nightjar reopen K7QM-4F2A --reason 'not deployed yet'")
    public static final class Reopen extends OfIds {

        @Override
        public Exit run(Session session) {
            return decide(session, Kind.REOPEN, issues(session, ids, "reopen ID"), "");
        }
    }

    /// Lets an issue be told again.
    @picocli.CommandLine.Command(description = "Ends a mute.", footer = "%nExample:%n  nightjar unmute K7QM-4F2A")
    public static final class Unmute extends OfIds {

        @Override
        public Exit run(Session session) {
            return decide(session, Kind.UNMUTE, issues(session, ids, "unmute ID"), "");
        }
    }

    /// Gives an issue an owner, whatever the configuration says.
    @picocli.CommandLine.Command(
            description = "Says who looks at an issue.",
            footer = {
                "%nExample:%n  nightjar assign K7QM-4F2A payments",
                "  nightjar assign --query 'is:new project:shop NOT has:owner' shop-team"
            })
    public static final class Assign extends Decide {

        @Parameters(paramLabel = "ID OWNER", arity = "0..*", description = "Issue ids, then a person or a team.")
        List<String> words = List.of();

        @Override
        public Exit run(Session session) {
            if (words.size() < (matching == null ? 2 : 1)) {
                throw new Failure(Exit.USAGE, "whose? nightjar assign ID OWNER");
            }
            List<String> ids = words.subList(0, words.size() - 1);
            return decide(session, Kind.ASSIGN, issues(session, ids, "assign ID OWNER"), words.getLast());
        }
    }

    /// Writes down a note, the address of a ticket, or both.
    @picocli.CommandLine.Command(
            description = "Writes down what support may tell a customer, or where the ticket is.",
            footer =
                    "%nExample:%n  nightjar note K7QM-4F2A 'Known; ask to log in again.' --ticket https://tickets.example.org/17")
    public static final class Note extends Decide {

        @Option(names = "--ticket", paramLabel = "URL", description = "Address of the ticket: http:// or https://.")
        @Nullable
        String ticket;

        @Parameters(paramLabel = "ID TEXT", arity = "0..*", description = "Issue ids, then the note.")
        List<String> words = List.of();

        @Override
        public Exit run(Session session) {
            int named = named(words);
            String note = String.join(" ", words.subList(named, words.size())).strip();
            if (note.isEmpty() && ticket == null) {
                throw new Failure(
                        Exit.USAGE,
                        "a note needs a text or a ticket: nightjar note " + (named == 0 ? "ID" : words.getFirst())
                                + " 'Known.'");
            }
            List<IssueId> issues = issues(session, words.subList(0, named), "note ID TEXT");
            if (ticket != null) {
                decide(session, Kind.TICKET, issues, address(ticket));
            }
            return note.isEmpty() ? Exit.DONE : decide(session, Kind.NOTE, issues, note);
        }

        /// Pages make a link of it: nothing but addresses of the web.
        private static String address(String text) {
            try {
                URI uri = URI.create(text);
                if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                    return uri.toString();
                }
            } catch (IllegalArgumentException e) {
                throw new Failure(Exit.USAGE, "'" + text + "' is no address like https://tickets.example.org/17", e);
            }
            throw new Failure(Exit.USAGE, "'" + text + "' is no address like https://tickets.example.org/17");
        }
    }
}
