package dev.nightjar.group.rule;

import dev.nightjar.config.Project;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.model.event.FrameMask;
import dev.nightjar.model.event.Trace.Frame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells own frames from library frames: the project's own list first, then the rules' lists by language, the
/// longest prefix first whatever the order of files, then the language's default, which is own code.
public final class Ownership {

    /// Separates the parts of a module's name.
    private static final String SEPARATORS = ".$/:\\";

    private final Map<String, Map<String, FrameVerdict>> prefixes = new HashMap<>();
    private final Map<String, TreeSet<String>> fragments = new HashMap<>();
    private final TreeSet<String> ownFragments = new TreeSet<>();
    private final TreeSet<String> generated = new TreeSet<>();
    private final Map<String, FrameVerdict> skipped = new HashMap<>();
    private final TreeSet<String> functions = new TreeSet<>();

    /// Adds the members `libraries`, `own` and `skip` of a file of rules.
    void add(Doc doc) {
        doc.doc("libraries")
                .ifPresent(libraries -> libraries
                        .keys()
                        .forEach(language -> libraries.texts(language).stream()
                                .filter(entry -> !entry.isEmpty())
                                .forEach(entry -> library(language, entry))));
        doc.texts("own").stream().filter(entry -> !entry.isEmpty()).forEach(this::own);
        doc.doc("skip").ifPresent(skip -> {
            generated.addAll(skip.texts("containing"));
            functions.addAll(skip.texts("functions"));
            skip.texts("modules").forEach(module -> skipped.put(module, never("call through " + module)));
            skip.done();
        });
    }

    private void library(String language, String entry) {
        if (path(entry)) {
            fragments.computeIfAbsent(language, l -> new TreeSet<>()).add(entry);
        } else {
            prefixes.computeIfAbsent(language, l -> new HashMap<>())
                    .putIfAbsent(entry, new FrameVerdict(false, true, "library frame of " + entry));
        }
    }

    private void own(String entry) {
        if (path(entry)) {
            ownFragments.add(entry);
        } else {
            prefixes.computeIfAbsent("*", l -> new HashMap<>())
                    .put(entry, new FrameVerdict(true, true, "own code: the rules name " + entry));
        }
    }

    /// A path begins or ends with a slash, ends with a colon (`node:`), or is a pseudo file (`<frozen`,
    /// `[internal`).
    private static boolean path(String entry) {
        return entry.endsWith("/") || entry.endsWith(":") || "/<[".indexOf(entry.charAt(0)) >= 0 || entry.contains("*");
    }

    /// Whose code a frame is, and which rule says so. Frames that never count are told first, whatever a project
    /// lists.
    ///
    /// @param language of the trace: the rules' lists are by language
    public FrameVerdict of(Frame frame, String language, Project project) {
        String module = GeneratedNames.bare(frame.module(), language);
        FrameVerdict never = neverCounts(frame, module, language);
        if (never != null) {
            return never;
        }
        FrameVerdict named = byProject(frame, module, project);
        if (named != null) {
            return named;
        }
        FrameVerdict ruled = byRules(frame, module, language);
        if (ruled != null) {
            return ruled;
        }
        return frame.nativeCode()
                ? new FrameVerdict(false, true, "native code")
                : new FrameVerdict(true, true, "own code: no rule names a library");
    }

    private @Nullable FrameVerdict neverCounts(Frame frame, @Nullable String module, String language) {
        String name = module == null ? frame.function() : module;
        for (String mark : generated) {
            if (name.contains(mark)) {
                return never("generated code (" + mark + ")");
            }
        }
        if (functions.contains(frame.function()) || functions.contains(language + ":" + frame.function())) {
            return never("not printed by every version of the language");
        }
        return module == null ? null : longest(skipped, module);
    }

    /// Frames that never count, whatever the project.
    public FrameMask mask() {
        boolean digits = Stream.of(generated, functions, skipped.keySet())
                .flatMap(Collection::stream)
                .anyMatch(text -> text.chars().anyMatch(c -> c >= '0' && c <= '9'));
        return new FrameMask() {
            @Override
            public boolean neverCounts(Frame frame, String language) {
                return Ownership.this.neverCounts(frame, GeneratedNames.bare(frame.module(), language), language)
                        != null;
            }

            @Override
            public boolean ignoresDigits() {
                return !digits;
            }
        };
    }

    private static FrameVerdict never(String reason) {
        return new FrameVerdict(false, false, reason);
    }

    /// By the project's own list: a prefix decides about every frame with a module, a path about every frame with
    /// a file.
    private @Nullable FrameVerdict byProject(Frame frame, @Nullable String module, Project project) {
        boolean asked = false;
        for (String entry : project.inApp()) {
            if (entry.isEmpty()) {
                continue;
            }
            boolean path = path(entry);
            String where = path ? frame.file() : module;
            asked |= where != null;
            if (where != null && (path ? inPath(where, entry) : prefix(module, entry))
                    || !path && module == null && frame.file() != null && inPath(frame.file(), folder(entry))) {
                return new FrameVerdict(true, true, "own code: the project names " + entry);
            }
        }
        return asked ? new FrameVerdict(false, true, "not among the project's own modules") : null;
    }

    private @Nullable FrameVerdict byRules(Frame frame, @Nullable String module, String language) {
        String file = frame.file() == null ? "" : frame.file();
        for (String entry : ownFragments) {
            if (inPath(file, entry)) {
                return new FrameVerdict(true, true, "own code: the rules name " + entry);
            }
        }
        FrameVerdict general = module == null ? null : longest(prefixes.getOrDefault("*", Map.of()), module);
        if (general != null) {
            return general;
        }
        FrameVerdict listed = module == null ? null : longest(prefixes.getOrDefault(language, Map.of()), module);
        if (listed != null) {
            return listed;
        }
        for (String entry : fragments.getOrDefault(language, new TreeSet<>())) {
            if (inPath(file, entry)) {
                return new FrameVerdict(false, true, "library file in " + entry);
            }
        }
        return null;
    }

    /// The entry that is the longest prefix of a module, ending where a part of its name ends.
    private static @Nullable FrameVerdict longest(Map<String, FrameVerdict> entries, String module) {
        for (int i = module.length(); i > 0; i--) {
            if (i == module.length() || SEPARATORS.indexOf(module.charAt(i)) >= 0) {
                FrameVerdict verdict = entries.get(module.substring(0, i));
                if (verdict != null) {
                    return verdict;
                }
            }
        }
        return null;
    }

    private static boolean prefix(@Nullable String module, String entry) {
        String bare = entry.endsWith(".") ? entry.substring(0, entry.length() - 1) : entry;
        return module != null
                && module.startsWith(bare)
                && (module.length() == bare.length() || SEPARATORS.indexOf(module.charAt(bare.length())) >= 0);
    }

    private static String folder(String entry) {
        return "/" + entry.replace('.', '/').replace('\\', '/') + "/";
    }

    /// True if a path has this fragment; `*` in it stands for anything.
    private static boolean inPath(String file, String fragment) {
        String path = "/" + file.replace('\\', '/');
        List<String> pieces = new ArrayList<>(List.of(fragment.split("\\*+")));
        int at = 0;
        for (String piece : pieces) {
            int found = path.indexOf(piece, at);
            if (found < 0) {
                return false;
            }
            at = found + piece.length();
        }
        return true;
    }
}
