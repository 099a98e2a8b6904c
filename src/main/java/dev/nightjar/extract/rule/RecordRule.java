package dev.nightjar.extract.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.text.Glob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a record of any level must be like to mean something.
///
/// @param match one of these is found in the text; empty: any text will do
/// @param where globs for `process`, `logger`, `thread`, `host` or fields by name; all must fit
/// @param in names of formats whose files it is looked for in; empty: all
/// @param actor the field or group that names who did it
/// @param action what was done, if no group says it
/// @param needles texts of which one stands in each record it matches; empty if there are none
public record RecordRule(
        String name,
        List<Pattern> match,
        Map<String, Glob> where,
        List<String> in,
        Optional<String> actor,
        Optional<String> action,
        Set<String> needles) {

    public RecordRule {
        match = List.copyOf(match);
        where = Map.copyOf(where);
        in = List.copyOf(in);
        needles = Set.copyOf(needles);
    }

    /// A rule that needs no more than a pattern.
    ///
    /// @throws PatternSyntaxException if it is none
    public static RecordRule of(String name, String match, Optional<String> actor) {
        Pattern pattern = Pattern.compile(match);
        return new RecordRule(name, List.of(pattern), Map.of(), List.of(), actor, Optional.empty(), Literals.of(match));
    }

    /// Reads a rule; what is wrong with it is noted as a problem.
    static RecordRule read(String name, Doc doc) {
        List<Pattern> match = new ArrayList<>();
        for (String text : doc.texts("match")) {
            try {
                match.add(Pattern.compile(text));
            } catch (PatternSyntaxException e) {
                doc.problem("match", "'" + text + "' is no pattern: " + e.getMessage());
            }
        }
        Map<String, String> where = doc.map("where");
        Map<String, Glob> globs = new LinkedHashMap<>();
        where.forEach((field, glob) -> globs.put(field, Glob.stars(glob)));
        if (match.isEmpty() && where.isEmpty()) {
            doc.problem("match", "a rule needs something to 'match', or 'where'");
        }
        return new RecordRule(
                name,
                match,
                globs,
                doc.texts("in"),
                doc.textIf("actor"),
                doc.textIf("action"),
                match.isEmpty() ? ofGlobs(where) : ofPatterns(match));
    }

    private static Set<String> ofPatterns(List<Pattern> match) {
        Set<String> all = new TreeSet<>();
        for (Pattern pattern : match) {
            Set<String> needed = Literals.of(pattern.pattern());
            if (needed.isEmpty()) {
                return Set.of();
            }
            all.addAll(needed);
        }
        return all;
    }

    /// A field's value stands in the record; what a header of other programs says may not.
    private static Set<String> ofGlobs(Map<String, String> where) {
        return where.entrySet().stream()
                .filter(entry -> !Set.of("process", "host").contains(entry.getKey()))
                .map(entry -> Literals.of(pattern(entry.getValue())))
                .filter(texts -> !texts.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }

    /// The pattern that matches what a glob does.
    private static String pattern(String glob) {
        return "(?is)\\Q" + glob.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E";
    }

    /// Whether it is looked for in files of a format, as `Format.name` says it.
    boolean isFor(String format) {
        if (in.isEmpty()) {
            return true;
        }
        for (String part : format.split(">", -1)) {
            int mark = part.indexOf(':');
            if (in.contains(mark < 0 ? part : part.substring(0, mark))) {
                return true;
            }
        }
        return false;
    }

    /// The named groups with what they found, in the first 8,192 characters; null if it does not match.
    @Nullable
    Map<String, String> find(LogRecord record) {
        for (Map.Entry<String, Glob> condition : where.entrySet()) {
            String value = value(record, condition.getKey());
            if (value == null || !condition.getValue().matches(value)) {
                return null;
            }
        }
        if (match.isEmpty()) {
            return Map.of();
        }
        String text = record.text();
        for (Pattern pattern : match) {
            Matcher matcher = pattern.matcher(
                    text.length() > RecordRules.SEARCHED ? text.substring(0, RecordRules.SEARCHED) : text);
            if (matcher.find()) {
                return groups(pattern, matcher);
            }
        }
        return null;
    }

    private static Map<String, String> groups(Pattern pattern, Matcher matcher) {
        Map<String, String> groups = new LinkedHashMap<>();
        for (String group : pattern.namedGroups().keySet()) {
            String value = matcher.group(group);
            if (value != null && !value.isEmpty()) {
                groups.put(group, value);
            }
        }
        return groups;
    }

    private static @Nullable String value(LogRecord record, String field) {
        return switch (field) {
            case "process" -> record.process();
            case "logger" -> record.logger();
            case "thread" -> record.thread();
            case "host" -> record.host();
            default -> record.fields().get(field);
        };
    }
}
