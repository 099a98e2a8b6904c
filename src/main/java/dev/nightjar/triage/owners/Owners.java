package dev.nightjar.triage.owners;

import dev.nightjar.config.Project;
import dev.nightjar.config.Project.Owner;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Whose the issues of a project are: what a person assigned, else the last rule that matches; CODEOWNERS
/// files are read before the rules of the project, which so override them. Rules see the logger, host, ids and
/// address of the newest event, and the module and file of its own frames.
public final class Owners {

    /// Who is to look.
    ///
    /// @param reason which rule or person says so, with its place
    public record Found(String owner, String contact, String reason) {}

    /// A rule as people are told of it.
    ///
    /// @param where `file:line`, empty if unknown
    /// @param owner empty if it takes the owner away
    public record Entry(String project, String written, String where, String owner) {}

    private final String project;
    private final List<OwnerRule> rules;
    private final List<String> problems;

    private Owners(String project, List<OwnerRule> rules, List<String> problems) {
        this.project = project;
        this.rules = rules;
        this.problems = problems;
    }

    /// Reads the CODEOWNERS files; one that cannot be read is a problem told, and has no rules.
    public static Owners of(String name, Optional<Project> project) {
        CodeOwners files = CodeOwners.read(project.map(Project::codeowners).orElse(List.of()));
        List<OwnerRule> rules = new ArrayList<>(files.rules());
        for (Owner rule : project.map(Project::owners).orElse(List.of())) {
            rules.add(OwnerRule.of(rule));
        }
        return new Owners(name, List.copyOf(rules), files.problems());
    }

    /// `file:line: reason` for what could not be read.
    public List<String> problems() {
        return problems;
    }

    /// All rules, in the order in which they are held against an issue.
    public List<Entry> entries() {
        return rules.stream().map(this::entry).toList();
    }

    /// Those that match an issue, in the same order: the last decides.
    public List<Entry> matching(Activity activity, Supplier<Optional<StoredEvent>> newest) {
        OwnedThing subject = new OwnedThing(activity, newest);
        return rules.stream()
                .filter(rule -> rule.matches().test(subject))
                .map(this::entry)
                .toList();
    }

    private Entry entry(OwnerRule rule) {
        return new Entry(project, rule.written(), rule.where(), rule.owner());
    }

    /// @param history decisions about the issue, oldest first
    public Optional<Found> of(Activity activity, List<Decision> history, Supplier<Optional<StoredEvent>> newest) {
        Optional<Decision> assigned = history.stream()
                .filter(decision -> decision.kind() == Decision.Kind.ASSIGN)
                .reduce((older, newer) -> newer)
                .filter(decision -> !decision.text().isBlank());
        return assigned.map(this::assigned).or(() -> byRule(new OwnedThing(activity, newest)));
    }

    private Found assigned(Decision decision) {
        String owner = decision.text().strip();
        String by = decision.by().isBlank() ? "somebody" : decision.by();
        return new Found(
                owner,
                contact(owner),
                "assigned by " + by + " on " + decision.at().toString().substring(0, 10));
    }

    private String contact(String owner) {
        return rules.stream()
                .filter(rule -> rule.owner().equals(owner) && !rule.contact().isEmpty())
                .map(OwnerRule::contact)
                .findFirst()
                .orElse(owner.indexOf('@') > 0 ? owner : "");
    }

    private Optional<Found> byRule(OwnedThing subject) {
        return rules.reversed().stream()
                .filter(rule -> rule.matches().test(subject))
                .findFirst()
                .filter(rule -> !rule.owner().isEmpty())
                .map(rule -> new Found(
                        rule.owner(), rule.contact().isEmpty() ? contact(rule.owner()) : rule.contact(), reason(rule)));
    }

    private String reason(OwnerRule rule) {
        return rule.written() + " in project " + project + (rule.where().isEmpty() ? "" : " (" + rule.where() + ")");
    }
}
