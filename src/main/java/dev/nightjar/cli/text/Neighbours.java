package dev.nightjar.cli.text;

import dev.nightjar.cli.call.Session;
import dev.nightjar.export.Fields;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.read.Surroundings;
import dev.nightjar.read.merged.MergedLines;
import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Lines before and after an event, asked for and shown as grep does.
public final class Neighbours {

    private static final int ALONE = 5;

    @Option(names = "-A", paramLabel = "N", description = "N lines after each event, from its log.")
    @Nullable
    Integer after;

    @Option(names = "-B", paramLabel = "N", description = "N lines before each event.")
    @Nullable
    Integer before;

    @Option(names = "-C", paramLabel = "N", description = "N lines before and after; at most 1000.")
    @Nullable
    Integer both;

    @Option(
            names = "--merged",
            description = "Lines of all files and hosts of the project, in the order of their times; alone: -C 5.")
    boolean merged;

    /// True if `-A`, `-B`, `-C` or `--merged` was given, also with 0.
    public boolean wanted() {
        return after != null || before != null || both != null || merged;
    }

    /// As text, each line of the merged ones behind who wrote it.
    public Occurrence.Context context(Session session, StoredEvent event) {
        return told(session, List.of(event)).getOrDefault(event.id(), new Occurrence.Context(List.of(), List.of()));
    }

    private Map<String, Occurrence.Context> told(Session session, List<StoredEvent> events) {
        Map<String, Occurrence.Context> told = new HashMap<>();
        if (merged) {
            merged(session, events).forEach((id, lines) -> told.put(id, lines.context()));
        } else {
            of(session, events)
                    .forEach((id, lines) -> told.put(id, new Occurrence.Context(lines.before(), lines.after())));
        }
        return told;
    }

    private Map<String, MergedLines.Around> merged(Session session, List<StoredEvent> events) {
        MergedLines reading = session.nightjar().merged(session.archive());
        int first = number(before, "-B");
        int last = number(after, "-A");
        Map<String, MergedLines.Around> found = new HashMap<>();
        events.forEach(event -> found.put(event.id(), reading.of(event, first, last)));
        found.values().stream()
                .flatMap(lines -> lines.missing().stream())
                .distinct()
                .sorted()
                .forEach(missing -> session.say("no lines from: " + missing));
        return found;
    }

    /// The surroundings of each event by its id; says once of each log that cannot tell.
    private Map<String, Surroundings.Around> of(Session session, List<StoredEvent> events) {
        Map<String, Surroundings.Around> found =
                session.nightjar().surroundings(session.archive(), events, number(before, "-B"), number(after, "-A"));
        found.values().stream()
                .map(Surroundings.Around::missing)
                .filter(missing -> !missing.isEmpty())
                .distinct()
                .sorted()
                .forEach(missing -> session.say("no lines around: " + missing));
        return found;
    }

    private int number(@Nullable Integer own, String name) {
        int number = own != null ? own : both != null ? both : merged && isAlone() ? ALONE : 0;
        if (number < 0 || number > Surroundings.MOST) {
            throw new Failure(
                    Exit.USAGE,
                    (own != null ? name : "-C") + " takes 0 to " + Surroundings.MOST + " lines, not " + number);
        }
        return number;
    }

    private boolean isAlone() {
        return after == null && before == null;
    }

    /// Prints events with their surroundings, `--` between two.
    public void print(Session session, List<StoredEvent> events) {
        Map<String, Occurrence.Context> around = told(session, events);
        IssueLines text = new IssueLines(session);
        String between = "";
        for (StoredEvent event : events) {
            Occurrence.Context lines = around.get(event.id());
            session.out.print(between);
            if (lines == null) {
                text.line(event);
            } else {
                dim(session, lines.before());
                text.lineAmongRaw(event);
                dim(session, lines.after());
            }
            between = session.style.dim("--") + "\n";
        }
    }

    private static List<Json> json(List<MergedLines.Line> lines) {
        return lines.stream()
                .map(line -> new Json()
                        .put("from", line.from())
                        .put("time", line.time())
                        .put("line", line.text()))
                .toList();
    }

    private static void dim(Session session, List<String> lines) {
        lines.forEach(line -> session.out.println(session.style.dim("- " + Visible.line(line))));
    }

    /// Prints events as JSON, with `before` and `after` if these are wanted.
    public void json(Session session, List<StoredEvent> events) {
        if (merged) {
            Map<String, MergedLines.Around> all = merged(session, events);
            events.forEach(event -> {
                MergedLines.Around lines = Objects.requireNonNull(all.get(event.id()));
                session.print(
                        Fields.event(event).put("before", json(lines.before())).put("after", json(lines.after())));
            });
            return;
        }
        Map<String, Surroundings.Around> around = wanted() ? of(session, events) : Map.of();
        for (StoredEvent event : events) {
            Surroundings.Around lines = around.get(event.id());
            Json json = Fields.event(event);
            session.print(
                    lines == null ? json : json.put("before", lines.before()).put("after", lines.after()));
        }
    }
}
