package dev.nightjar.cli.run;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.care.IndexCheck;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.config.Project;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.read.rules.Check;
import dev.nightjar.store.Archive;
import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Reads the configuration, all of it, and tells which of its rules do nothing.
@picocli.CommandLine.Command(
        description = {
            "Checks the configuration, and holds its rules against what was stored.",
            "A configuration that is wrong ends it with exit code 78; rules that never matched are told, with exit"
                    + " code 0.",
            "With --index it reads all of the index instead, to the last byte, also while a run goes on; one that is"
                    + " damaged ends it with exit code 65."
        },
        footer = "%nExample:%n  nightjar check --config /etc/nightjar%n  nightjar check --index")
public final class CheckRules implements Command {

    @Option(names = "--strict", description = "Ends with exit code 1 if a rule never matched.")
    boolean strict;

    @Option(names = "--index", description = "Reads all of the index, and tells what of it is whole.")
    boolean index;

    @Override
    public boolean scheduled() {
        return true;
    }

    @Override
    public Exit run(Session session) {
        return index ? IndexCheck.run(session) : rules(session);
    }

    private Exit rules(Session session) {
        List<Project> projects = session.settings().projects().values().stream()
                .sorted(Comparator.comparing(Project::name))
                .toList();
        session.nightjar().checkDefinitions(projects);
        session.nightjar()
                .checkup()
                .slow()
                .forEach(slow -> session.warn(
                        (slow.where().isEmpty() ? "project " + slow.project() : slow.where()) + ": " + slow.rule()
                                + " makes scans slow, every line is looked at; nightjar doctor says what to do"));
        Optional<Archive> archive = session.nightjar().workspace().archive();
        if (archive.isEmpty()) {
            session.say("the configuration is right; nothing was scanned yet, so rules have nothing to match");
            return Exit.DONE;
        }
        try (Archive open = archive.get()) {
            Check.Found found = session.nightjar().check(open, projects);
            found.findings().forEach(finding -> print(session, finding));
            session.say("the configuration is right; " + Phrases.count(found.rules(), "rule") + ", "
                    + found.findings().size() + " without use"
                    + (found.events() == 0 ? "" : ", held against " + Phrases.count(found.events(), "event")));
            return strict && !found.findings().isEmpty() ? Exit.NOTHING_FOUND : Exit.DONE;
        }
    }

    private static void print(Session session, Check.Finding finding) {
        session.print(
                session.json
                        ? new Json()
                                .put("project", finding.project())
                                .put("where", finding.where())
                                .put("rule", finding.rule())
                                .put("said", finding.said())
                        : Visible.line(text(finding)));
    }

    private static String text(Check.Finding finding) {
        String place = finding.where().isEmpty() ? "project " + finding.project() : finding.where();
        return finding.said().isEmpty() ? place : place + ": " + finding.rule() + " " + finding.said();
    }
}
