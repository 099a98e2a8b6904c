package dev.nightjar.read.rules;

import dev.nightjar.config.Project;
import dev.nightjar.config.Project.Audit;
import dev.nightjar.config.Project.FingerprintRule;
import dev.nightjar.group.Grouping;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.read.IssueReader;
import dev.nightjar.store.Archive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Holds the rules of projects against what was stored: which of them never matched anything.
public final class Check {

    /// Events of an issue that are looked at, and of all issues of a project.
    private static final int SAMPLES = 3;

    private static final int MOST = 20_000;
    private static final int MOST_ISSUES = 5_000;

    /// A rule that does nothing, or something that could not be read.
    ///
    /// @param where `file:line:column`, as far as it is known
    /// @param rule as written
    /// @param said what is wrong with it
    public record Finding(String project, String where, String rule, String said) {}

    /// What was found.
    ///
    /// @param rules how many rules there are
    /// @param events how many events they were held against
    public record Found(List<Finding> findings, int rules, int events) {
        public Found {
            findings = List.copyOf(findings);
        }
    }

    private final Archive archive;
    private final Grouping grouping;
    private final List<Finding> findings = new ArrayList<>();
    private int rules;
    private int events;

    public Check(Archive archive, Grouping grouping) {
        this.archive = archive;
        this.grouping = grouping;
    }

    /// Everything that is wrong with the rules of these projects. To be called once.
    public Found of(List<Project> projects, IssueReader triaging) {
        List<Activity> activities =
                projects.stream().allMatch(project -> project.fingerprints().isEmpty())
                        ? List.of()
                        : triaging.listed(Optional.empty(), t -> 0, MOST_ISSUES, id -> true).read().stream()
                                .map(Triaged::activity)
                                .toList();
        for (Project project : projects) {
            fingerprints(project, activities);
            audits(project);
        }
        owners(projects, triaging);
        return new Found(findings, rules, events);
    }

    private void fingerprints(Project project, List<Activity> activities) {
        List<FingerprintRule> wanted = project.fingerprints();
        rules += wanted.size();
        Set<FingerprintRule> won = new HashSet<>();
        Map<FingerprintRule, FingerprintRule> lost = new HashMap<>();
        int looked = 0;
        for (Activity activity : activities) {
            boolean mine = activity.issue().project().equals(project.name());
            if (!mine || looked >= MOST || won.size() == wanted.size()) {
                continue;
            }
            for (StoredEvent event : archive.samples(activity.issue().id(), SAMPLES)) {
                looked++;
                List<FingerprintRule> matching = grouping.matching(Rebuilt.of(event, null), project);
                matching.stream().limit(1).forEach(won::add);
                matching.stream().skip(1).forEach(rule -> lost.putIfAbsent(rule, matching.getFirst()));
            }
        }
        events += looked;
        for (FingerprintRule rule : wanted) {
            if (!won.contains(rule)) {
                add(project, rule.where(), written(rule), verdict(rule, project, lost.get(rule)));
            }
        }
    }

    private static String verdict(FingerprintRule rule, Project project, @Nullable FingerprintRule winner) {
        String unknown = rule.match().keySet().stream()
                .filter(name -> !Rebuilt.STORED.contains(name) && !project.ids().containsKey(name))
                .sorted()
                .collect(Collectors.joining(", "));
        if (winner != null) {
            return "never decides: what it matches is taken by the rule at " + winner.where();
        }
        return "never matched"
                + (unknown.isEmpty() ? "" : "; fields (" + unknown + ") are not stored unless named under 'ids'");
    }

    private static String written(FingerprintRule rule) {
        return new TreeMap<>(rule.match())
                .entrySet().stream()
                        .map(one -> one.getKey() + ": " + one.getValue())
                        .collect(Collectors.joining(", ", "fingerprint rule ", ""));
    }

    private void audits(Project project) {
        rules += project.audit().size();
        if (project.audit().isEmpty()) {
            return;
        }
        Set<String> seen = archive.top("project:" + project.name(), null, "audit", MOST).stream()
                .map(Archive.Value::value)
                .collect(Collectors.toSet());
        for (Audit rule : project.audit()) {
            if (!seen.contains(rule.name())) {
                add(project, rule.where(), "audit rule " + rule.name(), "never matched since it is there");
            }
        }
    }

    private void owners(List<Project> projects, IssueReader triaging) {
        rules += projects.stream().mapToInt(project -> project.owners().size()).sum();
        if (projects.stream()
                .allMatch(project ->
                        project.owners().isEmpty() && project.codeowners().isEmpty())) {
            return;
        }
        var coverage = triaging.coverage(0);
        coverage.problems().forEach(problem -> findings.add(new Finding("", problem, "", "")));
        coverage.idle()
                .forEach(idle -> findings.add(new Finding(
                        idle.project(),
                        idle.where(),
                        "owner " + idle.rule(),
                        idle.matched() == 0
                                ? "never matched"
                                : "never decides: rules behind it take what it matches")));
    }

    private void add(Project project, String where, String rule, String said) {
        findings.add(new Finding(project.name(), where, rule, said));
    }
}
