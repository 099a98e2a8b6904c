package dev.nightjar.config;

import dev.nightjar.config.Project.FingerprintRule;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Reads `fingerprints:` of a project.
final class FingerprintRules {

    private static final String DEFAULT = "default";

    private final Set<String> ids;
    private final List<FingerprintRule> rules = new ArrayList<>();

    private FingerprintRules(Set<String> ids) {
        this.ids = ids;
    }

    /// @param ids kinds of ids that the project names
    static List<FingerprintRule> read(Doc project, Set<String> ids) {
        FingerprintRules reader = new FingerprintRules(ids);
        project.docs("fingerprints").forEach(reader::rule);
        return reader.rules;
    }

    private void rule(Doc item) {
        List<String> as = new ArrayList<>();
        item.texts("as", (place, part) -> {
            placeholders(part, problem -> item.problems().add(place, problem));
            as.add(part);
        });
        String title = item.textIf("title").orElse("");
        placeholders(title, problem -> item.problem("title", problem));
        Map<String, String> match = new LinkedHashMap<>();
        for (String key : item.keys()) {
            if (!key.equals("as") && !key.equals("title")) {
                item.value(key, SettingWords::filled).ifPresent(glob -> match.put(key, glob));
                name(key, "", problem -> item.problemWithName(key, problem));
            }
        }
        if (match.isEmpty()) {
            item.problems().add(item.place(), "a fingerprint rule needs something to match: type, message, logger …");
        }
        if (as.isEmpty()) {
            item.problem("as", "'as' is missing: say what the issue is made of, as: [deadlock]");
        }
        rules.add(new FingerprintRule(match, as, title, item.place().toString()));
    }

    private void placeholders(String text, Consumer<String> problem) {
        int at = 0;
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
            int close = text.indexOf("}}", open);
            if (close < 0) {
                problem.accept("'{{' is not closed: write {{ name }}");
                return;
            }
            name(text.substring(open + 2, close).strip(), DEFAULT, problem);
            at = close + 2;
        }
    }

    /// Any name may be that of a field; one that is a slip of the pen away from a known one is taken for that.
    private void name(String name, String also, Consumer<String> problem) {
        if (name.isEmpty()) {
            problem.accept("'{{ }}' names nothing: write {{ type }} or the name of a field");
        } else if (!FingerprintRule.NAMES.contains(name) && !name.equals(also) && !ids.contains(name)) {
            List<String> known = new ArrayList<>(FingerprintRule.NAMES);
            known.add(also);
            known.stream()
                    .filter(one -> Nearest.distance(name, one) <= (one.length() > 6 ? 2 : 1) && !one.isEmpty())
                    .findFirst()
                    .ifPresent(one -> problem.accept("unknown '" + name + "', did you mean '" + one
                            + "'? If it is a field, name it under 'ids' too"));
        }
    }
}
