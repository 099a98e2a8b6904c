package dev.nightjar.cli.call;

import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Run;
import dev.nightjar.model.Window;
import dev.nightjar.model.log.Position;
import dev.nightjar.store.Archive;
import dev.nightjar.text.Visible;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says why nothing is known of an id, and which known ones are like it.
public final class Miss {

    private static final int MOST = 100;

    private final Session session;
    private final Archive archive;

    public Miss(Session session) {
        this.session = session;
        this.archive = session.archive();
    }

    /// A failure with exit code 1.
    public Failure of(String typed) {
        List<String> lines = new ArrayList<>();
        String shown = "'" + Phrases.line(typed, 80) + "'";
        boolean shaped = IssueId.looksLikeId(typed);
        boolean mistyped = shaped && IssueId.parse(typed).isEmpty();
        Optional<Position> file = file(typed);
        if (file.isPresent()) {
            lines.add("the event " + shown + " is no longer kept, or was never one; its file is "
                    + Visible.line(file.get().path()));
        } else {
            lines.add("nothing is known of " + shown);
        }
        if (mistyped) {
            lines.add("  if it is an issue's, it is mistyped: its check character does not fit the others");
        }
        List<String> near = shaped ? nearIssues(typed) : nearIds(typed);
        if (!near.isEmpty()) {
            lines.add("  known and like it: " + String.join(", ", near));
        }
        lines.addAll(where());
        lines.add(
                shaped && !mistyped
                        ? "  an id of another installation is known here if the same error was seen"
                        : kinds());
        return new Failure(Exit.NOTHING_FOUND, String.join("\n", lines));
    }

    /// What was looked at: time and projects.
    public List<String> where() {
        List<String> lines = new ArrayList<>();
        long days = session.settings().retention().events().toDays();
        String oldest = archive.oldest()
                .map(this::time)
                .map(at -> "; the oldest one kept is of " + at)
                .orElse("");
        lines.add("  events are kept for " + Phrases.count(days, "day") + oldest);
        TreeSet<String> scanned =
                archive.positions().stream().map(Position::project).collect(Collectors.toCollection(TreeSet::new));
        String last = archive.runs(1).stream()
                .findFirst()
                .map(Run::end)
                .map(this::time)
                .orElse("unknown");
        lines.add("  scanned: " + (scanned.isEmpty() ? "nothing" : String.join(", ", scanned)) + "; last scan " + last);
        String missing = session.projects().stream()
                .map(dev.nightjar.config.Project::name)
                .filter(name -> !scanned.contains(name))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            lines.add("  not scanned yet: " + missing);
        }
        return lines;
    }

    private static String kinds() {
        return "  only ids that stand beside a name such as request_id or trace_id are found, in records that are"
                + " events;\n  a project's file can name more under ids:";
    }

    private Optional<Position> file(String typed) {
        int dash = typed.lastIndexOf('-');
        String id = dash < 0 ? "" : typed.strip().substring(0, dash).toLowerCase(java.util.Locale.ROOT);
        return id.length() != 32
                ? Optional.empty()
                : archive.positions().stream()
                        .filter(position -> position.fileId().equals(id))
                        .findFirst();
    }

    private List<String> nearIssues(String typed) {
        Window ever = new Window(Instant.EPOCH, session.clock.instant());
        List<String> near = new ArrayList<>();
        for (Archive.Slice slice : archive.slices()) {
            near.addAll(SimilarIds.to(
                    typed,
                    archive.activity(ever, slice).stream()
                            .map(activity -> activity.issue().id().shown())
                            .toList()));
        }
        return SimilarIds.to(typed, near);
    }

    private List<String> nearIds(String typed) {
        if (!typed.strip().matches("[A-Za-z0-9_.-]{5,100}")) {
            return List.of();
        }
        String word = typed.strip().replace("-", "\\-");
        Stream<String> printed = archive.search("id:" + word + "~2", null, MOST).events().stream()
                .flatMap(event -> event.ids().values().stream());
        return SimilarIds.to(typed, printed.map(Visible::line).toList());
    }

    private String time(Instant at) {
        return Phrases.time(at, session.settings().zone());
    }
}
