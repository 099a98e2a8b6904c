package dev.nightjar.extract;

import com.google.re2j.PatternSyntaxException;
import dev.nightjar.config.Project;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.rule.RecordRule;
import dev.nightjar.extract.rule.RecordRules;
import dev.nightjar.model.Failure;
import dev.nightjar.model.log.LogRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How records say which release runs, by a group `release`: what an application prints when it starts, and what
/// tools say that install it (group `package`), for a project that names its packages. A project's own patterns
/// come
/// first; `match: none` among them leaves out those that ship with Nightjar.
record Banners(RecordRules rules, Set<String> packages) {

    private static final int LONGEST = 100;
    private static final String PACKAGE = "package";
    private static final String NONE = "none";

    static Banners load(Optional<Path> home, Problems problems) {
        return new Banners(RecordRules.load("releases", home, problems), Set.of());
    }

    /// @throws Failure with exit code 78 if a pattern is none, or has no group `release`
    Banners of(Project project) {
        List<RecordRule> own = new ArrayList<>();
        for (String match : project.releases().matches()) {
            if (!match.equals(NONE)) {
                own.add(compile(project, match));
            }
        }
        boolean none = project.releases().matches().contains(NONE);
        boolean packaged = !project.releases().packages().isEmpty();
        List<RecordRule> shipped = rules.all().stream()
                .filter(rule -> !none && (packaged || !tellsPackage(rule)))
                .toList();
        return new Banners(
                new RecordRules(shipped).after(own, Set.of()),
                Set.copyOf(project.releases().packages()));
    }

    /// Those that are looked for in files of a format.
    Banners in(String format) {
        return new Banners(rules.in(format), packages);
    }

    private static boolean tellsPackage(RecordRule rule) {
        return rule.match().stream().anyMatch(pattern -> pattern.namedGroups().containsKey(PACKAGE));
    }

    private static RecordRule compile(Project project, String match) {
        try {
            RecordRule rule = RecordRule.of(match, match, Optional.empty());
            if (rule.match().getFirst().namedGroups().containsKey(IdRules.RELEASE)) {
                return rule;
            }
            throw new Failure(
                    Failure.Exit.CONFIGURATION,
                    "project " + project.name() + ", releases: '" + match
                            + "' does not say where the release stands: write (?<release>\\S+) there");
        } catch (PatternSyntaxException e) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION,
                    "project " + project.name() + ", releases: '" + match + "' is no pattern: " + e.getMessage(),
                    e);
        }
    }

    Optional<String> find(LogRecord record) {
        RecordRules.Found found = rules.first(record);
        String release = found == null ? null : found.groups().get(IdRules.RELEASE);
        boolean ours = found != null
                && (!tellsPackage(found.rule())
                        || packages.contains(found.groups().getOrDefault(PACKAGE, "")));
        return release == null || release.length() > LONGEST || !ours ? Optional.empty() : Optional.of(release);
    }
}
