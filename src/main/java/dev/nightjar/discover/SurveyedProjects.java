package dev.nightjar.discover;

import dev.nightjar.source.find.Containers;
import dev.nightjar.source.find.Rotation;
import dev.nightjar.text.Glob;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Proposes projects for the families of a folder: each folder below it is one, where it does not stand for a
/// machine; what lies in the folder itself is another.
public final class SurveyedProjects {

    private static final List<String> LOGS = List.of("log", "logs", "var", "tmp");
    private static final Pattern COPY = Pattern.compile("(.+?)[-_.]\\d+(?:\\..*)?");

    private final Path dir;
    private final List<Survey.Family> logs;
    private final List<Path> files;
    private final LocalDate today;
    private final Containers containers = new Containers();

    /// A project as proposed.
    ///
    /// @param name as `projects/NAME.yaml` may be called
    /// @param globs absolute, with `{host}` where folders stand for machines
    /// @param container glob of the names of containers whose logs they are; empty if they are of none
    /// @param gleaned what its samples say
    public record Proposed(
            String name,
            List<String> globs,
            Optional<String> container,
            List<Survey.Family> families,
            SampleSummary gleaned) {
        public Proposed {
            globs = List.copyOf(globs);
            families = List.copyOf(families);
        }

        /// Its own code, as far as the traces tell.
        public List<String> inApp() {
            return OwnCode.guess(gleaned);
        }
    }

    private SurveyedProjects(Survey.Seen seen, LocalDate today) {
        this.dir = seen.dir();
        this.today = today;
        this.logs = seen.families().stream().filter(Survey.Family::isLog).toList();
        this.files = Stream.concat(
                        seen.families().stream().flatMap(family -> family.paths().stream()),
                        seen.notRead().stream().map(one -> Path.of(one.path())))
                .filter(file -> file.startsWith(dir) && !file.equals(dir))
                .toList();
    }

    /// The projects by name, in alphabetical order.
    ///
    /// @param today their patterns are tried on the names that rotation will make the day after
    public static List<Proposed> of(Survey.Seen seen, LocalDate today) {
        return new SurveyedProjects(seen, today).propose();
    }

    private List<Proposed> propose() {
        boolean hosts = firstFoldersAreHosts();
        Map<String, List<Survey.Family>> byName = new TreeMap<>();
        for (Survey.Family family : logs) {
            byName.computeIfAbsent(slug(named(family, hosts)), name -> new ArrayList<>())
                    .add(family);
        }
        List<Proposed> all = new ArrayList<>();
        byName.forEach((name, families) -> {
            SampleSummary gleaned = new SampleSummary();
            families.forEach(family -> gleaned.add(family.sample().gleaned()));
            all.add(new Proposed(name, globs(families, hosts), called(families), families, gleaned));
        });
        return all;
    }

    /// The container, or the first folder that names neither a machine nor an id; of a pod what it belongs to.
    private Path named(Survey.Family family, boolean hosts) {
        Path below = below(family);
        Optional<String> container = containers.name(family.newest()).map(SurveyedProjects::service);
        for (int i = hosts ? 1 : 0; container.isEmpty() && i < below.getNameCount() - 1; i++) {
            String folder = below.getName(i).toString();
            if (!LastingGlobs.isId(folder)) {
                return LastingGlobs.workload(folder).map(Path::of).orElse(below.getName(i));
            }
        }
        Path own = dir.getFileName();
        return container.map(Path::of).orElse(own == null ? Path.of("system") : own);
    }

    private Path below(Survey.Family family) {
        return dir.relativize(family.newest());
    }

    /// Folders stand for machines if several of them have the same folders in them; where they have nothing but
    /// files, if they differ in a number only.
    private boolean firstFoldersAreHosts() {
        Map<String, TreeSet<String>> within = new TreeMap<>();
        for (Survey.Family family : logs) {
            Path below = below(family);
            String first = below.getName(0).toString();
            if (below.getNameCount() < 2
                    || LastingGlobs.isId(first)
                    || LastingGlobs.workload(first).isPresent()) {
                continue; // lies beside the folders, or in that of a container or pod
            }
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

    /// By the stems of names, folder by folder.
    private List<String> globs(List<Survey.Family> families, boolean hosts) {
        Map<String, List<Survey.Family>> byFolder = families.stream()
                .collect(Collectors.groupingBy(
                        family -> written(parent(family.newest()), hosts), TreeMap::new, Collectors.toList()));
        TreeSet<String> globs = new TreeSet<>();
        byFolder.forEach((written, here) -> {
            Set<String> names = new HashSet<>();
            here.forEach(family -> containers.name(family.newest()).ifPresent(names::add));
            List<Path> others = files.stream()
                    .filter(file -> written(parent(file), hosts).equals(written))
                    .filter(file ->
                            here.stream().noneMatch(family -> family.paths().contains(file)))
                    .filter(file -> names.isEmpty()
                            || containers.name(file).filter(names::contains).isPresent())
                    .toList();
            globs.addAll(new LastingGlobs(written, others, today).of(here));
        });
        return List.copyOf(globs);
    }

    /// A folder as a glob: ids are any, and so are machines.
    private String written(Path folder, boolean hosts) {
        StringBuilder glob = new StringBuilder(dir.getParent() == null ? "" : Glob.literal(dir.toString()));
        if (folder.equals(dir)) {
            return glob.toString();
        }
        Path below = dir.relativize(folder);
        for (int i = 0; i < below.getNameCount(); i++) {
            glob.append('/')
                    .append(
                            i == 0 && hosts
                                    ? "{host}"
                                    : LastingGlobs.lasting(below.getName(i).toString()));
        }
        return glob.toString();
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    /// What a container is called without the number of its copy, as `shop-web` of `shop-web-2`.
    private static String service(String container) {
        Matcher copy = COPY.matcher(container);
        return copy.matches() ? copy.group(1) : container;
    }

    /// A glob for the names of these families' containers, and of later copies; empty if they have none.
    private Optional<String> called(List<Survey.Family> families) {
        TreeSet<String> globs = new TreeSet<>();
        for (Survey.Family family : families) {
            containers
                    .name(family.newest())
                    .map(name -> service(name).equals(name) ? name : service(name) + "[-_.][0-9]*")
                    .ifPresent(globs::add);
        }
        return globs.size() < 2 ? globs.stream().findFirst() : Optional.of("{" + String.join(",", globs) + "}");
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
