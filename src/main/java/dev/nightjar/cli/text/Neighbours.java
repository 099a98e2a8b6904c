package dev.nightjar.cli.text;

import dev.nightjar.cli.call.Session;
import dev.nightjar.export.Fields;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.read.Surroundings;
import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Lines before and after an event, asked for and shown as grep does.
public final class Neighbours {

    @Option(names = "-A", paramLabel = "N", description = "N lines after each event, from its log.")
    @Nullable
    Integer after;

    @Option(names = "-B", paramLabel = "N", description = "N lines before each event.")
    @Nullable
    Integer before;

    @Option(names = "-C", paramLabel = "N", description = "N lines before and after; at most 1000.")
    @Nullable
    Integer both;

    /// True if `-A`, `-B` or `-C` was given, also with 0.
    public boolean wanted() {
        return after != null || before != null || both != null;
    }

    /// The surroundings of each event by its id; says once of each log that cannot tell.
    public Map<String, Surroundings.Around> of(Session session, List<StoredEvent> events) {
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
        int number = own != null ? own : both != null ? both : 0;
        if (number < 0 || number > Surroundings.MOST) {
            throw new Failure(
                    Exit.USAGE,
                    (own != null ? name : "-C") + " takes 0 to " + Surroundings.MOST + " lines, not " + number);
        }
        return number;
    }

    /// Prints events with their surroundings, `--` between two.
    public void print(Session session, List<StoredEvent> events) {
        Map<String, Surroundings.Around> around = of(session, events);
        IssueLines text = new IssueLines(session);
        String between = "";
        for (StoredEvent event : events) {
            Surroundings.Around lines = around.get(event.id());
            session.out.print(between);
            dim(session, lines == null ? List.of() : lines.before());
            text.line(event);
            dim(session, lines == null ? List.of() : lines.after());
            between = session.style.dim("--") + "\n";
        }
    }

    private static void dim(Session session, List<String> lines) {
        lines.forEach(line -> session.out.println(session.style.dim("- " + Visible.line(line))));
    }

    /// Prints events as JSON, with `before` and `after` if these are wanted.
    public void json(Session session, List<StoredEvent> events) {
        Map<String, Surroundings.Around> around = wanted() ? of(session, events) : Map.of();
        for (StoredEvent event : events) {
            Surroundings.Around lines = around.get(event.id());
            Json json = Fields.event(event);
            session.print(
                    lines == null ? json : json.put("before", lines.before()).put("after", lines.after()));
        }
    }
}
