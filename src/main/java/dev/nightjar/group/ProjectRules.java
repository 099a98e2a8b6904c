package dev.nightjar.group;

import dev.nightjar.config.Project.FingerprintRule;
import dev.nightjar.group.judge.Canon;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Occurrence.Part;
import dev.nightjar.model.event.Title;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The fingerprint rules of a project, ready to be held against events. The first that matches wins.
final class ProjectRules {

    private static final Set<String> OF_FRAMES = Set.of("module", "function", "file");
    private static final String NONE = "(none)";

    private final String version;
    private final List<Wish> wishes;

    /// A rule with its globs: those for one frame, and the others.
    private record Wish(FingerprintRule rule, Map<String, Glob> frame, Map<String, Glob> rest) {}

    /// What a rule found.
    ///
    /// @param frame the frame that matched, null if the rule asks for none
    private record Hit(Wish wish, @Nullable Frame frame) {}

    ProjectRules(String version, List<FingerprintRule> rules) {
        this.version = version;
        this.wishes = rules.stream().map(ProjectRules::wish).toList();
    }

    private static Wish wish(FingerprintRule rule) {
        Map<String, Glob> frame = new TreeMap<>();
        Map<String, Glob> rest = new TreeMap<>();
        rule.match().forEach((name, glob) -> (OF_FRAMES.contains(name) ? frame : rest).put(name, Glob.text(glob)));
        return new Wish(rule, frame, rest);
    }

    /// All rules that match, in their order: the first is the one that counts.
    List<FingerprintRule> matching(Occurrence usual, String project) {
        RuleSubject said = new RuleSubject(usual, project);
        return wishes.stream()
                .filter(wish -> hit(wish, said).isPresent())
                .map(Wish::rule)
                .toList();
    }

    /// The occurrence as the first rule that matches wants it, or as it was.
    Occurrence apply(Occurrence usual, String project) {
        RuleSubject said = new RuleSubject(usual, project);
        for (Wish wish : wishes) {
            Optional<Hit> hit = hit(wish, said);
            if (hit.isPresent()) {
                return wanted(hit.get(), said);
            }
        }
        return usual;
    }

    private static Optional<Hit> hit(Wish wish, RuleSubject said) {
        for (Map.Entry<String, Glob> one : wish.rest().entrySet()) {
            if (said.all(one.getKey()).stream().noneMatch(one.getValue()::matches)) {
                return Optional.empty();
            }
        }
        if (wish.frame().isEmpty()) {
            return Optional.of(new Hit(wish, null));
        }
        return said.frames().stream()
                .filter(frame -> isWanted(frame, said.module(frame), wish.frame()))
                .findFirst()
                .map(frame -> new Hit(wish, frame));
    }

    /// True if one and the same frame matches all globs. A file matches with its folder or without.
    private static boolean isWanted(Frame frame, @Nullable String module, Map<String, Glob> globs) {
        return globs.entrySet().stream().allMatch(one -> {
            Glob glob = one.getValue();
            return switch (one.getKey()) {
                case "module" -> module != null && glob.matches(module);
                case "function" -> glob.matches(frame.function());
                default -> frame.file() != null && (glob.matches(frame.file()) || glob.matches(name(frame.file())));
            };
        });
    }

    private static String name(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private Occurrence wanted(Hit hit, RuleSubject said) {
        Occurrence usual = said.usual();
        FingerprintRule rule = hit.wish().rule();
        String title =
                rule.title().isEmpty() ? usual.title() : Title.of(filled(rule.title(), hit, said, usual.title()));
        boolean alone = rule.as().equals(List.of("{{ default }}"));
        Fingerprint fingerprint = alone ? usual.fingerprint() : fingerprint(hit, said);
        return new Occurrence(
                usual.event(),
                fingerprint,
                title,
                usual.culprit(),
                usual.template(),
                usual.slots(),
                new Explanation(() -> why(hit, said, title)),
                usual.context());
    }

    private Fingerprint fingerprint(Hit hit, RuleSubject said) {
        List<String> parts = new ArrayList<>(List.of(version, said.project(), "rule"));
        hit.wish().rule().as().forEach(part -> parts.add(filled(part, hit, said, byDefault(said))));
        return new Fingerprint(version, List.of(Canon.id(parts)));
    }

    private static String byDefault(RuleSubject said) {
        return said.usual().fingerprint().hashes().getFirst().text();
    }

    /// The rule with its place, what matched, each part; then what would have counted without it.
    private static List<Part> why(Hit hit, RuleSubject said, String title) {
        FingerprintRule rule = hit.wish().rule();
        List<Part> why = new ArrayList<>();
        why.add(new Part("rule", rule.where(), true, "the first fingerprint rule of the project that matches"));
        new TreeMap<>(rule.match())
                .forEach((name, glob) -> why.add(new Part("matches", name + ": " + glob, false, "asked by the rule")));
        if (!rule.title().isEmpty()) {
            why.add(new Part(Occurrence.TITLE, title, false, "given by the rule"));
        }
        for (String part : rule.as()) {
            why.add(new Part("part", filled(part, hit, said, byDefault(said)), true, "from " + part));
        }
        boolean kept = rule.as().stream().anyMatch(part -> part.contains("default"));
        said.usual()
                .why()
                .forEach(part -> why.add(
                        kept || !part.counted()
                                ? part
                                : new Part(part.name(), part.value(), false, "the rule decides in its place")));
        return why;
    }

    /// A text with its placeholders filled in.
    private static String filled(String text, Hit hit, RuleSubject said, String byDefault) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
            int close = text.indexOf("}}", open);
            if (close < 0) {
                break;
            }
            String name = text.substring(open + 2, close).strip();
            String value = name.equals("default") ? byDefault : said.one(name, hit.frame());
            out.append(text, at, open).append(value == null || value.isEmpty() ? NONE : value);
            at = close + 2;
        }
        return out.append(text, at, text.length()).toString();
    }
}
