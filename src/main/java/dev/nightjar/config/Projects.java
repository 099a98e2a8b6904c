package dev.nightjar.config;

import dev.nightjar.config.Project.Audit;
import dev.nightjar.config.Project.Logs;
import dev.nightjar.config.Project.Owner;
import dev.nightjar.config.Project.Releases;
import dev.nightjar.config.Project.Scrub;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.config.yaml.Yaml;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Level;
import dev.nightjar.text.Glob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `projects/*.yaml`, and makes up a project for a command line.
final class Projects {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{},/]*)\\}");

    private Projects() {}

    /// The projects of a configuration's folder by name; relative globs begin at `base`.
    static Map<String, Project> read(Optional<Path> home, Path base, Problems problems) {
        Map<String, Project> projects = new LinkedHashMap<>();
        home.map(dir -> Yaml.folder(dir.resolve("projects"), problems)).orElse(List.of()).stream()
                .map(doc -> project(doc, base))
                .forEach(project -> projects.put(project.name(), project));
        return projects;
    }

    static Project adHoc(Optional<String> given, List<Path> paths, String format) {
        String name = name(given.orElseGet(() -> paths.isEmpty() ? "logs" : slug(folder(paths.getFirst()))));
        List<Logs> logs = paths.stream()
                .map(path -> new Logs(
                        glob(path),
                        format,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty()))
                .toList();
        return new Project(
                name,
                logs,
                List.of(),
                Level.WARN,
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Project.Releases.NONE,
                false,
                Set.of(),
                Optional.empty());
    }

    static String name(String name) {
        if (!SettingWords.isSlug(name)) {
            throw new Failure(
                    Failure.Exit.USAGE,
                    "'" + name + "' is no project name: write " + slug(name) + " (a to z, 0 to 9 and -, at most 64)");
        }
        return name;
    }

    /// What is there is meant as it stands; what is not may be a glob.
    private static String glob(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        String text = absolute.toString();
        if (Files.isDirectory(absolute)) {
            return Glob.literal(text) + (text.endsWith("/") ? "**" : "/**");
        }
        return Files.exists(absolute) || !isGlob(text) ? Glob.literal(text) : text;
    }

    private static boolean isGlob(String text) {
        try {
            Glob.files(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String folder(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path dir = Files.isDirectory(absolute) ? absolute : absolute.getParent();
        while (dir != null && !Glob.literal(dir.toString()).equals(dir.toString()) && !Files.isDirectory(dir)) {
            dir = dir.getParent();
        }
        return dir == null || dir.getFileName() == null ? "" : dir.getFileName().toString();
    }

    private static String slug(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(64, plain.length())).replaceAll("^-|-$", "");
        return cut.isEmpty() ? "logs" : cut;
    }

    private static Project project(Doc doc, Path base) {
        String name = doc.fileName();
        if (!SettingWords.isSlug(name)) {
            doc.problems()
                    .add(
                            doc.place(),
                            "a project's file is named with a to z, 0 to 9 and -: rename it to " + slug(name)
                                    + ".yaml");
        }
        if (name.equals("all")) {
            doc.problems().add(doc.place(), "no project may be called 'all': jobs mean every project by it");
        }
        Project project = new Project(
                name,
                logs(doc, base),
                doc.texts("in-app"),
                doc.value("level", SettingWords::level).orElse(Level.WARN),
                doc.map("ids"),
                owners(doc),
                audit(doc),
                doc.map("notes"),
                FingerprintRules.read(doc, doc.map("ids").keySet()),
                doc.texts("codeowners").stream().map(base::resolve).toList(),
                releases(doc, base),
                doc.flag("unseen", false),
                scrub(doc),
                doc.value("silent-after", SettingWords::duration));
        doc.done();
        return project;
    }

    private static Set<Scrub> scrub(Doc doc) {
        Set<Scrub> scrub = new HashSet<>();
        doc.texts("scrub", (place, text) -> {
            try {
                scrub.add(SettingWords.scrub(text));
            } catch (IllegalArgumentException e) {
                doc.problems().add(place, "'scrub': " + e.getMessage());
            }
        });
        return scrub;
    }

    private static List<Logs> logs(Doc doc, Path base) {
        String format = doc.value("format", SettingWords::filled).orElse("auto");
        Optional<ZoneId> zone = doc.value("zone", SettingWords::zone);
        List<Logs> logs = new ArrayList<>();
        if (doc.isEmpty("logs")) {
            doc.problem("logs", "'logs' is missing: say where the logs are, logs: [/var/log/shop/*.log*]");
        }
        for (Doc item : doc.docs("logs", "glob")) {
            String key = item.has("path") ? "path" : "glob";
            if (item.has("glob") && item.has("path")) {
                item.problemWithName("path", "'glob' and 'path' mean the same: write one of them");
            }
            if (!item.has("glob") && !item.has("path")) {
                item.text("glob");
            }
            Optional<String> glob = item.value(key, text -> glob(text, base));
            Logs read = new Logs(
                    glob.orElse(""),
                    item.value("format", SettingWords::filled).orElse(format),
                    item.value("zone", SettingWords::zone).or(() -> zone),
                    item.value("encoding", SettingWords::charset).flatMap(charset -> charset),
                    item.value("host", SettingWords::filled),
                    item.value("duplicates", text -> SettingWords.oneOf(text, List.of("once", "read")))
                            .orElse("once")
                            .equals("read"),
                    item.value("container", Projects::container));
            item.done();
            glob.ifPresent(found -> logs.add(read));
        }
        return logs;
    }

    private static String container(String text) {
        SettingWords.filled(text);
        try {
            return Glob.files(text).pattern();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no glob: " + e.getMessage(), e);
        }
    }

    /// The glob with the configuration's folder in front, if it names none.
    private static String glob(String text, Path base) {
        SettingWords.filled(text);
        int hosts = 0;
        for (Matcher word = PLACEHOLDER.matcher(text); word.find(); hosts++) {
            if (!word.group(1).equals("host")) {
                throw new IllegalArgumentException("unknown {" + word.group(1) + "}, only {host} has a meaning");
            }
        }
        if (hosts > 1) {
            throw new IllegalArgumentException("{host} may stand in it once");
        }
        try {
            Glob.files(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no glob: " + e.getMessage(), e);
        }
        return text.startsWith("/")
                ? text
                : Path.of(Glob.literal(base.toString()), text).normalize().toString();
    }

    private static List<Owner> owners(Doc doc) {
        List<Owner> owners = new ArrayList<>();
        for (Doc item : doc.docs("owners", "owner")) {
            Owner owner = new Owner(
                    item.value("logger", SettingWords::ownerGlob),
                    item.value("file", SettingWords::ownerGlob),
                    item.value("module", SettingWords::ownerGlob),
                    item.value("host", SettingWords::ownerGlob),
                    item.value("url", SettingWords::ownerGlob),
                    item.map("tags"),
                    item.text("owner"),
                    item.textIf("contact").orElse(""),
                    item.place().toString());
            item.done();
            if (List.of("logger", "file", "module", "host", "url", "tags").stream()
                    .noneMatch(item::has)) {
                item.problems()
                        .add(
                                item.place(),
                                "an owner needs a 'logger', 'file', 'module', 'host', 'url' or 'tags' to own");
            }
            owners.add(owner);
        }
        return owners;
    }

    private static List<Audit> audit(Doc doc) {
        List<Audit> audit = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Doc item : doc.docs("audit", "name")) {
            Audit rule = new Audit(
                    item.text("name"),
                    item.has("match")
                            ? item.value("match", SettingWords::pattern).orElse("")
                            : item.text("match"),
                    item.textIf("actor"),
                    item.place().toString());
            item.done();
            if (!rule.name().isEmpty() && !names.add(rule.name())) {
                item.problem("name", "there is another audit rule '" + rule.name() + "'");
            }
            audit.add(rule);
        }
        return audit;
    }

    private static Releases releases(Doc doc, Path base) {
        Optional<Doc> releases = doc.doc("releases");
        if (releases.isEmpty()) {
            return Releases.NONE;
        }
        Doc item = releases.get();
        Optional<Path> marker = item.value("marker", text -> base.resolve(SettingWords.filled(text)));
        Releases read = new Releases(marker, item.texts("match"), item.texts("packages"));
        item.done();
        return read;
    }
}
