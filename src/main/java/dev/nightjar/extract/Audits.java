package dev.nightjar.extract;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.nightjar.config.Project;
import dev.nightjar.config.Project.Audit;
import dev.nightjar.model.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A project's rules for events of security, compiled. RE2 matches in linear time whatever the pattern and the
/// text.
record Audits(List<Rule> rules) {

    private static final int SEARCHED = 8192;

    /// A rule and its pattern.
    record Rule(String name, Pattern pattern, Optional<String> actor) {}

    /// What a rule found: the ids it adds, and the field or group that names the actor.
    record Hit(Map<String, String> ids, Optional<String> actor) {}

    /// @throws Failure with exit code 78 if a pattern is none: a rule of security must not be passed over in
    ///     silence
    static Audits of(Project project) {
        return new Audits(
                project.audit().stream().map(audit -> compile(project, audit)).toList());
    }

    private static Rule compile(Project project, Audit audit) {
        try {
            return new Rule(audit.name(), Pattern.compile(audit.match()), audit.actor());
        } catch (PatternSyntaxException e) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION,
                    "project " + project.name() + ", audit rule '" + audit.name() + "': '" + audit.match()
                            + "' is no pattern: " + e.getMessage() + "; correct 'match'",
                    e);
        }
    }

    /// The first rule that matches the text's beginning of 8,192 characters; null if none does.
    @Nullable
    Hit find(String text) {
        for (Rule rule : rules) {
            Matcher matcher = rule.pattern().matcher(text.length() > SEARCHED ? text.substring(0, SEARCHED) : text);
            if (matcher.find()) {
                return new Hit(ids(rule, matcher), rule.actor());
            }
        }
        return null;
    }

    private static Map<String, String> ids(Rule rule, Matcher matcher) {
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("audit", rule.name());
        for (String group : rule.pattern().namedGroups().keySet()) {
            String value = matcher.group(group);
            if (value != null && !value.isEmpty()) {
                ids.put(group, value);
            }
        }
        return ids;
    }
}
