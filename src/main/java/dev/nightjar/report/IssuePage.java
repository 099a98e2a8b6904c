package dev.nightjar.report;

import dev.nightjar.model.Activity;
import dev.nightjar.model.Decision;
import dev.nightjar.model.Issue;
import dev.nightjar.model.Occurrence;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Triaged;
import dev.nightjar.model.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The view of one issue. All text is visible, none is HTML.
///
/// @param row as in the tables
/// @param typeFull with its package, or the title of a message
/// @param facts name and value pairs, in order
/// @param trace of the newest event that has one
/// @param markdown for a ticket
public record IssuePage(
        Board.Row row,
        String typeFull,
        String level,
        String contact,
        String ownerReason,
        String note,
        List<Fact> facts,
        Chart.Bars chart,
        @Nullable Traces trace,
        List<Sample> samples,
        List<String> aliases,
        List<Part> why,
        List<Entry> history,
        String markdown) {

    private static final int MOST_SAMPLES = 12;

    /// A named value; `iso` is set for times.
    public record Fact(String name, String value, String iso) {}

    /// An event.
    ///
    /// @param place `file:line`
    /// @param before lines before it, numbered downwards from its own
    public record Sample(
            String id,
            Words.Time time,
            String level,
            String message,
            String place,
            List<Fact> fields,
            List<String> before,
            List<String> after) {}

    /// A part of the grouping's explanation.
    public record Part(String name, String value, boolean counted, String reason) {}

    /// A decision about the issue.
    public record Entry(Words.Time at, String by, String what, String text) {}

    static IssuePage of(Triaged t, List<StoredEvent> events, Words words, Chart chart) {
        Issue issue = t.activity().issue();
        Board.Row row = Board.row(t, words, chart);
        List<StoredEvent> shown = events.stream().limit(MOST_SAMPLES).toList();
        Traces trace = shown.stream()
                .filter(event -> event.trace() != null)
                .findFirst()
                .map(event -> Traces.of(java.util.Objects.requireNonNull(event.trace())))
                .orElse(null);
        boolean error = Verdict.isError(t);
        List<Long> hourly = t.activity().hourly();
        return new IssuePage(
                row,
                Visible.line(issue.type() == null ? issue.title() : issue.type()),
                issue.level() == null ? "" : issue.level().name(),
                Visible.line(t.contact()),
                Visible.line(t.ownerReason()),
                Visible.text(t.note()),
                facts(t, words),
                chart.bars(error ? hourly : List.of(), error ? List.of() : hourly),
                trace,
                shown.stream().map(event -> sample(event, words)).toList(),
                issue.aliases().stream().map(Visible::line).sorted().toList(),
                issue.why().stream().map(IssuePage::part).toList(),
                t.history().stream().map(decision -> entry(decision, words)).toList(),
                markdown(t, row, trace));
    }

    private static List<Fact> facts(Triaged t, Words words) {
        Activity activity = t.activity();
        Issue issue = activity.issue();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Events in " + words.length(), Words.count(activity.count()), ""));
        facts.add(new Fact("Events in all", Words.count(issue.count()), ""));
        add(facts, "Users in " + words.length(), activity.users() == 0 ? null : Words.count(activity.users()));
        facts.add(time("First seen", words.at(issue.firstSeen())));
        facts.add(time("Last seen", words.at(issue.lastSeen())));
        add(facts, "Level", issue.level() == null ? null : issue.level().name());
        add(facts, "Hosts", String.join(", ", activity.hosts().stream().sorted().toList()));
        add(facts, "Logger", issue.logger());
        add(facts, "Releases", releases(issue));
        return facts;
    }

    private static String releases(Issue issue) {
        String first = issue.releaseFirst() == null ? "" : issue.releaseFirst();
        String last = issue.releaseLast() == null ? "" : issue.releaseLast();
        return first.equals(last) || last.isEmpty() ? first : first + " to " + last;
    }

    private static Fact time(String name, Words.Time time) {
        return new Fact(name, time.full(), time.iso());
    }

    private static void add(List<Fact> facts, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(new Fact(name, Visible.line(value), ""));
        }
    }

    private static Sample sample(StoredEvent event, Words words) {
        List<Fact> fields = new ArrayList<>();
        Map<String, String> ids = new TreeMap<>(event.ids());
        ids.forEach((kind, id) -> add(fields, Visible.line(kind), id));
        add(fields, "user", event.user());
        add(fields, "logger", event.logger());
        add(fields, "thread", event.thread());
        add(fields, "host", event.host());
        add(fields, "release", event.release());
        Occurrence.Context context = event.context();
        return new Sample(
                Visible.line(event.id()),
                words.at(event.time()),
                event.level() == null ? "" : event.level().name(),
                Visible.text(event.message()),
                Visible.line(event.file()) + ":" + event.line(),
                fields,
                context == null
                        ? List.of()
                        : context.before().stream().map(Visible::line).toList(),
                context == null
                        ? List.of()
                        : context.after().stream().map(Visible::line).toList());
    }

    private static Part part(Occurrence.Part part) {
        return new Part(
                Visible.line(part.name()), Visible.line(part.value()), part.counted(), Visible.line(part.reason()));
    }

    private static Entry entry(Decision decision, Words words) {
        String until = decision.until() == null
                ? ""
                : " until " + words.at(decision.until()).full();
        String what = switch (decision.kind()) {
            case RESOLVE -> "resolved";
            case MUTE -> "muted" + until;
            case UNMUTE -> "unmuted";
            case ASSIGN -> "assigned";
            case NOTE -> "noted";
            case MERGE -> "merged into";
            case UNMERGE -> "taken out of a merge";
            case TICKET -> "ticket";
        };
        return new Entry(words.at(decision.at()), Visible.line(decision.by()), what, Visible.line(decision.text()));
    }

    private static String markdown(Triaged t, Board.Row row, @Nullable Traces trace) {
        Issue issue = t.activity().issue();
        String fence = fence(trace == null ? "" : trace.raw());
        String code = trace == null ? "" : "\n" + fence + "\n" + trace.raw() + fence + "\n";
        return "**" + Visible.line(Verdict.name(t)) + "** (" + row.id() + ", " + row.state() + ")\n\n"
                + "- message: `" + Visible.line(issue.message()).replace('`', '\'') + "`\n"
                + "- project: " + row.project() + "\n"
                + "- events: " + row.events() + " in the window, " + Words.count(issue.count()) + " in all; users: "
                + row.users() + "\n"
                + "- first seen " + issue.firstSeen() + ", last seen " + issue.lastSeen() + "\n"
                + "- " + row.reason() + "\n" + code;
    }

    /// A fence longer than any run of backticks in the text.
    private static String fence(String text) {
        int most = 2;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            most = Math.max(most, run);
        }
        return "`".repeat(most + 1);
    }
}
