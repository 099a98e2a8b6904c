package dev.nightjar.cli.look;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.call.WindowOptions;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Window;
import dev.nightjar.model.quality.LogFinding;
import dev.nightjar.model.quality.LogQuality;
import dev.nightjar.read.lint.LogReview;
import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What programs should log otherwise.
@picocli.CommandLine.Command(
        description = {
            "Tells what programs should log otherwise: failures logged several times, without trace or cause,",
            "secrets, levels that lie, messages without words, oversized records. Each with an example and a remedy."
        },
        footer = {
            "%nKinds: rethrown swallowed stackless secret level constantless oversized.",
            "%nExample:%n  nightjar lint --since 7d",
            "  nightjar lint --kind rethrown --project shop"
        })
public final class Linting implements Command {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final int EXAMPLE = 160;

    @Mixin
    WindowOptions.Span span = new WindowOptions.Span();

    @Mixin
    WindowOptions.Limit limit = new WindowOptions.Limit();

    @Option(names = "--kind", paramLabel = "KIND", description = "Only findings of this kind.")
    @Nullable
    String kind;

    @Option(names = "--project", paramLabel = "NAME", description = "Only what this project logs.")
    @Nullable
    String project;

    @Override
    public Exit run(Session session) {
        LogFinding.Kind only = kind == null ? null : kind(kind);
        Window window = span.orLast(WEEK, session);
        LogQuality quality =
                session.nightjar().workspace().quality(session.archive(), window, session.shown(), LogReview.MOST);
        List<LogFinding> found = quality.findings().stream()
                .filter(finding -> only == null || finding.kind() == only)
                .filter(finding -> project == null || finding.project().equals(project))
                .toList();
        LogFinding.Kind last = null;
        for (LogFinding finding : found.stream().limit(limit.most).toList()) {
            if (session.json) {
                session.print(json(finding));
            } else {
                if (finding.kind() != last) {
                    session.out.println(session.style.bold(finding.kind().title()));
                    last = finding.kind();
                }
                print(session, finding);
            }
        }
        session.say(Phrases.count(found.size(), "finding") + (found.size() > limit.most ? "; --limit shows more" : "")
                + (quality.all() ? " in " : " in the newest ") + Phrases.count(quality.looked(), "event") + ", "
                + session.seconds());
        quality.more()
                .forEach((of, count) -> session.say("  " + Phrases.count(count, "more finding") + " of kind "
                        + of.name().toLowerCase(Locale.ROOT) + " left out: name a shorter time"));
        return Exit.DONE;
    }

    private static LogFinding.Kind kind(String name) {
        List<String> known = Arrays.stream(LogFinding.Kind.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(name)) {
            throw new Failure(Exit.USAGE, "--kind is one of " + String.join(", ", known) + ", not '" + name + "'");
        }
        return LogFinding.Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Json json(LogFinding finding) {
        return new Json()
                .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                .put("count", finding.count())
                .put("incidents", finding.incidents())
                .put("project", finding.project())
                .put("place", finding.place())
                .put("sentence", finding.sentence())
                .put("last_seen", finding.last())
                .put("issue", finding.issue())
                .put("event", finding.event())
                .put("where", finding.where())
                .put("frame", finding.frame())
                .put("example", finding.example())
                .put("remedy", finding.remedy());
    }

    private static void print(Session session, LogFinding finding) {
        session.out.println("%,9d  %s  %s"
                .formatted(
                        finding.count(),
                        session.style.bold(Visible.line(finding.place())),
                        Visible.line(finding.sentence())));
        if (!finding.example().isEmpty()) {
            session.out.println("           " + Phrases.line(finding.example(), EXAMPLE));
        }
        String where = String.join(
                "  ",
                List.of(
                                finding.project(),
                                finding.issue() == null ? "" : finding.issue().shown(),
                                finding.frame(),
                                finding.where(),
                                Phrases.time(finding.last(), session.settings().zone()))
                        .stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
        session.out.println("           " + session.style.dim(Visible.line(where)));
        session.out.println("           " + finding.remedy());
        session.out.println();
    }
}
