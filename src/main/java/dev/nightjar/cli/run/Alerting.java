package dev.nightjar.cli.run;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.IssuesInWindow;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.call.WindowOptions;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Window;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.model.finding.Notice.Kind;
import dev.nightjar.text.Json;
import dev.nightjar.text.Nearest;
import dev.nightjar.text.Times;
import dev.nightjar.text.Visible;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The early warning as a command of its own.
@picocli.CommandLine.Command(
        description = "Tells what is new, by mail and hooks: each piece of news once.",
        footer = {
            "%nNews is what is new, regressed or escalating, unusual acts, and projects gone silent. Without --to",
            "the alert step of JOB says who is told. Nothing to tell: exit code 0 and no output.",
            "%nExample:%n  nightjar alert watch%n  nightjar alert --dry-run%n  nightjar alert --to me@example.org --on new"
        })
public final class Alerting implements Command {

    private static final List<String> KINDS = Arrays.stream(Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();

    @Parameters(paramLabel = "JOB", arity = "0..1", description = "The job whose alert step to take (default watch).")
    @Nullable
    String name;

    @Option(names = "--to", paramLabel = "ADDRESS", split = ",", description = "Tell these by mail, and nobody else.")
    List<String> to = List.of();

    @Option(
            names = "--on",
            paramLabel = "KIND",
            split = ",",
            description = "What is news: new, regressed, escalating, audit, silent.")
    List<String> on = List.of();

    @Mixin
    WindowOptions.Newest newest = new WindowOptions.Newest();

    @Option(
            names = {"-n", "--dry-run"},
            description = "List what would be told, and tell nobody.")
    boolean dryRun;

    @Override
    public Exit run(Session session) {
        Job.Step.Alert step = step(session);
        List<Project> projects = projects(session);
        if (!dryRun) {
            session.nightjar().alert(step, projects, job()).forEach(session::say);
            return Exit.DONE;
        }
        List<Notice> news = session.nightjar().news(step, projects, job());
        news.forEach(notice -> session.print(session.json ? json(notice) : line(notice, session)));
        if (news.isEmpty()) {
            session.say("nothing to tell");
            if (step.at() == Job.At.NOW && session.renew().isPresent()) {
                IssuesInWindow.silence(session, Window.until(session.clock.instant(), step.window()));
            }
        }
        return Exit.DONE;
    }

    /// Alerts to other people than the job's are another job's: what one was told, the other was not.
    private String job() {
        return to.isEmpty() ? configured() : "alert";
    }

    private String configured() {
        return name == null ? "watch" : name;
    }

    private List<Project> projects(Session session) {
        Job job = session.settings().jobs().get(configured());
        return job == null ? session.projects() : session.settings().projectsOf(job);
    }

    private Job.Step.Alert step(Session session) {
        Job job = session.settings().jobs().get(configured());
        if (job == null && name != null) {
            var known = session.settings().jobs().keySet().stream().sorted().toList();
            throw new Failure(Exit.USAGE, "there is no job '" + name + "'" + Nearest.hint(name, known));
        }
        Job.Step.Alert step = (job == null ? List.<Job.Step>of() : job.steps())
                .stream()
                        .filter(Job.Step.Alert.class::isInstance)
                        .map(Job.Step.Alert.class::cast)
                        .findFirst()
                        .orElseGet(Alerting::usual);
        if (step.to().isEmpty() && step.hooks().isEmpty() && to.isEmpty() && !dryRun) {
            throw new Failure(
                    Exit.USAGE,
                    "nobody to tell: give --to, or add an alert step to jobs/" + configured()
                            + ".yaml; --dry-run lists what would be told");
        }
        return new Job.Step.Alert(
                on.isEmpty() ? step.on() : kinds(),
                to.isEmpty() ? step.to() : to,
                step.window(),
                newest.or(step.at()),
                step.again(),
                to.isEmpty() ? step.collect() : Duration.ZERO,
                to.isEmpty() ? step.hooks() : List.of());
    }

    private static Job.Step.Alert usual() {
        Duration day = Times.duration("24h");
        return new Job.Step.Alert(EnumSet.allOf(Kind.class), List.of(), day, Job.At.NOW, day, Duration.ZERO, List.of());
    }

    private Set<Kind> kinds() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String word : on) {
            if (!KINDS.contains(word)) {
                throw new Failure(Exit.USAGE, "--on: no news is '" + word + "'" + Nearest.hint(word, KINDS));
            }
            kinds.add(Kind.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return kinds;
    }

    private static String line(Notice notice, Session session) {
        var issue = notice.issue();
        return Visible.line("%-10s  %s  %s%s: %s, %s"
                .formatted(
                        notice.kind().name().toLowerCase(Locale.ROOT),
                        Phrases.time(notice.at(), session.settings().zone()),
                        issue == null ? "" : issue.shown() + "  ",
                        notice.project(),
                        notice.title(),
                        notice.sentence()));
    }

    private static Json json(Notice notice) {
        var issue = notice.issue();
        return new Json()
                .put("kind", notice.kind())
                .put("key", notice.key())
                .put("project", notice.project())
                .put("issue", issue == null ? null : issue.shown())
                .put("title", notice.title())
                .put("sentence", notice.sentence())
                .put("at", notice.at())
                .put("owner", notice.owner())
                .put("contact", notice.contact().isEmpty() ? null : notice.contact())
                .put("events", notice.events())
                .put("users", notice.users());
    }
}
