package dev.nightjar.group.rule;

import dev.nightjar.config.yaml.Doc;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.text.Budget;
import dev.nightjar.text.Cache;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names without what the compiler, a proxy or a build adds to them, by the rules' `names`. The longest pattern
/// comes first, whatever the order of the files.
public final class GeneratedNames {

    private static final int LONGEST = 2000;

    private final List<Rewrite> modules = new ArrayList<>();
    private final List<Rewrite> functions = new ArrayList<>();
    private final List<Rewrite> files = new ArrayList<>();
    private final Map<String, List<Rewrite>> functionsOf = new HashMap<>();
    private final Cache<String, String> knownModules =
            new Cache<>(Budget.NAMES_OF_FRAMES.bytes() / 2, GeneratedNames::weight);
    private final Cache<Spoken, String> knownFunctions =
            new Cache<>(Budget.NAMES_OF_FRAMES.bytes() / 2, GeneratedNames::weight);

    private record Spoken(String language, String name) {}

    private static long weight(Object key, String name) {
        return 2 * Cache.weight(name);
    }

    /// Adds the members of a file's `names`: `module`, `function`, `file`, each a mapping of pattern to
    /// replacement; and `functions`, such a mapping for functions of each language.
    void add(Doc names) {
        add(modules, names.map("module"));
        add(functions, names.map("function"));
        add(files, names.map("file"));
        names.doc("functions")
                .ifPresent(languages -> languages
                        .keys()
                        .forEach(language -> add(
                                functionsOf.computeIfAbsent(language, any -> new ArrayList<>()),
                                languages.map(language))));
        names.done();
    }

    private static void add(List<Rewrite> rules, Map<String, String> entries) {
        entries.forEach((pattern, replacement) -> rules.add(new Rewrite(pattern, replacement)));
        rules.sort(Comparator.comparingInt((Rewrite rule) -> -rule.pattern().length())
                .thenComparing(Rewrite::pattern));
    }

    /// A module or type without what was generated into its name.
    public String module(String name) {
        return knownModules.get(name, any -> apply(modules, any));
    }

    String function(String name, String language) {
        return knownFunctions.get(
                new Spoken(language, name),
                any -> apply(functions, apply(functionsOf.getOrDefault(language, List.of()), any.name)));
    }

    /// The file's name without its folder.
    String file(@Nullable String path) {
        if (path == null) {
            return "";
        }
        String bare = apply(files, path);
        return bare.substring(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\')) + 1);
    }

    /// A frame as it counts: `module.function`, or `file:function` where the language has no modules.
    public String frame(Frame frame, String language) {
        String module = bare(frame.module(), language);
        String function = function(frame.function(), language);
        return module != null ? module(module) + "." + function : file(frame.file()) + ":" + function;
    }

    /// A module without the loader and module names that Java prints before a slash: `app//`, `java.base@25/`.
    static @Nullable public String bare(@Nullable String module, String language) {
        if (module == null || !language.equals("java")) {
            return module;
        }
        int hidden = module.indexOf("$$Lambda");
        return module.substring(module.lastIndexOf('/', hidden < 0 ? module.length() : hidden) + 1);
    }

    private static String apply(List<Rewrite> rules, String name) {
        if (name.length() > LONGEST) {
            return name;
        }
        String result = name;
        for (Rewrite rule : rules) {
            result = rule.apply(result);
        }
        return result;
    }
}
