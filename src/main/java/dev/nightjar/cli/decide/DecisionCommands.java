package dev.nightjar.cli.decide;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.IdArguments;
import dev.nightjar.cli.call.Session;
import dev.nightjar.export.Fields;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Decision.Ends;
import dev.nightjar.model.issue.Decision.Kind;
import dev.nightjar.model.issue.Issue;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands that write people's decisions about one issue into the journal.
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

        Exit write(Session session, Decision decision) {
            session.nightjar().workspace().decide(decision);
            if (session.json) {
                session.print(Fields.decision(decision));
            } else {
                String text = decision.text();
                session.say(decision.issue() + ": " + decision.kind().name().toLowerCase(Locale.ROOT)
                        + (text.isEmpty() ? "" : " " + text));
            }
            return Exit.DONE;
        }
    }

    /// A decision about one issue.
    abstract static class Decide extends Signed {

        @Parameters(index = "0", paramLabel = "ID", description = "Issue id, or any id that leads to one issue.")
        String id = "";

        Exit decide(Session session, Kind kind, String text) {
            return decide(session, kind, IdArguments.one(session, id), text, false);
        }

        Exit decide(Session session, Kind kind, IssueId issue, String text, boolean next) {
            return write(
                    session,
                    new Decision(session.clock.instant(), who(), kind, issue, null, text, Ends.NEVER, "", next));
        }
    }

    /// Says that an issue is solved, by a release if one is named.
    @picocli.CommandLine.Command(
            description =
                    "Says that an issue is solved; if it comes back, in that release or a later one, it is regressed.",
            footer = "%nExample:%n  nightjar resolve K7QM-4F2A --in 2.4.1")
    public static final class Resolve extends Decide {

        @Option(names = "--in", paramLabel = "RELEASE", defaultValue = "", description = "The release that solves it.")
        String release = "";

        @Option(names = "--next-release", description = "Whatever comes after the release that runs now solves it.")
        boolean next;

        @Override
        public Exit run(Session session) {
            if (next && !release.isEmpty()) {
                throw new Failure(Exit.USAGE, "give --in or --next-release, not both");
            }
            IssueId issue = IdArguments.one(session, id);
            return decide(session, Kind.RESOLVE, issue, next ? live(session, issue) : release, next);
        }

        private static String live(Session session, IssueId id) {
            Issue issue = session.archive().issue(id).orElseThrow();
            String live = session.nightjar()
                    .workspace()
                    .triaging(session.archive(), session.projects())
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

    /// Lets an issue be told again.
    @picocli.CommandLine.Command(description = "Ends a mute.", footer = "%nExample:%n  nightjar unmute K7QM-4F2A")
    public static final class Unmute extends Decide {

        @Override
        public Exit run(Session session) {
            return decide(session, Kind.UNMUTE, "");
        }
    }

    /// Gives an issue an owner, whatever the configuration says.
    @picocli.CommandLine.Command(
            description = "Says who looks at an issue.",
            footer = "%nExample:%n  nightjar assign K7QM-4F2A payments")
    public static final class Assign extends Decide {

        @Parameters(index = "1", paramLabel = "OWNER", description = "A person or a team.")
        String owner = "";

        @Override
        public Exit run(Session session) {
            return decide(session, Kind.ASSIGN, owner);
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

        @Parameters(index = "1..*", paramLabel = "TEXT", arity = "0..*", description = "The note.")
        List<String> text = List.of();

        @Override
        public Exit run(Session session) {
            String note = String.join(" ", text).strip();
            if (note.isEmpty() && ticket == null) {
                throw new Failure(Exit.USAGE, "a note needs a text or a ticket: nightjar note " + id + " 'Known.'");
            }
            if (ticket != null) {
                decide(session, Kind.TICKET, address(ticket));
            }
            return note.isEmpty() ? Exit.DONE : decide(session, Kind.NOTE, note);
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
