package dev.nightjar.cli.run;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.call.WindowOptions;
import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.notify.OutboxView;
import dev.nightjar.notify.ScheduleHistory;
import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The digest as a command, and the way to the mail server.
@picocli.CommandLine.Command(
        description = "Sends the digest, tries the way to the mail server, or shows what did not arrive.",
        footer = {
            "%nExample:%n  nightjar mail --to team@example.org",
            "  nightjar mail --preview",
            "  nightjar mail --test you@example.org",
            "  nightjar mail --outbox"
        })
public final class Mailing implements Command {

    @Mixin
    WindowOptions.Span span = new WindowOptions.Span();

    @Option(names = "--force", description = "Send again what was sent for this date.")
    boolean force;

    @ArgGroup(multiplicity = "1")
    Wish wish = new Wish();

    /// One of them.
    static final class Wish {

        @Option(names = "--to", paramLabel = "ADDRESS", split = ",", description = "Who gets the digest.")
        List<String> to = List.of();

        @Option(
                names = "--test",
                paramLabel = "ADDRESS",
                description = "Send one small mail there, and tell each step on its way.")
        @Nullable
        String test;

        @Option(
                names = "--preview",
                arity = "0..1",
                paramLabel = "FILE",
                fallbackValue = "",
                description = "Write the mail to a file (default preview.eml in the data folder) and open it.")
        @Nullable
        String preview;

        @Option(names = "--outbox", description = "List what waits, and what was refused for good.")
        boolean outbox;
    }

    @Override
    public Exit run(Session session) {
        if (wish.test != null) {
            return test(session, wish.test);
        }
        if (wish.preview != null) {
            return preview(session, wish.preview);
        }
        return wish.outbox ? outbox(session) : send(session);
    }

    private Exit send(Session session) {
        Job.Step.Mail step = new Job.Step.Mail(wish.to, WindowOptions.DAY, Job.At.NOW);
        session.nightjar()
                .digests()
                .send(step, session.projects(), "mail", span.window(session), force, ScheduleHistory.unknown())
                .forEach(session::say);
        return Exit.DONE;
    }

    private Exit preview(Session session, String file) {
        Path target = file.isEmpty() ? session.settings().data().resolve("preview.eml") : Path.of(file);
        for (Previewed one : previewed(session)) {
            List<Path> files = outgoing(session)
                    .preview(
                            session.nightjar()
                                    .digests()
                                    .drafts(
                                            one.step,
                                            one.projects,
                                            one.job,
                                            span.window(session),
                                            ScheduleHistory.unknown()),
                            one.beside(target));
            files.forEach(path -> session.print(session.json ? new Json().put("file", path) : path.toString()));
            if (!session.json && session.terminal.out()) {
                open(files.getFirst());
            }
        }
        return Exit.DONE;
    }

    /// A mail step to be looked at.
    private record Previewed(Job.Step.Mail step, List<Project> projects, String job, int nth) {
        Path beside(Path target) {
            String name = target.getFileName().toString().replaceFirst("\\.eml$", "");
            return nth == 0 ? target : target.resolveSibling(name + "-" + job + ".eml");
        }
    }

    /// Those of all jobs; without any, what would be sent by hand.
    private List<Previewed> previewed(Session session) {
        List<Previewed> all = new ArrayList<>();
        session.settings().jobs().values().stream()
                .sorted(Comparator.comparing(Job::name))
                .forEach(job -> job.steps().stream()
                        .filter(Job.Step.Mail.class::isInstance)
                        .map(Job.Step.Mail.class::cast)
                        .forEach(step -> all.add(
                                new Previewed(step, session.settings().projectsOf(job), job.name(), all.size()))));
        if (all.isEmpty()) {
            Job.Step.Mail step = new Job.Step.Mail(List.of("you@example.org"), WindowOptions.DAY, Job.At.NOW);
            all.add(new Previewed(step, session.projects(), "mail", 0));
        }
        return all;
    }

    /// Where there is a display; that it cannot be shown is no failure, as its path was printed.
    private static void open(Path file) {
        if (System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null) {
            return;
        }
        try {
            new ProcessBuilder("xdg-open", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // no desktop
        }
    }

    private static Exit test(Session session, String address) {
        List<OutboxView.Step> steps = new ArrayList<>();
        boolean taken = outgoing(session).test(address, step -> {
            steps.add(step);
            session.print(session.json ? json(step) : text(session, step));
        });
        if (!taken) {
            OutboxView.Step last = steps.getLast();
            throw new Failure(
                    Exit.UNAVAILABLE, "no mail was sent" + (last.remedy().isEmpty() ? "" : ": " + last.remedy()));
        }
        return Exit.DONE;
    }

    private static Json json(OutboxView.Step step) {
        return new Json()
                .put("step", step.name())
                .put("ok", step.ok())
                .put("message", step.said())
                .put("remedy", step.remedy());
    }

    private static String text(Session session, OutboxView.Step step) {
        String word = step.ok() ? session.style.good("ok  ") : session.style.bad("FAIL");
        return word + " " + "%-8s".formatted(step.name()) + " " + Visible.line(step.said());
    }

    private static Exit outbox(Session session) {
        List<OutboxView.Item> items = outgoing(session).items();
        for (OutboxView.Item item : items) {
            session.print(session.json ? json(item) : text(session, item));
        }
        long dead = items.stream().filter(OutboxView.Item::dead).count();
        session.say(items.size() - dead + " waiting, " + dead + " refused"
                + (dead == 0 ? "" : "; moved out of dead/ one folder up, one is tried again"));
        return Exit.DONE;
    }

    private static Json json(OutboxView.Item item) {
        return new Json()
                .put("state", item.dead() ? "refused" : "waiting")
                .put("file", item.file())
                .put("to", item.to())
                .put("title", item.what())
                .put("first_seen", item.since())
                .put("count", item.tries())
                .put("message", item.reason());
    }

    private static String text(Session session, OutboxView.Item item) {
        String state = item.dead() ? session.style.bad("refused") : "waiting";
        String tries = item.tries() == 1 ? "1 try" : item.tries() + " tries";
        String head =
                state + "  " + Visible.line(item.what()) + "  " + session.style.aside("to " + Visible.line(item.to()));
        String body = "  since " + item.since().truncatedTo(ChronoUnit.SECONDS) + ", " + tries + "  "
                + session.style.place(item.file().toString());
        return head + "\n" + body + (item.reason().isEmpty() ? "" : "\n  " + Visible.line(item.reason()));
    }

    private static OutboxView outgoing(Session session) {
        return new OutboxView(session.settings(), session.clock);
    }
}
