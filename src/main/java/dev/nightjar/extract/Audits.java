package dev.nightjar.extract;

import com.google.re2j.PatternSyntaxException;
import dev.nightjar.config.Project;
import dev.nightjar.config.Project.Audit;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.rule.RecordRule;
import dev.nightjar.extract.rule.RecordRules;
import dev.nightjar.model.Failure;
import dev.nightjar.model.log.LogRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rules for events of security: a project's own, then those that ship with Nightjar, which a project switches off
/// by `audit: none` or, one by one, by a rule of that name with `match: none`.
record Audits(RecordRules rules) {

    /// The kind of id that every event of audit has: the rule's name.
    static final String RULE = "audit";

    static final String ACTOR = "actor";
    static final String ACTION = "action";
    private static final String NONE = "none";

    static Audits load(Optional<Path> home, Problems problems) {
        return new Audits(RecordRules.load("audit", home, problems));
    }

    /// @throws Failure with exit code 78 if a pattern is none: a rule of security must not be passed over in
    ///     silence
    Audits of(Project project) {
        List<RecordRule> own = new ArrayList<>();
        Set<String> without = new HashSet<>();
        for (Audit audit : project.audit()) {
            if (audit.match().equals(NONE)) {
                without.add(audit.name());
            } else {
                own.add(compile(project, audit));
            }
        }
        return new Audits(without.contains(NONE) ? new RecordRules(own) : rules.after(own, without));
    }

    /// Those that are looked for in files of a format.
    Audits in(String format) {
        return new Audits(rules.in(format));
    }

    private static RecordRule compile(Project project, Audit audit) {
        try {
            return RecordRule.of(audit.name(), audit.match(), audit.actor());
        } catch (PatternSyntaxException e) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION,
                    "project " + project.name() + ", audit rule '" + audit.name() + "': '" + audit.match()
                            + "' is no pattern: " + e.getMessage() + "; correct 'match'",
                    e);
        }
    }

    /// The ids that the first rule which matches gives the record; null if none does.
    @Nullable
    Map<String, String> find(LogRecord record) {
        RecordRules.Found found = rules.first(record);
        if (found == null) {
            return null;
        }
        RecordRule rule = found.rule();
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put(RULE, rule.name());
        rule.action().ifPresent(action -> ids.put(ACTION, action));
        ids.putAll(found.groups());
        String actor = rule.actor().map(name -> field(record, name, ids)).orElse(null);
        if (actor != null && !actor.isEmpty()) {
            ids.put(ACTOR, actor);
        }
        return ids;
    }

    private static @Nullable String field(LogRecord record, String name, Map<String, String> groups) {
        String value = record.fields().get(name);
        return value == null ? groups.get(name) : value;
    }
}
