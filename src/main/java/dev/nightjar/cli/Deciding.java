package dev.nightjar.cli;

import dev.nightjar.model.Decision;
import dev.nightjar.model.Decision.Kind;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands that write people's decisions into the journal.
final class Deciding {

    private Deciding() {}

    /// What these commands share.
    abstract static class Decide implements Command {

        @Parameters(index = "0", paramLabel = "ID", description = "Issue id, or any id that leads to one issue.")
        String id = "";

        @Option(names = "--by", paramLabel = "NAME", description = "Who decides (default: the user of this shell).")
        @Nullable
        String by;

        Exit decide(Session session, Kind kind, @Nullable Instant until, String text) {
            IssueId issue = Ids.one(session, id);
            String who = by == null ? System.getProperty("user.name", "unknown") : by;
            Decision decision = new Decision(session.clock.instant(), who, kind, issue, until, text);
            session.nightjar().decide(decision);
            if (session.json) {
                session.out.println(Fields.decision(decision));
            } else {
                session.say(issue + ": " + kind.name().toLowerCase(Locale.ROOT) + (text.isEmpty() ? "" : " " + text));
            }
            return Exit.DONE;
        }
    }

    @picocli.CommandLine.Command(
            description = "Says that an issue is solved; if it comes back it is regressed.",
            footer = "%nExample:%n  nightjar resolve K7QM-4F2A --in 2.4.1")
    static final class Resolve extends Decide {

        @Option(names = "--in", paramLabel = "RELEASE", defaultValue = "", description = "The release that solves it.")
        String release = "";

        @Override
        public Exit run(Session session) {
            return decide(session, Kind.RESOLVE, null, release);
        }
    }

    @picocli.CommandLine.Command(
            description = "Silences an issue, for ever or for a time.",
            footer = "%nExample:%n  nightjar mute K7QM-4F2A --for 7d waiting for the provider")
    static final class Mute extends Decide {

        @Option(names = "--for", paramLabel = "DURATION", description = "How long: 8h, 7d.")
        @Nullable
        String length;

        @Option(names = "--until", paramLabel = "TIME", description = "Until when: tomorrow, 2026-12-01.")
        @Nullable
        String until;

        @Parameters(index = "1..*", paramLabel = "REASON", arity = "0..*", description = "Why.")
        List<String> reason = List.of();

        @Override
        public Exit run(Session session) {
            if (length != null && until != null) {
                throw new Failure(Exit.USAGE, "give --for or --until, not both");
            }
            Instant end = until == null ? null : session.time(until);
            if (length != null) {
                end = session.clock.instant().plus(dev.nightjar.config.Times.duration(length));
            }
            return decide(session, Kind.MUTE, end, String.join(" ", reason));
        }
    }

    @picocli.CommandLine.Command(description = "Ends a mute.", footer = "%nExample:%n  nightjar unmute K7QM-4F2A")
    static final class Unmute extends Decide {

        @Override
        public Exit run(Session session) {
            return decide(session, Kind.UNMUTE, null, "");
        }
    }

    @picocli.CommandLine.Command(
            description = "Says who looks at an issue.",
            footer = "%nExample:%n  nightjar assign K7QM-4F2A payments")
    static final class Assign extends Decide {

        @Parameters(index = "1", paramLabel = "OWNER", description = "A person or a team.")
        String owner = "";

        @Override
        public Exit run(Session session) {
            return decide(session, Kind.ASSIGN, null, owner);
        }
    }

    @picocli.CommandLine.Command(
            description = "Writes down what support may tell a customer.",
            footer = "%nExample:%n  nightjar note K7QM-4F2A 'Known; ask to log in again.'")
    static final class Note extends Decide {

        @Parameters(index = "1..*", paramLabel = "TEXT", arity = "1..*", description = "The note.")
        List<String> text = List.of();

        @Override
        public Exit run(Session session) {
            return decide(session, Kind.NOTE, null, String.join(" ", text));
        }
    }
}
