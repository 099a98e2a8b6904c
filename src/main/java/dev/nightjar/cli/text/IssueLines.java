package dev.nightjar.cli.text;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.terminal.Style;
import dev.nightjar.cli.terminal.Width;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.model.quality.Incidence;
import dev.nightjar.text.Visible;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Issues and events on the terminal. Every text that came from a log goes through `Visible`.
public final class IssueLines {

    private static final int BARS = 24;

    /// Columns of running text.
    private static final int TEXT = 76;

    /// Columns that a message has on a terminal, however narrow.
    private static final int LEAST = 40;

    /// Longer messages are not shown whole.
    private static final int LINES = 40;

    private final Session session;
    private final PrintStream out;
    private final Style style;
    private final ZoneId zone;
    private final boolean full;

    public IssueLines(Session session) {
        this(session, false);
    }

    /// @param full nothing of a trace is folded
    public IssueLines(Session session, boolean full) {
        this(session, session.out, full);
    }

    public IssueLines(Session session, PrintStream out, boolean full) {
        this.session = session;
        this.full = full;
        this.out = out;
        this.style = session.style;
        this.zone = session.settings().zone();
    }

    /// One event on one line, as grep has it.
    public void line(StoredEvent event) {
        line(event, time(event.time()));
    }

    /// The same between lines whose times are as the log has them: its own names its zone.
    void lineAmongRaw(StoredEvent event) {
        line(event, time(event.time()) + " " + zone);
    }

    private void line(StoredEvent event, String time) {
        String place = BlockText.place(event, session);
        int used = Width.of(place) + time.length() + 20;
        out.println(style.place(place) + ": " + time + " " + style.level(event.level()) + " "
                + style.id(event.issue().shown()) + " "
                + Phrases.line(event.message(), Math.max(LEAST, session.columns() - used)));
    }

    /// What an issue is, then for a person who has to answer somebody: what to know and to say.
    ///
    /// @param asked the events that were asked for; empty if it was the issue itself
    public void answer(Triaged triaged, List<StoredEvent> asked) {
        new BlockText(session, out).headline(triaged.activity().issue(), triaged.state());
        out.println();
        sentences(new Answer(zone).sentences(triaged, asked));
    }

    private void sentences(List<String> sentences) {
        for (int i = 0; i < sentences.size(); i++) {
            List<String> lines = told(Visible.text(sentences.get(i)));
            for (String line : lines) {
                out.println("  " + (i == 0 ? style.bold(line) : line));
            }
        }
    }

    /// What one id went through, as one answer, and its way.
    public void trail(IdTrail trail) {
        sentences(trail.sentences(zone));
        out.println();
        for (IdTrail.Link link : trail.links()) {
            String time = time(link.event().time());
            String mark = link.equals(trail.cause()) ? "cause" : "";
            out.println("  " + time + " " + style.level(link.event().level()) + "  "
                    + Phrases.line(link.shown(), Math.max(LEAST, session.columns() - time.length() - 20))
                    + (mark.isEmpty() ? "" : "  " + style.bold(mark)));
        }
        out.println();
    }

    /// What ends with a command goes on in one line, or it could not be copied.
    private List<String> told(String sentence) {
        String copied = session.copied(sentence);
        return copied.equals(sentence)
                ? Phrases.wrap(sentence, Math.min(TEXT, session.columns() - 2))
                : List.of(copied);
    }

    /// Everything about an issue that is not in its answer.
    ///
    /// @param incidence of how many failures its records are; empty if each is of its own
    /// @param kept events of all time that are stored
    public void technical(Triaged triaged, Optional<Incidence> incidence, long kept) {
        Activity activity = triaged.activity();
        Issue issue = activity.issue();
        out.println();
        field("seen", time(issue.firstSeen()) + " to " + time(issue.lastSeen()) + bars(activity));
        if (kept < issue.count()) {
            field("kept", "%,d of %s".formatted(kept, Phrases.count(issue.count(), "event")));
        }
        incidence.ifPresent(of -> text("incidents", of.sentence()));
        text("hosts", String.join(", ", activity.hosts().stream().sorted().toList()));
        text("culprit", issue.culprit());
        text("releases", releases(triaged));
        text("aliases", String.join(", ", issue.aliases().stream().sorted().toList()));
        triaged.history().forEach(this::decision);
    }

    private void decision(Decision decision) {
        String until = decision.until() == null ? "" : " until " + time(decision.until());
        text(
                "decided",
                time(decision.at()) + " " + decision.by() + ": "
                        + decision.kind().name().toLowerCase(Locale.ROOT) + until
                        + sentence((decision.text() + " " + decision.reason()).strip()));
    }

    /// Everything about an event: where, ids, trace and surroundings.
    ///
    /// @param around null if nothing is known of them; their times are as the log has them, so that of the
    ///     event names its zone
    public void whole(StoredEvent event, Occurrence.@Nullable Context around) {
        out.println();
        String time = time(event.time()) + (around == null ? "" : " " + zone);
        out.println(style.bold("event " + event.id()) + "  " + time + "  " + style.level(event.level()));
        out.println("  " + style.place(BlockText.place(event, session)));
        new TreeMap<>(event.ids()).forEach(this::text);
        text("user", event.user() == null ? "" : event.user());
        text("host", event.host() == null ? "" : event.host());
        text("logger", event.logger() == null ? "" : event.logger());
        text("thread", event.thread() == null ? "" : event.thread());
        new TreeMap<>(event.fields()).forEach(this::text);
        out.println();
        Visible.text(event.message())
                .lines()
                .limit(full ? Long.MAX_VALUE : LINES)
                .forEach(line -> out.println("  " + line));
        if (event.trace() != null) {
            out.println();
            new TraceText(session, out, full).print(event.trace());
        }
        if (around != null) {
            context(around);
        }
    }

    private void context(Occurrence.Context context) {
        out.println();
        context.before().forEach(line -> out.println(style.dim("  │ " + Visible.line(line))));
        out.println(style.dim("  ├─ this event"));
        context.after().forEach(line -> out.println(style.dim("  │ " + Visible.line(line))));
    }

    private void text(String name, String raw) {
        if (!raw.isEmpty()) {
            field(name, Visible.line(raw));
        }
    }

    private void field(String name, String shown) {
        out.println("  %-9s %s".formatted(Visible.line(name), shown));
    }

    private static String sentence(String raw) {
        return raw.isEmpty() ? "" : ": " + Visible.line(raw);
    }

    private static String bars(Activity activity) {
        return activity.hourly().isEmpty() ? "" : " · " + Phrases.spark(activity.hourly(), BARS);
    }

    private static String releases(Triaged triaged) {
        String first = triaged.releaseFirst();
        String last = triaged.releaseLast();
        if (first == null) {
            return "";
        }
        return last == null || first.equals(last) ? first : first + " to " + last;
    }

    private String time(Instant time) {
        return Phrases.time(time, zone);
    }
}
