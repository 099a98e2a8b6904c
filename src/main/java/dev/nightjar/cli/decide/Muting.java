package dev.nightjar.cli.decide;

import dev.nightjar.cli.call.IdArguments;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Decision.Ends;
import dev.nightjar.model.issue.Decision.Kind;
import dev.nightjar.model.issue.Hidden;
import dev.nightjar.text.Json;
import dev.nightjar.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Silencing an issue, and looking at what that would hide.
@picocli.CommandLine.Command(
        description = {
            "Silences an issue until a date, a number of events or users, or until it escalates: whichever comes"
                    + " first.",
            "A reason is needed; somebody answers for it. --preview writes nothing and says what would have been"
                    + " hidden, of all issues or of those named."
        },
        footer = {
            "%nExample:%n  nightjar mute K7QM-4F2A --for 7d --events 100 waiting for the provider",
            "  nightjar mute --preview --for 7d --until-escalating"
        })
public final class Muting extends DecisionCommands.Decide {

    @Option(names = "--for", paramLabel = "DURATION", description = "At most so long: 8h, 7d.")
    @Nullable
    String length;

    @Option(names = "--until", paramLabel = "TIME", description = "At most until then: tomorrow, 2026-12-01.")
    @Nullable
    String until;

    @Option(names = "--events", paramLabel = "N", description = "Until N more events.")
    long events;

    @Option(names = "--users", paramLabel = "N", description = "Until N users.")
    long users;

    @Option(names = "--until-escalating", description = "Until an hour is far above what is usual.")
    boolean escalating;

    @Option(names = "--owner", paramLabel = "WHO", description = "Who answers for it (default: who decides).")
    @Nullable
    String owner;

    @Option(names = "--preview", description = "What it would have hidden in the last 90 days.")
    boolean preview;

    @Parameters(paramLabel = "ID REASON", arity = "0..*", description = "Issue ids, then why; with --preview any ids.")
    List<String> words = List.of();

    @Override
    public Exit run(Session session) {
        if (length != null && until != null) {
            throw new Failure(Exit.USAGE, "give --for or --until, not both");
        }
        if (events < 0 || users < 0) {
            throw new Failure(Exit.USAGE, "--events and --users take a number above 0");
        }
        return preview ? preview(session) : mute(session);
    }

    private Exit mute(Session session) {
        if (words.isEmpty() && matching == null) {
            throw new Failure(Exit.USAGE, "which issue? nightjar mute ID REASON");
        }
        int named = named(words);
        String why = (String.join(" ", words.subList(named, words.size())) + " " + reason).strip();
        if (why.isEmpty()) {
            throw new Failure(
                    Exit.USAGE,
                    "a mute needs a reason, for whoever finds it later: nightjar mute "
                            + (named == 0 ? "ID" : words.getFirst()) + " --for 7d waiting for the provider");
        }
        List<IssueId> issues = issues(session, words.subList(0, named), "mute ID REASON");
        Instant now = session.clock.instant();
        Instant end = span(session).map(now::plus).orElse(null);
        String answers = owner == null || owner.isBlank() ? who() : owner.strip();
        return write(
                session,
                issues.stream()
                        .map(issue -> new Decision(now, who(), Kind.MUTE, issue, end, why, ends(), answers, false, ""))
                        .toList());
    }

    private Ends ends() {
        return new Ends(events, users, escalating);
    }

    private Optional<Duration> span(Session session) {
        if (length != null) {
            return Optional.of(Times.duration(length));
        }
        Instant now = session.clock.instant();
        if (until != null && !session.time(until).isAfter(now)) {
            throw new Failure(
                    Exit.USAGE, "--until " + until + " has passed: give a time to come, as tomorrow or 2030-01-31");
        }
        return Optional.ofNullable(until).map(words -> Duration.between(now, session.time(words)));
    }

    private Exit preview(Session session) {
        Set<IssueId> named = new HashSet<>();
        words.forEach(word -> named.addAll(IdArguments.find(session, word)));
        Hidden hidden = session.nightjar()
                .workspace()
                .triaging(session.archive(), session.shown())
                .preview(span(session), ends(), named.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(named)));
        if (session.json) {
            session.print(new Json()
                    .put("issues", hidden.issues())
                    .put("new", hidden.fresh())
                    .put("events", hidden.events())
                    .put("ended", hidden.ended()));
        } else {
            session.out.println("would have hidden " + Phrases.count(hidden.issues(), "issue") + " in 90 days, "
                    + hidden.fresh() + " of them new, " + Phrases.count(hidden.events(), "event")
                    + (hidden.ended() == 0 ? "" : "; it would have ended for " + hidden.ended()));
        }
        return Exit.DONE;
    }
}
