package dev.nightjar.cli.doctor;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Level;
import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// Looks at everything that a night needs.
@picocli.CommandLine.Command(
        description = "Checks everything that a night needs, and says what to do about what is wrong.",
        footer = {
            "%nA line for each check: ok, warn or fail, and what to do. Ends with the exit code of the worst:",
            "0 all is well, 4 warnings, else the code with which a run would end.",
            "%nExample:%n  nightjar doctor --config /etc/nightjar",
            "  nightjar doctor --offline --json"
        })
public final class Doctor implements Command {

    private static final int WIDTH = 100;

    @Option(names = "--offline", description = "Do not ask the mail server.")
    boolean offline;

    @Override
    public boolean scheduled() {
        return true;
    }

    @Override
    public Exit run(Session session) {
        List<Finding> findings = findings(session);
        findings.forEach(finding -> {
            if (session.json) {
                session.print(finding.json());
            } else {
                print(session, finding);
            }
        });
        return findings.stream().map(Finding::exit).min(Exit::compareTo).orElse(Exit.DONE);
    }

    private List<Finding> findings(Session session) {
        List<Finding> all = new ArrayList<>(MachineChecks.of(session));
        List<Finding> configuration = ConfigChecks.of(session);
        all.addAll(configuration);
        if (configuration.stream().anyMatch(finding -> finding.exit() == Exit.CONFIGURATION)) {
            return all;
        }
        List<Finding> doubts = StorageChecks.trusted(session);
        if (!doubts.isEmpty()) {
            all.addAll(doubts);
            return all;
        }
        for (Function<Session, List<Finding>> check : List.<Function<Session, List<Finding>>>of(
                StorageChecks::of, SourceChecks::of, RunChecks::of, one -> MailChecks.of(one, offline))) {
            try {
                all.addAll(check.apply(session));
            } catch (Failure e) {
                all.add(Finding.fail("check", e.exit(), String.valueOf(e.getMessage()), ""));
            }
        }
        return all;
    }

    private static void print(Session session, Finding finding) {
        String word = switch (finding.exit()) {
            case DONE -> session.style.good("ok  ");
            case DEGRADED -> session.style.level(Level.WARN, "warn");
            default -> session.style.bad("fail");
        };
        List<String> said = Phrases.wrap(Visible.text(finding.said()), WIDTH);
        session.out.println(word + "  " + "%-10s".formatted(finding.about()) + said.getFirst());
        said.stream().skip(1).forEach(line -> session.out.println(" ".repeat(16) + line));
        if (!finding.remedy().isEmpty()) {
            String remedy = "→ " + session.copied(Visible.text(finding.remedy()));
            boolean copied = remedy.contains("nightjar "); // a command that is broken into lines cannot be copied
            (copied ? List.of(remedy) : Phrases.wrap(remedy, WIDTH))
                    .forEach(line -> session.out.println(" ".repeat(16) + line));
        }
    }
}
