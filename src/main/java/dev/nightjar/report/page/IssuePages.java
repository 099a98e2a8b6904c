package dev.nightjar.report.page;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Tops;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.model.quality.Incidence;
import dev.nightjar.report.chart.Chart;
import dev.nightjar.report.chart.Month;
import dev.nightjar.report.chart.MonthChart;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.report.part.IssueRow;
import dev.nightjar.report.part.NextStep;
import dev.nightjar.report.part.RelatedIssues;
import dev.nightjar.report.part.SlotValues;
import dev.nightjar.report.part.Story;
import dev.nightjar.report.part.Ticket;
import dev.nightjar.report.part.TopList;
import dev.nightjar.report.part.TraceView;
import dev.nightjar.text.Visible;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes the views of a night's issues, from what they have in common.
public final class IssuePages {

    private static final int MOST_SAMPLES = 12;
    private static final int MOST_VALUES = 5;

    private static final List<Field> FIELDS = List.of(
            new Field("host", StoredEvent::host),
            new Field("thread", StoredEvent::thread),
            new Field("logger", StoredEvent::logger),
            new Field("release", StoredEvent::release),
            new Field("user", StoredEvent::user));

    private final Night night;
    private final Wording words;
    private final Chart chart;
    private final Month month;
    private final List<Triaged> sorted;
    private final Map<IssueId, Triaged> known = new HashMap<>();
    private final Map<String, List<Deploy>> deploys;

    /// Where, by whom and in what an event happened.
    private record Field(String name, Read read) {}

    private interface Read {
        @Nullable
        String of(StoredEvent event);
    }

    public IssuePages(Night night, Month month) {
        this.night = night;
        this.words = new Wording(night.zone(), night.window());
        this.chart = new Chart(words, night.window());
        this.month = month;
        this.sorted = night.issues().stream().sorted(Triaged.WORST_FIRST).toList();
        sorted.forEach(t -> known.put(t.activity().issue().id(), t));
        this.deploys = night.insight().deploys().stream().collect(Collectors.groupingBy(Deploy::project));
    }

    /// The issues, worst first: the order of their pages.
    public List<Triaged> sorted() {
        return sorted;
    }

    /// The view of the nth of them.
    public IssuePage of(int nth, List<StoredEvent> events) {
        Triaged t = sorted.get(nth);
        Issue issue = t.activity().issue();
        IssueRow row = IssueRow.of(t, words, chart);
        List<StoredEvent> shown = events.stream().limit(MOST_SAMPLES).toList();
        TraceView trace = trace(shown);
        List<Deploy> live = deploys.getOrDefault(issue.project(), List.of());
        return new IssuePage(
                row,
                IssueRow.line(heading(issue)),
                inPackage(issue),
                Visible.line(t.contact()),
                Visible.line(t.ownerReason()),
                Visible.text(t.note()),
                tiles(t, row),
                facts(t),
                hours(t, live),
                days(t, live),
                trace,
                values(t, shown),
                samples(issue, shown),
                issue.aliases().stream().map(Visible::line).sorted().toList(),
                issue.why().stream().map(IssuePage.Part::of).toList(),
                RelatedIssues.of(issue.id(), night.insight(), known),
                Story.of(t, live, words),
                Ticket.of(t, row, words, trace),
                NextStep.of(t, row.id()),
                nth == 0 ? "" : page(nth - 1),
                nth + 1 == sorted.size() ? "" : page(nth + 1));
    }

    /// The class, with its package where that is known; of a message all.
    private static String heading(Issue issue) {
        String thrown = issue.thrown();
        String full = issue.type();
        boolean outermost = !thrown.isEmpty() && issue.name().equals(thrown);
        return full != null && outermost ? full : thrown.isEmpty() ? issue.title() : thrown;
    }

    private static String inPackage(Issue issue) {
        String full = issue.type();
        String type = full != null && full.equals(heading(issue)) ? IssueRow.line(full) : "";
        return type.substring(
                0, type.length() - Math.min(type.length(), Verdict.last(type, 1).length()));
    }

    private String page(int nth) {
        return Folder.issue(sorted.get(nth).activity().issue().id());
    }

    private static @Nullable TraceView trace(List<StoredEvent> events) {
        List<Trace> traces = events.stream()
                .map(StoredEvent::trace)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return traces.isEmpty() ? null : TraceView.of(traces.getFirst(), traces.subList(1, traces.size()));
    }

    private List<Overview.Tile> tiles(Triaged t, IssueRow row) {
        Activity activity = t.activity();
        Issue issue = activity.issue();
        Triaged.Usual usual = t.usual();
        String state = row.state();
        return List.of(
                new Overview.Tile(
                        "Events in " + words.length(),
                        row.events(),
                        usual == null ? "" : "usual " + Wording.count(usual.count()) + when(usual.when()),
                        t.state().needsALook() ? state : ""),
                new Overview.Tile(
                        "Users",
                        row.users().isEmpty() ? "–" : row.users(),
                        row.users().isEmpty() ? "none known" : "in " + words.length(),
                        ""),
                time("First seen", issue.firstSeen(), t.releaseFirst()),
                time("Last seen", issue.lastSeen(), t.releaseLast()));
    }

    /// ` on a Sunday`, ` in a week`.
    private static String when(String when) {
        return (when.equals("a week") ? " in " : " on ") + when;
    }

    private Overview.Tile time(String name, Instant at, @Nullable String release) {
        Wording.Time time = words.at(at);
        String day = time.full().substring(0, time.full().indexOf(' '));
        return new Overview.Tile(
                name,
                time.brief(),
                (time.brief().contains(":") ? day : time.full())
                        + (release == null ? "" : ", " + Visible.line(release)),
                "");
    }

    private List<IssuePage.Fact> facts(Triaged t) {
        Issue issue = t.activity().issue();
        List<IssuePage.Fact> facts = new ArrayList<>();
        long kept = night.insight().kept().getOrDefault(issue.id(), issue.count());
        facts.add(new IssuePage.Fact("Events in all", Wording.count(issue.count()), ""));
        add(facts, "Kept", kept < issue.count() ? kept(kept, issue) : null);
        Incidence incidence = night.insight().quality().incidences().get(issue.id());
        add(facts, "Incidents", incidence == null ? null : incidence.sentence());
        add(facts, "Level", issue.level() == null ? null : issue.level().name());
        add(facts, "Logger", issue.logger());
        add(
                facts,
                "Hosts",
                String.join(", ", t.activity().hosts().stream().sorted().toList()));
        add(facts, "Releases", releases(t));
        if (t.impact() > 0) {
            facts.add(new IssuePage.Fact("Impact", Wording.count(Math.round(t.impact())), ""));
        }
        return facts;
    }

    private static String kept(long kept, Issue issue) {
        return Wording.count(kept) + " of " + Wording.count(issue.count()) + " events: values and samples are of them";
    }

    private static String releases(Triaged t) {
        String first = t.releaseFirst() == null ? "" : t.releaseFirst();
        String last = t.releaseLast() == null ? "" : t.releaseLast();
        return first.equals(last) || last.isEmpty() ? first : first.isEmpty() ? last : first + " to " + last;
    }

    private static void add(List<IssuePage.Fact> facts, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(new IssuePage.Fact(name, IssueRow.line(value), ""));
        }
    }

    private Chart.Bars hours(Triaged t, List<Deploy> live) {
        List<Long> hourly = t.activity().hourly();
        List<Long> usual = t.usual() == null
                ? List.of()
                : month.usual(
                        month.hours(t.activity().issue().id()),
                        night.window().from().truncatedTo(ChronoUnit.HOURS),
                        hourly.size());
        return chart.hours(List.of(layer(t, hourly)), usual, live, true);
    }

    private Chart.@Nullable Bars days(Triaged t, List<Deploy> live) {
        List<Long> hours = month.hours(t.activity().issue().id());
        return hours.isEmpty() ? null : MonthChart.of(month, layer(t, month.days(hours)), live, night.zone(), words);
    }

    private static Chart.Layer layer(Triaged t, List<Long> counts) {
        boolean error = t.isError();
        return new Chart.Layer(error ? "error" : "warning", "events", counts);
    }

    /// What differs in messages, and where it happens, as the events of the window have it; where none was
    /// counted as the samples have it.
    private List<TopList> values(Triaged t, List<StoredEvent> events) {
        Issue issue = t.activity().issue();
        List<TopList> counted = SlotValues.values(
                night.insight().tops().slots().getOrDefault(issue.id(), List.of()),
                t.activity().count());
        List<TopList> values = new ArrayList<>(counted.isEmpty() ? SlotValues.values(events) : counted);
        for (Field field : FIELDS) {
            List<Tops.Value> tops = night.insight().tops().of(issue.id(), field.name());
            TopList list = tops.isEmpty() ? counted(field, events) : TopList.of(field.name(), tops, MOST_VALUES);
            values.add(list);
        }
        return values.stream().filter(list -> list.entries().size() > 1).toList();
    }

    private static TopList counted(Field field, List<StoredEvent> events) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (StoredEvent event : events) {
            String value = field.read().of(event);
            if (value != null && !value.isEmpty()) {
                counts.merge(value, 1L, Long::sum);
            }
        }
        return SlotValues.top(field.name(), counts, events.size());
    }

    private List<Sample> samples(Issue issue, List<StoredEvent> events) {
        List<Sample> samples = new ArrayList<>();
        int open = open(events);
        for (int i = 0; i < events.size(); i++) {
            boolean first = events.get(i).time().equals(issue.firstSeen());
            samples.add(Sample.of(events.get(i), i == 0 ? "newest" : first ? "first ever" : "", i == open, words));
        }
        return samples;
    }

    /// The newest event with lines around it, which few are kept with; else the newest.
    private static int open(List<StoredEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            Occurrence.Context context = events.get(i).context();
            if (context != null
                    && !(context.before().isEmpty() && context.after().isEmpty())) {
                return i;
            }
        }
        return 0;
    }
}
