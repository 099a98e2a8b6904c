package dev.nightjar.cli.look;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.call.WindowOptions;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Window;
import dev.nightjar.model.finding.PatternFinding;
import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;

/// What logs say at any level that they did not say before, and what they say no more. Sections of
/// other kinds are added in `run`.
@picocli.CommandLine.Command(
        description =
                "Tells what logs never said before and what is missing in them, at any level (projects with 'unseen').",
        footer = "%nExample:%n  nightjar unusual --since 24h")
public final class Unusual implements Command {

    private static final Duration DAY = Duration.ofDays(1);

    @Mixin
    WindowOptions.Span span = new WindowOptions.Span();

    @Mixin
    WindowOptions.Limit limit = new WindowOptions.Limit();

    @Override
    public Exit run(Session session) {
        Window window = span.orLast(DAY, session);
        List<PatternFinding> found = session.nightjar().workspace().unusual(session.archive(), window, session.shown());
        found.stream().limit(limit.most).forEach(one -> print(session, one));
        session.say(Phrases.count(found.size(), "template") + " out of the ordinary"
                + (found.size() > limit.most ? "; --limit shows more" : ""));
        return Exit.DONE;
    }

    private static void print(Session session, PatternFinding one) {
        String kind = one.kind().name().toLowerCase(Locale.ROOT);
        session.print(
                session.json
                        ? new Json()
                                .put("kind", kind)
                                .put("project", one.pattern().project())
                                .put("logger", one.pattern().logger())
                                .put("template", one.pattern().template())
                                .put("count", one.pattern().count())
                                .put("first_seen", one.pattern().first())
                                .put("last_seen", one.pattern().last())
                        : "%-9s %s  %s  (%s)"
                                .formatted(
                                        kind,
                                        Visible.line(one.pattern().project()),
                                        Phrases.line(one.pattern().template(), 120),
                                        one.sentence()));
    }
}
