package dev.nightjar.extract.rule;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.log.LogRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rules in their order: the first that matches a record counts. Thread-safe.
public final class RecordRules {

    /// Characters of a text that are looked at.
    public static final int SEARCHED = 8192;

    private final List<RecordRule> all;
    private final List<RecordRule> withoutNeedles;
    private final LiteralPrefilter needles;

    /// What a rule found.
    ///
    /// @param groups by name
    public record Found(RecordRule rule, Map<String, String> groups) {}

    public RecordRules(List<RecordRule> rules) {
        all = List.copyOf(rules);
        withoutNeedles = all.stream()
                .filter(rule -> rule.needles().isEmpty() || rule.match().isEmpty())
                .toList();
        needles = LiteralPrefilter.of(texts(all.stream().filter(rule -> !withoutNeedles.contains(rule))));
    }

    /// Reads the definitions of a kind; what is wrong with them is noted in `problems`.
    ///
    /// @param home the configuration's folder, whose definitions override the built-in ones by file name
    public static RecordRules load(String kind, Optional<Path> home, Problems problems) {
        Map<String, RecordRule> rules = new LinkedHashMap<>();
        for (Doc doc : Definitions.load(kind, home, problems).values()) {
            doc.textIf("about");
            doc.doc("rules")
                    .ifPresent(list -> list.keys()
                            .forEach(name -> list.doc(name).ifPresent(rule -> {
                                rules.put(name, RecordRule.read(name, rule));
                                if (rule.docs("samples").isEmpty()) {
                                    rule.problem(
                                            "samples", "a rule without samples does not load: add one with 'text'");
                                }
                                rule.done();
                            })));
            doc.done();
        }
        return new RecordRules(List.copyOf(rules.values()));
    }

    /// In their order.
    public List<RecordRule> all() {
        return all;
    }

    /// A project's own rules before these; of a name that both have, the project's alone.
    ///
    /// @param without names of rules that are left out
    public RecordRules after(List<RecordRule> own, Set<String> without) {
        Set<String> gone = new TreeSet<>(without);
        own.forEach(rule -> gone.add(rule.name()));
        List<RecordRule> both = new ArrayList<>(own);
        all.stream().filter(rule -> !gone.contains(rule.name())).forEach(both::add);
        return new RecordRules(both);
    }

    /// Those that are looked for in files of a format, as `Format.name` has it.
    public RecordRules in(String format) {
        return all.stream().allMatch(rule -> rule.isFor(format))
                ? this
                : new RecordRules(
                        all.stream().filter(rule -> rule.isFor(format)).toList());
    }

    private static Set<String> texts(Stream<RecordRule> rules) {
        Set<String> texts = new TreeSet<>();
        rules.forEach(rule -> texts.addAll(rule.needles()));
        return texts;
    }

    /// What a record must have one of to be matched by a rule; an empty text if a rule says nothing of the kind.
    public Set<String> needles() {
        boolean slow = all.stream().anyMatch(rule -> rule.needles().isEmpty());
        return slow ? Set.of("") : texts(all.stream());
    }

    /// True if a rule that asks for fields alone, whatever the text, matches.
    public boolean matchesFields(LogRecord record) {
        for (RecordRule rule : withoutNeedles) {
            if (rule.match().isEmpty() && rule.find(record) != null) {
                return true;
            }
        }
        return false;
    }

    /// What the first rule that matches found; null if none does.
    public @Nullable Found first(LogRecord record) {
        boolean may = needles.in(record.text(), SEARCHED);
        String small = may ? record.text().toLowerCase(Locale.ROOT) : "";
        for (RecordRule rule : may ? all : withoutNeedles) {
            boolean told = rule.match().isEmpty() || rule.needles().isEmpty();
            boolean holds = told || rule.needles().stream().anyMatch(small::contains);
            Map<String, String> groups = holds ? rule.find(record) : null;
            if (groups != null) {
                return new Found(rule, groups);
            }
        }
        return null;
    }
}
