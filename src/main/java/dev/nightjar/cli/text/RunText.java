package dev.nightjar.cli.text;

import dev.nightjar.batch.Outcome;
import dev.nightjar.batch.Past;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Doubts;
import dev.nightjar.model.Failure;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.Unclear;
import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a run did, for people and for scripts.
public final class RunText {

    /// So many unread files are named; the report has them all.
    private static final int NAMED = 10;

    private static final int DOUBTS = 5;

    private final Session session;

    public RunText(Session session) {
        this.session = session;
    }

    /// The page's path on standard output, the rest on standard error; with `--json` one object on standard
    /// output.
    public void print(Outcome outcome) {
        outcome.warnings().forEach(session::warn);
        outcome.scan().ifPresent(run -> notRead(run.notRead()));
        outcome.scan().ifPresent(run -> unclear(Doubts.of(List.of(run))));
        outcome.said().forEach(session::say);
        outcome.scan().ifPresent(run -> found(run, outcome));
        if (session.json) {
            outcome.scan().ifPresent(run -> session.print(summary(run, outcome.page())));
        } else {
            outcome.page()
                    .filter(any -> !session.quiet())
                    .map(Path::toString)
                    .map(Visible::line)
                    .ifPresent(session.out::println);
        }
        outcome.failure().ifPresent(this::failure);
        if (outcome.stopped()) {
            session.warn("stopped; what was read until then is stored, and the next run goes on there");
        }
    }

    private void failure(Failure failure) {
        session.warn(String.valueOf(failure.getMessage()));
        if (session.verbose) {
            failure.printStackTrace(session.err);
        }
    }

    private void notRead(List<NotRead> notRead) {
        notRead.stream()
                .filter(file -> file.isLoss() || session.verbose)
                .limit(session.verbose ? Integer.MAX_VALUE : NAMED)
                .forEach(file -> session.warn(file.path() + ": " + file.reason()));
        long left = notRead.stream().filter(NotRead::isLoss).count() - NAMED;
        if (left > 0 && !session.verbose) {
            session.warn("and " + left + " more that could not be read; --verbose names them");
        }
    }

    /// What may hold failures that nobody is told of.
    private void unclear(List<Unclear> doubts) {
        int most = session.verbose ? doubts.size() : DOUBTS;
        doubts.stream()
                .limit(most)
                .forEach(one -> session.say(one.where() + ": " + one.sentence()
                        + (one.command().isEmpty() ? "" : "; see: " + one.command())));
        if (doubts.size() > most) {
            session.say("and " + (doubts.size() - most) + " more that may not be understood; --verbose names them");
        }
    }

    private void found(Run run, Outcome outcome) {
        if (session.verbose) {
            run.files()
                    .forEach(file -> session.say("  %s: %s (%s), %,d records, %,d events, %,d lines not understood"
                            .formatted(
                                    file.path(),
                                    file.format(),
                                    file.reason(),
                                    file.records(),
                                    file.events(),
                                    file.notUnderstood())));
        }
        session.say(verdict(run));
        run.thinned().told().stream()
                .filter(said -> !outcome.said().contains(said))
                .forEach(session::say);
        session.say("%s, %s, %s, %s, %s, %,d not read, %s (run %s)"
                .formatted(
                        Phrases.count(run.files().size(), "file"),
                        Phrases.bytes(run.bytes()),
                        Phrases.count(run.records(), "record"),
                        Phrases.count(run.events(), "event"),
                        Phrases.count(run.newIssues(), "issue") + " first seen",
                        run.missed(),
                        session.seconds(),
                        outcome.runId()));
    }

    private static String verdict(Run run) {
        long unclear = Doubts.files(Doubts.of(List.of(run)));
        if (run.events() == 0 && unclear > 0) {
            return "Nothing went wrong in what was understood; look at "
                    + (unclear == 1 ? "the log" : "the " + unclear + " logs") + " above.";
        }
        if (run.events() == 0) {
            return run.bytes() == 0 ? "Nothing new was logged." : "Nothing went wrong in what is new.";
        }
        String events = Phrases.count(run.events(), "event");
        return run.newIssues() == 0
                ? events + " of known issues, nothing new. See them: nightjar issues"
                : "First seen: " + Phrases.count(run.newIssues(), "issue") + ", among " + events
                        + ". See them: nightjar issues";
    }

    /// One run of the past on one line.
    public void print(Past past) {
        if (session.json) {
            session.print(json(past));
            return;
        }
        String read = past.scan()
                .map(run -> "  %s, %s, %s, %,d not read"
                                .formatted(
                                        Phrases.count(run.files().size(), "file"),
                                        Phrases.count(run.events(), "event"),
                                        Phrases.count(run.newIssues(), "issue") + " first seen",
                                        run.missed())
                        + run.thinned().told().stream()
                                .map(said -> "; " + said)
                                .collect(java.util.stream.Collectors.joining()))
                .orElse("");
        String took = past.end()
                .map(end -> "%.1f s"
                        .formatted(java.time.Duration.between(past.start(), end).toMillis() / 1000.0))
                .orElse("-");
        session.out.println(Visible.line("%s  %s  %-10s %-9s %8s%s%s"
                .formatted(
                        past.runId(),
                        Phrases.time(past.start(), session.settings().zone()),
                        past.job().isEmpty() ? "-" : past.job(),
                        past.status(),
                        took,
                        read,
                        past.message().isEmpty() ? "" : "  " + past.message())));
    }

    /// The summary of `scan` and `run`.
    private static Json summary(Run run, Optional<Path> report) {
        return new Json()
                .put("run", run.id())
                .put("files", run.files().size())
                .put("bytes", run.bytes())
                .put("records", run.records())
                .put("events", run.events())
                .put("new_issues", run.newIssues())
                .put("not_kept", run.thinned().left())
                .put("thinned", run.thinned().gone())
                .put("not_read", run.notRead().stream().map(RunText::notRead).toList())
                .put("unclear", FormatText.json(Doubts.of(List.of(run))))
                .put("report", report);
    }

    private static Json notRead(NotRead file) {
        return new Json().put("path", file.path()).put("reason", file.reason()).put("degrades", file.degrades());
    }

    private static Json json(Past past) {
        return new Json()
                .put("id", past.runId())
                .put("job", past.job())
                .put("start", past.start())
                .put("end", past.end())
                .put("status", past.status())
                .put("message", past.message())
                .put("files", past.scan().map(run -> run.files().size()))
                .put("bytes", past.scan().map(Run::bytes))
                .put("records", past.scan().map(Run::records))
                .put("events", past.scan().map(Run::events))
                .put("new_issues", past.scan().map(Run::newIssues))
                .put("not_read", past.scan().map(run -> run.notRead().size()));
    }
}
