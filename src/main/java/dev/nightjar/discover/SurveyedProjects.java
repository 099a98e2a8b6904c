package dev.nightjar.discover;

import dev.nightjar.source.find.Rotation;
import dev.nightjar.text.Glob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Proposes projects for the families of a folder: each folder below it is one, where it does not stand for a
/// machine;
/// what lies in the folder itself is another.
public final class SurveyedProjects {

    private static final List<String> LOGS = List.of("log", "logs", "var", "tmp");

    private final Path dir;
    private final Survey.Seen seen;
    private final List<Survey.Family> logs;

    /// A project as proposed.
    ///
    /// @param name as `projects/NAME.yaml` may be called
    /// @param globs absolute, with `{host}` where folders stand for machines
    /// @param gleaned what its samples say
    public record Proposed(String name, List<String> globs, List<Survey.Family> families, SampleSummary gleaned) {
        public Proposed {
            globs = List.copyOf(globs);
            families = List.copyOf(families);
        }

        /// Its own code, as far as the traces tell.
        public List<String> inApp() {
            return OwnCode.guess(gleaned);
        }
    }

    private SurveyedProjects(Survey.Seen seen) {
        this.dir = seen.dir();
        this.seen = seen;
        this.logs = seen.families().stream().filter(Survey.Family::isLog).toList();
    }

    /// The projects by name, in alphabetical order.
    public static List<Proposed> of(Survey.Seen seen) {
        return new SurveyedProjects(seen).propose();
    }

    private List<Proposed> propose() {
        boolean hosts = firstFoldersAreHosts();
        Map<String, List<Survey.Family>> byName = new TreeMap<>();
        for (Survey.Family family : logs) {
            Path below = below(family);
            int at = hosts ? 1 : 0;
            @Nullable Path folder = below.getNameCount() > at + 1 ? below.getName(at) : dir.getFileName();
            byName.computeIfAbsent(slug(folder == null ? Path.of("system") : folder), name -> new ArrayList<>())
                    .add(family);
        }
        List<Proposed> all = new ArrayList<>();
        byName.forEach((name, families) -> {
            SampleSummary gleaned = new SampleSummary();
            families.forEach(family -> gleaned.add(family.sample().gleaned()));
            all.add(new Proposed(name, globs(families, hosts), families, gleaned));
        });
        return all;
    }

    private Path below(Survey.Family family) {
        return dir.relativize(family.newest());
    }

    /// Folders stand for machines if several of them have the same folders in them; where they have nothing but
    /// files,
    /// if they differ in a number only.
    private boolean firstFoldersAreHosts() {
        Map<String, TreeSet<String>> within = new TreeMap<>();
        for (Survey.Family family : logs) {
            Path below = below(family);
            if (below.getNameCount() < 2) {
                return false;
            }
            String first = below.getName(0).toString();
            String inside =
                    below.getNameCount() > 2 && !LOGS.contains(below.getName(1).toString())
                            ? below.getName(1).toString()
                            : first.replaceAll("\\d+", "#") + "/"
                                    + Rotation.of(below.getFileName()).family();
            within.computeIfAbsent(first, name -> new TreeSet<>()).add(inside);
        }
        long alike = within.entrySet().stream()
                .filter(one -> within.entrySet().stream()
                        .anyMatch(other -> !other.getKey().equals(one.getKey())
                                && other.getValue().stream().anyMatch(one.getValue()::contains)))
                .count();
        return alike >= 2 && alike * 2 >= within.size();
    }

    /// A folder as a whole if all in it is a log, else family by family.
    private List<String> globs(List<Survey.Family> families, boolean hosts) {
        Map<String, List<Survey.Family>> byFolder = families.stream()
                .collect(Collectors.groupingBy(family -> folder(family, hosts), TreeMap::new, Collectors.toList()));
        TreeSet<String> globs = new TreeSet<>();
        byFolder.forEach((written, here) -> {
            if (here.stream().allMatch(family -> hasNothingButLogs(parent(family)))) {
                globs.add(written + "/*");
            } else {
                here.forEach(family -> globs.add(written + "/" + Glob.literal(stem(family)) + "*"));
            }
        });
        return List.copyOf(globs);
    }

    private boolean hasNothingButLogs(Path folder) {
        return seen.notRead().stream()
                        .noneMatch(one -> folder.equals(Path.of(one.path()).getParent()))
                && seen.families().stream()
                        .filter(one -> folder.equals(one.newest().getParent()))
                        .allMatch(Survey.Family::isLog);
    }

    private String folder(Survey.Family family, boolean hosts) {
        Path folder = parent(family);
        return hosts ? withHost(folder) : Glob.literal(folder.toString());
    }

    private static Path parent(Survey.Family family) {
        return Objects.requireNonNull(family.newest().getParent());
    }

    private String withHost(Path folder) {
        Path below = dir.relativize(folder);
        String rest = below.getNameCount() > 1
                ? "/" + Glob.literal(below.subpath(1, below.getNameCount()).toString())
                : "";
        return Glob.literal(dir.toString()) + "/{host}" + rest;
    }

    /// What the names of a family have in common, up to where rotation adds something.
    private static String stem(Survey.Family family) {
        String common = family.newest().getFileName().toString();
        if (family.paths().stream().anyMatch(path -> !Rotation.of(path).date().isEmpty())) {
            return Path.of(Rotation.of(family.newest()).family()).getFileName().toString();
        }
        for (Path path : family.paths()) {
            String name = path.getFileName().toString();
            int same = 0;
            while (same < Math.min(common.length(), name.length()) && common.charAt(same) == name.charAt(same)) {
                same++;
            }
            common = common.substring(0, same);
        }
        return common;
    }

    /// A folder called `log` names nothing: the folder above it may.
    private String slug(Path folder) {
        Path named = folder;
        if (folder.equals(dir.getFileName()) && LOGS.contains(folder.toString())) {
            Path above = dir.getParent();
            named = above == null
                            || above.getFileName() == null
                            || LOGS.contains(above.getFileName().toString())
                    ? Path.of("system")
                    : above.getFileName();
        }
        String plain = named.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(64, plain.length())).replaceAll("^-|-$", "");
        return cut.isEmpty() || cut.equals("all") ? "logs" : cut;
    }
}
