package dev.nightjar.cli.text;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.terminal.Style;
import dev.nightjar.cli.terminal.Width;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Issues in lists: a block each on a terminal, a line each in a pipe. Every text that came from a log goes through
/// `Visible`.
public final class BlockText {

    /// Narrower terminals get the title on lines of its own.
    private static final int NARROW = 72;

    /// Fewer columns say nothing of a message.
    private static final int ABOUT = 20;

    private static final int BARS = 24;

    /// From so many times the usual on it is worth a word.
    private static final int MUCH = 2;

    private final Session session;
    private final PrintStream out;
    private final Style style;
    private final ZoneId zone;
    private final int columns;

    public BlockText(Session session) {
        this(session, session.out);
    }

    BlockText(Session session, PrintStream out) {
        this.session = session;
        this.out = out;
        this.style = session.style;
        this.zone = session.settings().zone();
        this.columns = session.columns();
    }

    /// Whether issues are lines.
    public static boolean lines(Session session) {
        return !session.terminal.out();
    }

    /// One line for a script: id, status, level, project, events, users, first and last seen (UTC), title and
    /// culprit, with tabs between.
    void row(Triaged triaged, long shown) {
        Activity activity = triaged.activity();
        row(
                activity.issue(),
                triaged.state().name().toLowerCase(Locale.ROOT),
                shown,
                Long.toString(activity.users()),
                activity.first(),
                activity.last());
    }

    /// The same of an issue about which nothing is known but itself.
    void row(Issue issue, long shown) {
        row(issue, "", shown, "", issue.firstSeen(), issue.lastSeen());
    }

    private void row(Issue issue, String state, long shown, String users, Instant first, Instant last) {
        String level = issue.level() == null ? "" : issue.level().name();
        out.println(Stream.of(
                        issue.id().shown(),
                        state,
                        level,
                        issue.project(),
                        Long.toString(shown),
                        users,
                        first.truncatedTo(ChronoUnit.SECONDS).toString(),
                        last.truncatedTo(ChronoUnit.SECONDS).toString(),
                        issue.title(),
                        issue.culprit())
                .map(Visible::line)
                .collect(Collectors.joining("\t")));
    }

    /// A block of an issue in a list, its newest events below.
    ///
    /// @param shown how many of its events match, which may be more than `events`
    public void block(Triaged triaged, List<StoredEvent> events, long shown) {
        if (lines(session)) {
            row(triaged, shown);
            return;
        }
        Activity activity = triaged.activity();
        headline(activity.issue(), triaged.state());
        List<String> numbers = new ArrayList<>();
        numbers.add(Phrases.count(activity.count(), "event"));
        if (activity.users() > 0) {
            numbers.add(Wording.users(activity.users()));
        }
        numbers.addAll(times(activity.first(), activity.last()));
        if (!activity.hourly().isEmpty()) {
            numbers.add(Phrases.spark(activity.hourly(), BARS));
        }
        usual(triaged).ifPresent(numbers::add);
        if (triaged.owner() != null) {
            numbers.add(Visible.line(triaged.owner()));
        }
        flow(numbers);
        tail(activity.issue(), events, shown);
    }

    private static java.util.Optional<String> usual(Triaged triaged) {
        Triaged.Usual usual = triaged.usual();
        if (usual == null) {
            return java.util.Optional.empty();
        }
        long count = triaged.activity().count();
        return java.util.Optional.of(
                usual.count() > 0 && count >= MUCH * usual.count()
                        ? count / usual.count() + "× the usual " + usual.count()
                        : "usually " + usual.count() + " on " + usual.when());
    }

    /// The same of an issue about which nothing is known but itself.
    public void block(Issue issue, List<StoredEvent> events, long shown) {
        if (lines(session)) {
            row(issue, shown);
            return;
        }
        headline(issue, null);
        List<String> numbers = new ArrayList<>(List.of(Phrases.count(issue.count(), "event") + " in all"));
        numbers.addAll(times(issue.firstSeen(), issue.lastSeen()));
        flow(numbers);
        tail(issue, events, shown);
    }

    private List<String> times(Instant first, Instant last) {
        String from = Phrases.time(first, zone);
        String to = Phrases.time(last, zone);
        boolean day = from.regionMatches(0, to, 0, 10);
        return first.equals(last) ? List.of(from) : List.of("first " + from, "last " + (day ? to.substring(11) : to));
    }

    /// Parts with dots between, on as many lines as they need.
    private void flow(List<String> parts) {
        StringBuilder line = new StringBuilder("  ");
        int used = 0;
        for (String part : parts) {
            if (used > 0 && 2 + used + 3 + Width.of(part) > columns) {
                out.println(line);
                line = new StringBuilder("  ");
                used = 0;
            }
            line.append(used > 0 ? " · " : "").append(part);
            used += Width.of(part) + (used > 0 ? 3 : 0);
        }
        out.println(line);
    }

    /// Id, state, what happened, and the project. Narrow: what happened has up to two lines of its own.
    void headline(Issue issue, Issue.@Nullable State state) {
        String project = Width.cut(Visible.line(issue.project()), 20);
        String word = state == null ? "" : state.name().toLowerCase(Locale.ROOT);
        String head = style.id(issue.id().shown()) + (state == null ? "" : "  " + style.state(state, word));
        int used = issue.id().shown().length() + (state == null ? 0 : 2 + word.length());
        if (columns < NARROW) {
            out.println(head + "  " + style.aside(project));
            List<String> lines = Phrases.wrap(Visible.line(issue.title()), columns - 2);
            lines.stream().limit(1).forEach(line -> out.println("  " + style.template(Width.cut(line, columns - 2))));
            if (lines.size() > 1) {
                String rest = String.join(" ", lines.subList(1, lines.size()));
                out.println("  " + style.template(Width.cut(rest, columns - 2)));
            }
            return;
        }
        int room = columns - used - Width.of(project) - 4;
        String title = Phrases.line(issue.title(), room);
        int left = room - Width.of(title) - 2;
        boolean more = issue.saysMore() && left >= ABOUT;
        String about = more ? "  " + style.aside(Phrases.line(issue.message(), left)) : "";
        out.println(head + "  " + style.template(title) + about + "  " + style.aside(project));
    }

    private void tail(Issue issue, List<StoredEvent> events, long shown) {
        if (!issue.culprit().isEmpty()) {
            out.println("  " + style.own(Phrases.line(issue.culprit(), columns - 2)));
        }
        events.forEach(event -> out.println("  " + style.place(place(event, session))));
        if (shown > events.size()) {
            out.println("  "
                    + style.aside(session.copied("… %,d more: nightjar show %s"
                            .formatted(shown - events.size(), issue.id().shown()))));
        }
        out.println();
    }

    /// File and line as editors open them; never cut. On a terminal relative, if the file lies below here.
    static String place(StoredEvent event, Session session) {
        String file = event.file();
        if (session.terminal.out()) {
            String here = Path.of("").toAbsolutePath() + "/";
            file = file.startsWith(here) ? file.substring(here.length()) : file;
        }
        return Visible.line(file) + ":" + event.line();
    }
}
