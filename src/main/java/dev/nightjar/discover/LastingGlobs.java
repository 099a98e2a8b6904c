package dev.nightjar.discover;

import dev.nightjar.text.Glob;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Patterns for the logs of a folder that are right for years: by the stems of their names, so that they take the
/// live file, those that rotation left, and those it will make; and nothing that is no log.
final class LastingGlobs {

    private static final String UUID = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}";
    private static final String HEX = "(?<![0-9a-f])(?=[a-f]*[0-9])[0-9a-f]{12,}(?![0-9a-f])";

    /// What Kubernetes appends to the names of pods, from letters and digits that make no words: of a deployment the
    /// hash of its template too. Behind it stand the pod's id, or its namespace and container.
    private static final String POD = "(?:(?<=-)[bcdf-hj-np-tv-xz2-9]{6,10}-|(?<=-))[bcdf-hj-np-tv-xz2-9]{5}(?=_(?:"
            + UUID + "|[0-9a-f]{32}|[a-z0-9-]+_[a-z0-9-]+-[0-9a-f]{64}))";

    /// Ids that a machine gives: those of containers and pods are others after each deployment.
    private static final Pattern IDS = Pattern.compile(POD + "|" + UUID + "|" + HEX);

    /// `NAMESPACE_POD_ID`.
    private static final Pattern POD_FOLDER =
            Pattern.compile("[a-z0-9-]+_([a-z0-9.-]+?)(?:-\\*)?_(?:" + UUID + "|[0-9a-f]{32})");
    private static final Pattern POD_IDS = Pattern.compile(POD);

    private final String folder;
    private final Collection<Path> others;
    private final LocalDate today;
    private final Set<String> globs = new LinkedHashSet<>();

    /// @param folder that all lies in, as a glob
    /// @param others files there that must not match
    LastingGlobs(String folder, Collection<Path> others, LocalDate today) {
        this.folder = folder;
        this.others = others;
        this.today = today;
    }

    /// A name as a glob, with stars for ids.
    static String lasting(String name) {
        StringBuilder glob = new StringBuilder();
        int from = 0;
        for (var id = IDS.matcher(name); id.find(); from = id.end()) {
            glob.append(Glob.literal(name.substring(from, id.start()))).append('*');
        }
        return glob.append(Glob.literal(name.substring(from))).toString();
    }

    /// What a pod belongs to, if that is the folder of one: `queue` of `prod_queue-7c9d8b6f5-x2x7q_` and its id.
    static Optional<String> workload(String folder) {
        Matcher parts = POD_FOLDER.matcher(POD_IDS.matcher(folder).replaceAll("*"));
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    /// True for a name that is an id, or begins with one.
    static boolean isId(String name) {
        return lasting(name).startsWith("*");
    }

    /// Absolute globs for these families of the folder, as few as can be.
    Set<String> of(List<Survey.Family> families) {
        if (families.stream().anyMatch(family -> isPlainLog(Stem.of(family.newest())))) {
            add(List.of("*.log*"));
        }
        for (Survey.Family family : families) {
            List<Path> wanted = new ArrayList<>(family.paths());
            Stem stem = Stem.of(family.newest());
            wanted.addAll(stem.rotated(family.newest().getFileName().toString(), today.plusDays(1)));
            if (!takes(wanted)) {
                take(stem, family.paths(), wanted);
            }
        }
        return globs;
    }

    private static boolean isPlainLog(Stem stem) {
        return stem.extension().equals("log") && lasting(stem.name()).equals(Glob.literal(stem.name()));
    }

    /// The first that take all that is there and will be; else all that is there.
    private void take(Stem stem, List<Path> there, List<Path> wanted) {
        String name = lasting(stem.name());
        String end = stem.extension().isEmpty() ? "" : "." + stem.extension();
        boolean id = name.indexOf('*') >= 0;
        for (List<String> some : List.of(
                id ? List.of(name + end + "*") : List.of(name + (end.isEmpty() ? "*" : "*" + end + "*")),
                List.of(name + end + "*", name + "[.-][0-9]*" + end + "*"),
                List.of(name + end, name + end + "[.-][0-9]*"))) {
            if (add(some) && takes(there) && (id || takes(wanted))) {
                return;
            }
        }
        there.stream()
                .filter(file -> !takes(List.of(file)))
                .forEach(file ->
                        globs.add(folder + "/" + Glob.literal(file.getFileName().toString())));
    }

    /// False if anything else would be taken.
    private boolean add(List<String> names) {
        List<String> absolute = names.stream().map(name -> folder + "/" + name).toList();
        List<Glob> all = absolute.stream().map(Glob::files).toList();
        if (others.stream().anyMatch(file -> all.stream().anyMatch(glob -> glob.matches(file.toString())))) {
            return false;
        }
        globs.addAll(absolute);
        return true;
    }

    private boolean takes(List<Path> files) {
        List<Glob> all = globs.stream().map(Glob::files).toList();
        return files.stream().allMatch(file -> all.stream().anyMatch(glob -> glob.matches(file.toString())));
    }
}
