package dev.nightjar.cli;

import dev.nightjar.cli.terminal.Style;
import dev.nightjar.cli.terminal.Words;
import dev.nightjar.model.Activity;
import dev.nightjar.model.Decision;
import dev.nightjar.model.Issue;
import dev.nightjar.model.Occurrence;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Trace;
import dev.nightjar.model.Triaged;
import dev.nightjar.model.Visible;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Issues and events on the terminal. Every text that came from a log goes through `Visible`.
final class IssueText {

    private static final int WIDE = 120;

    /// Fewer columns say nothing of a message.
    private static final int ABOUT = 20;
    private static final int BARS = 24;

    /// Columns of running text.
    private static final int TEXT = 76;

    /// So many library frames in a row are shown; the rest is counted.
    private static final int LIBRARY = 2;

    private final PrintStream out;
    private final Style style;
    private final ZoneId zone;

    IssueText(Session session) {
        this.out = session.out;
        this.style = session.style;
        this.zone = session.settings().zone();
    }

    /// A block of an issue in a list, its newest events below.
    ///
    /// @param shown how many of its events match, which may be more than `events`
    void block(Triaged triaged, List<StoredEvent> events, long shown) {
        Activity activity = triaged.activity();
        Issue issue = activity.issue();
        headline(issue);
        out.println("  " + style.state(triaged.state()) + " · " + Words.count(activity.count(), "event") + " · "
                + Words.count(activity.users(), "user") + " · first " + time(activity.first()) + " · last "
                + time(activity.last()) + bars(activity));
        tail(issue, events, shown);
    }

    /// The same of an issue about which nothing is known but itself.
    void block(Issue issue, List<StoredEvent> events, long shown) {
        headline(issue);
        out.println("  " + Words.count(issue.count(), "event") + " in all · first " + time(issue.firstSeen())
                + " · last " + time(issue.lastSeen()));
        tail(issue, events, shown);
    }

    private void headline(Issue issue) {
        int room = WIDE - issue.id().shown().length() - issue.project().length() - 4;
        String title = Words.line(issue.title(), room);
        boolean said = issue.message().isEmpty() || issue.title().contains(issue.message());
        String about = said || room - title.length() < ABOUT
                ? ""
                : "  " + Words.line(issue.message(), room - title.length() - 2);
        out.println(style.bold(issue.id().shown()) + "  " + title + about + "  "
                + style.dim(Visible.line(issue.project())));
    }

    private void tail(Issue issue, List<StoredEvent> events, long shown) {
        if (!issue.culprit().isEmpty()) {
            out.println("  " + Words.line(issue.culprit(), WIDE));
        }
        events.forEach(event -> out.println("  " + style.dim(place(event))));
        if (shown > events.size()) {
            out.println(style.dim("  … " + (shown - events.size()) + " more: nightjar show " + issue.id()));
        }
        out.println();
    }

    /// One event on one line, as grep has it.
    void line(StoredEvent event) {
        out.println(place(event) + ": " + time(event.time()) + " " + style.level(event.level()) + " "
                + style.bold(event.issue().shown()) + " " + Words.line(event.message(), 2 * WIDE));
    }

    /// What an issue is, then for a person who has to answer somebody: what to know and to say.
    ///
    /// @param asked the events that were asked for; empty if it was the issue itself
    void answer(Triaged triaged, List<StoredEvent> asked) {
        headline(triaged.activity().issue());
        out.println();
        List<String> sentences = new Answer(zone).sentences(triaged, asked);
        for (int i = 0; i < sentences.size(); i++) {
            List<String> lines = Words.wrap(Visible.text(sentences.get(i)), TEXT);
            for (String line : lines) {
                out.println("  " + (i == 0 ? style.bold(line) : line));
            }
        }
    }

    /// Everything about an issue that is not in its answer.
    void technical(Triaged triaged) {
        Activity activity = triaged.activity();
        Issue issue = activity.issue();
        out.println();
        field("seen", time(issue.firstSeen()) + " to " + time(issue.lastSeen()) + bars(activity));
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
                        + decision.kind().name().toLowerCase(Locale.ROOT) + until + sentence(decision.text()));
    }

    /// Everything about an event: where, ids, trace and surroundings.
    ///
    /// @param around null if nothing is known of them
    void whole(StoredEvent event, Occurrence.@Nullable Context around) {
        out.println();
        out.println(style.bold("event " + event.id()) + "  " + time(event.time()) + "  " + style.level(event.level()));
        out.println("  " + place(event));
        new TreeMap<>(event.ids()).forEach(this::text);
        text("user", event.user() == null ? "" : event.user());
        text("host", event.host() == null ? "" : event.host());
        text("logger", event.logger() == null ? "" : event.logger());
        text("thread", event.thread() == null ? "" : event.thread());
        out.println();
        Visible.text(event.message()).lines().limit(40).forEach(line -> out.println("  " + line));
        if (event.trace() != null) {
            event.trace().chain().forEach(this::thrown);
        }
        if (around != null) {
            context(around);
        }
    }

    private void thrown(Trace.Thrown thrown) {
        String how = relation(thrown);
        String message = thrown.message().isEmpty() ? "" : ": " + thrown.message();
        out.println("  " + how + style.bold(Visible.line(thrown.type())) + Words.line(message, 4 * WIDE));
        int library = 0;
        for (Trace.Frame frame : thrown.frames()) {
            library = frame.inApp() ? 0 : library + 1;
            if (library <= LIBRARY) {
                String text = "      at " + Visible.line(frame(frame));
                out.println(frame.inApp() ? style.bold(text) : text);
            } else if (library == LIBRARY + 1) {
                out.println(style.dim("      … library code"));
            }
        }
    }

    /// How something thrown follows what stands before it.
    static String relation(Trace.Thrown thrown) {
        return switch (thrown.relation()) {
            case TOP -> "";
            case CAUSE -> "Caused by: ";
            case SUPPRESSED -> "Suppressed: ";
            case CONTEXT -> "While handling: ";
            case MEMBER -> "Member: ";
        };
    }

    static String frame(Trace.Frame frame) {
        String module = frame.module() == null ? "" : frame.module() + ".";
        String file =
                frame.file() == null ? "" : " (" + frame.file() + (frame.line() > 0 ? ":" + frame.line() : "") + ")";
        return module + frame.function() + file;
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
        return activity.hourly().isEmpty() ? "" : " · " + Words.spark(activity.hourly(), BARS);
    }

    private static String releases(Triaged triaged) {
        String first = triaged.releaseFirst();
        String last = triaged.releaseLast();
        if (first == null) {
            return "";
        }
        return last == null || first.equals(last) ? first : first + " to " + last;
    }

    private static String place(StoredEvent event) {
        return Visible.line(event.file()) + ":" + event.line();
    }

    private String time(Instant time) {
        return Words.time(time, zone);
    }
}
