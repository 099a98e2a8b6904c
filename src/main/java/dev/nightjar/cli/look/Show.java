package dev.nightjar.cli.look;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.IssueLookup;
import dev.nightjar.cli.call.Miss;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.text.BlockText;
import dev.nightjar.cli.text.IdTrail;
import dev.nightjar.cli.text.IssueLines;
import dev.nightjar.cli.text.Neighbours;
import dev.nightjar.config.Settings;
import dev.nightjar.export.Fields;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.model.quality.Incidence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Answers what an id leads to.
@picocli.CommandLine.Command(
        description = "Says what is known of an id, an exception, or everything named in a pasted mail.",
        footer = {
            "%nFirst what to know and to say: known or not, since when, how many, what to tell the customer, whom to",
            "talk to; then the technical part.",
            "%nExample:%n  nightjar show K7QM-4F2A",
            "  nightjar show req-75b5b1aa          any request, trace, order id or stack hash of the log",
            "  nightjar show SQLException          issues of this type, worst first",
            "  nightjar show --paste < mail.txt    every id in the text that is known",
            "  nightjar show K7QM-4F2A --markdown  to paste into a ticket; --eml > issue.eml to send"
        })
public final class Show implements Command {

    /// Issues told whole; of more, a block each.
    private static final int WHOLE = 3;

    private static final int BLOCKS = 25;

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "Issue id, event id, any id printed in a log, an exception's class, or words.")
    List<String> ids = List.of();

    @Mixin
    Neighbours neighbours = new Neighbours();

    @Option(names = "--paste", description = "Read a text from standard input and look up every id in it.")
    boolean paste;

    @Option(names = "--markdown", description = "Print Markdown, to paste into a ticket.")
    boolean markdown;

    @Option(names = "--eml", description = "Print a mail, to open and send.")
    boolean eml;

    @Option(names = "--full", description = "Unfold the frames of libraries, show all of a long message.")
    boolean full;

    @Override
    public boolean paged() {
        return true;
    }

    @Override
    public Exit run(Session session) {
        if (paste == !ids.isEmpty()) {
            throw new Failure(Exit.USAGE, "give an id, or --paste and a text on standard input");
        }
        List<IssueLookup.Found> found = causeFirst(paste ? pasted(session) : typed(session));
        if (session.json) {
            json(session, found);
        } else if (markdown) {
            trails(found).forEach(trail -> session.out.println(handover(session).markdown(trail)));
            found.forEach(one -> session.out.println(handover(session).markdown(one)));
        } else if (eml) {
            String from = session.settings().smtp().map(Settings.Smtp::from).orElse("nightjar@localhost");
            session.out.print(handover(session).eml(found, from, session.clock.instant()));
        } else {
            text(session, found);
        }
        return Exit.DONE;
    }

    private List<IssueLookup.Found> typed(Session session) {
        String typed = String.join(" ", ids);
        List<IssueLookup.Found> found = new IssueLookup(session).find(typed);
        if (found.isEmpty()) {
            throw new Miss(session).of(typed);
        }
        return found;
    }

    private static List<IssueLookup.Found> pasted(Session session) {
        List<String> candidates = IdFinder.candidates(standardInput());
        List<IssueLookup.Found> found = new IssueLookup(session).all(candidates);
        if (found.isEmpty()) {
            Stream<String> lines = candidates.isEmpty()
                    ? Stream.of("nothing in the text looks like an id")
                    : Stream.concat(
                            Stream.of("nothing is known of " + Phrases.count(candidates.size(), "possible id")
                                    + " in the text: "
                                    + String.join(
                                            ", ", candidates.stream().limit(8).toList())),
                            new Miss(session).where().stream());
            throw new Failure(Exit.NOTHING_FOUND, String.join("\n", lines.toList()));
        }
        long known =
                found.stream().flatMap(one -> one.asked().stream()).distinct().count();
        session.say(known + " of " + Phrases.count(candidates.size(), "possible id") + " known, "
                + Phrases.count(found.size(), "issue"));
        return found;
    }

    private static String standardInput() {
        try {
            InputStream in = System.in;
            return new String(in.readNBytes(IdFinder.LONGEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure(Exit.IO, "standard input cannot be read: " + e.getMessage(), e);
        }
    }

    private static Handover handover(Session session) {
        return new Handover(session.settings().zone());
    }

    private void json(Session session, List<IssueLookup.Found> found) {
        for (IssueLookup.Found one : found) {
            session.print(Fields.issue(one.triaged()).put("kept", kept(session, one.triaged())));
            neighbours.json(session, asked(one));
        }
    }

    private static List<StoredEvent> asked(IssueLookup.Found found) {
        return found.exact() ? found.events() : List.of();
    }

    private void text(Session session, List<IssueLookup.Found> found) {
        IssueLines text = new IssueLines(session, full);
        boolean named = found.stream().anyMatch(one -> !one.asked().isEmpty());
        if (found.size() > WHOLE && !named) {
            found.stream()
                    .limit(BLOCKS)
                    .forEach(one -> new BlockText(session)
                            .block(
                                    one.triaged(),
                                    one.events().stream().limit(1).toList(),
                                    one.triaged().activity().count()));
            session.say(Phrases.count(found.size(), "issue") + ", worst first; one of them: nightjar show ID");
            return;
        }
        trails(found).forEach(text::trail);
        for (IssueLookup.Found one : found) {
            if (paste) {
                session.out.println(
                        session.style.dim("in the text: " + Phrases.line(String.join(", ", one.asked()), 100)));
            }
            text.answer(one.triaged(), asked(one));
            text.technical(one.triaged(), incidence(session, one.triaged()), kept(session, one.triaged()));
            one.events().stream().limit(1).forEach(event -> whole(session, text, event));
            session.out.println();
            one.events().stream().skip(1).forEach(text::line);
        }
        session.say("why these events are one issue: nightjar explain "
                + found.getFirst().triaged().activity().issue().id());
    }

    private static long kept(Session session, Triaged triaged) {
        IssueId issue = triaged.activity().issue().id();
        return session.archive().kept(List.of(issue)).getOrDefault(issue, 0L);
    }

    private static Optional<Incidence> incidence(Session session, Triaged triaged) {
        Issue issue = triaged.activity().issue();
        Window seen = new Window(issue.firstSeen(), issue.lastSeen().plusSeconds(1));
        return session.nightjar().workspace().incidence(session.archive(), seen, issue.id());
    }

    /// What led to several issues, one after the other.
    static List<IdTrail> trails(List<IssueLookup.Found> found) {
        return found.stream()
                .flatMap(one -> one.asked().stream())
                .distinct()
                .flatMap(id -> IdTrail.of(id, found.stream().flatMap(one -> link(one, id).stream())).stream())
                .toList();
    }

    /// What belongs to a trail in its order, the cause first; what belongs to none behind it.
    private static List<IssueLookup.Found> causeFirst(List<IssueLookup.Found> found) {
        List<Triaged> order = trails(found).stream()
                .flatMap(trail -> Stream.concat(Stream.of(trail.cause()), trail.links().stream()))
                .map(IdTrail.Link::triaged)
                .distinct()
                .toList();
        return found.stream()
                .sorted(Comparator.comparingInt(
                        one -> order.contains(one.triaged()) ? order.indexOf(one.triaged()) : order.size()))
                .toList();
    }

    private static Optional<IdTrail.Link> link(IssueLookup.Found found, String id) {
        return asked(found).stream()
                .filter(event -> IdTrail.has(event, id))
                .min(Comparator.comparing(StoredEvent::time))
                .map(event -> new IdTrail.Link(found.triaged(), event));
    }

    private void whole(Session session, IssueLines text, StoredEvent event) {
        if (neighbours.wanted()) {
            text.whole(event, neighbours.context(session, event));
        } else {
            text.whole(event, event.context());
        }
    }
}
