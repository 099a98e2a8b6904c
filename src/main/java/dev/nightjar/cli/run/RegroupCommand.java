package dev.nightjar.cli.run;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.terminal.Progress;
import dev.nightjar.cli.text.Meter;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Regrouping.Group;
import dev.nightjar.read.rules.Regroup.Follows;
import dev.nightjar.read.rules.Regroup.Planned;
import dev.nightjar.text.Json;
import dev.nightjar.text.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Groups what was stored as the rules say now.
@picocli.CommandLine.Command(
        description = {
            "Groups all stored events as the rules say now, in one step; tells what merges, what splits, and where",
            "people's decisions go. An issue keeps its id if most events of the new one come from it; ids that are",
            "no issue any more still lead to where most of their events went."
        },
        footer = "%nExample:%n  nightjar regroup --dry-run")
public final class RegroupCommand implements Command {

    private static final int MOST = 12;

    @Option(names = "--dry-run", description = "Changes nothing, only tells.")
    boolean dry;

    @Option(names = "--project", paramLabel = "NAME", description = "Only events of this project.")
    @Nullable
    String project;

    @Override
    public Exit run(Session session) {
        Map<String, ?> known = session.settings().projects();
        if (project != null && !known.isEmpty() && !known.containsKey(project)) {
            throw new Failure(Exit.USAGE, "no project '" + project + "'" + Nearest.hint(project, known.keySet()));
        }
        Planned planned = planned(session);
        List<Group> groups = planned.regrouping().groups();
        Map<IssueId, Map<IssueId, Long>> parts = parts(groups);
        long merges = groups.stream().filter(group -> group.from().size() > 1).count();
        long splits = parts.values().stream().filter(into -> into.size() > 1).count();
        for (Group group : groups) {
            boolean split = group.from().keySet().stream()
                    .anyMatch(old -> parts.getOrDefault(old, Map.of()).size() > 1);
            if (group.from().size() > 1) {
                merge(session, group);
            } else if (!split) {
                renewed(session, group);
            }
        }
        parts.forEach((old, into) -> split(session, old, into));
        planned.apart().forEach((issue, from) -> apart(session, issue, from));
        planned.follows().forEach(follows -> follow(session, follows));
        summary(session, planned, merges, splits);
        return Exit.DONE;
    }

    private Planned planned(Session session) {
        try (Progress progress = Meter.waiting(session, "grouping what was stored")) {
            return session.nightjar()
                    .regroup(Optional.ofNullable(project), dry)
                    .orElseThrow(() -> new Failure(
                            Exit.NOTHING_FOUND,
                            "nothing was scanned yet, nothing to group; begin with: nightjar scan PATH"));
        }
    }

    /// The issues that each old one goes into.
    private static Map<IssueId, Map<IssueId, Long>> parts(List<Group> groups) {
        Map<IssueId, Map<IssueId, Long>> parts = new TreeMap<>();
        groups.forEach(group -> group.from()
                .forEach((old, events) ->
                        parts.computeIfAbsent(old, any -> new TreeMap<>()).put(group.id(), events)));
        return parts;
    }

    private static void merge(Session session, Group group) {
        String from = some(group.from().keySet().stream().map(IssueId::shown).toList(), " + ");
        if (session.json) {
            print(session, "merge", group);
            return;
        }
        session.out.println(
                "merge  " + from + " → " + session.style.bold(group.id().shown()) + " ("
                        + Phrases.count(group.events(), "event") + ")  " + Phrases.line(group.title(), 80));
    }

    private static void renewed(Session session, Group group) {
        if (session.json) {
            print(session, "same", group);
            return;
        }
        IssueId old = group.from().keySet().iterator().next();
        String change = old.equals(group.id()) ? "" : " → " + group.id().shown();
        session.out.println("same   " + old.shown() + change + " (" + Phrases.count(group.events(), "event")
                + ", by other rules)  " + Phrases.line(group.title(), 80));
    }

    private static void print(Session session, String kind, Group group) {
        session.print(new Json()
                .put("kind", kind)
                .put("project", group.project())
                .put("from", group.from())
                .put("to", group.id())
                .put("events", group.events())
                .put("title", group.title()));
    }

    private static void split(Session session, IssueId old, Map<IssueId, Long> into) {
        if (into.size() < 2) {
            return;
        }
        if (session.json) {
            session.print(new Json().put("kind", "split").put("from", old).put("to", into));
            return;
        }
        session.out.println("split  " + old.shown() + " → "
                + some(
                        into.entrySet().stream()
                                .sorted(Map.Entry.<IssueId, Long>comparingByValue()
                                        .reversed())
                                .map(part -> part.getKey().shown() + " (" + part.getValue() + ")")
                                .toList(),
                        ", "));
    }

    /// What fits a line of a terminal; the others as a number.
    private static String some(List<String> all, String between) {
        int more = all.size() - MOST;
        return String.join(between, all.subList(0, Math.min(MOST, all.size())))
                + (more > 0 ? between + more + " more" : "");
    }

    /// One that was joined with another by what was learned, and leaves it.
    private static void apart(Session session, IssueId issue, IssueId from) {
        if (session.json) {
            session.print(new Json().put("kind", "apart").put("issue", issue).put("from", from));
            return;
        }
        session.out.println("apart  " + issue.shown() + " leaves " + from.shown() + ": forbidden in its learned file");
    }

    private static void follow(Session session, Follows follows) {
        Map<String, Long> kinds = follows.decisions().stream()
                .map(Decision::kind)
                .collect(Collectors.groupingBy(
                        kind -> kind.name().toLowerCase(Locale.ROOT), TreeMap::new, Collectors.counting()));
        if (session.json) {
            session.print(new Json()
                    .put("kind", "decisions")
                    .put("from", follows.from())
                    .put("to", follows.to())
                    .put("decisions", kinds));
            return;
        }
        String what = kinds.entrySet().stream()
                .map(kind -> kind.getKey() + (kind.getValue() > 1 ? " ×" + kind.getValue() : ""))
                .collect(Collectors.joining(", "));
        boolean stay = follows.from().equals(follows.to());
        session.out.println("state  " + follows.from().shown()
                + (stay ? " keeps: " : " → " + follows.to().shown() + ": ") + what);
    }

    private void summary(Session session, Planned planned, long merges, long splits) {
        planned.regrouping()
                .left()
                .forEach((why, events) -> session.say(Phrases.count(events, "event") + " left where they are: " + why));
        boolean nothing =
                planned.regrouping().groups().isEmpty() && planned.apart().isEmpty();
        String said = Phrases.count(planned.regrouping().events(), "event") + " looked at: "
                + (nothing
                        ? "nothing changes"
                        : Phrases.count(merges, "merge") + ", " + Phrases.count(splits, "split") + ", "
                                + Phrases.count(planned.regrouping().groups().size(), "issue") + " changed");
        session.say(said + (dry && !nothing ? "; without --dry-run it is done" : "") + "  (" + session.seconds() + ")");
    }
}
