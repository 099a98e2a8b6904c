package dev.nightjar.discover;

import dev.nightjar.discover.SampleSummary.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Guesses which code is a project's own from the frames of its traces: what stands in many of them and is no known
/// library. Entries are as a project file's `in-app` has them.
public final class OwnCode {

    /// A prefix counts if so many percent of the traces have it; more prefixes than `MOST` are no guess.
    private static final int PERCENT = 15;

    private static final int MOST = 4;
    private static final int COVERED = 70;
    private static final int DEEPEST = 3;
    private static final int ROOT = 4;

    private OwnCode() {}

    /// The prefixes, most frequent first; empty if nothing can be said.
    public static List<String> guess(SampleSummary gleaned) {
        Map<List<String>, Set<List<String>>> members = new HashMap<>();
        Map<List<String>, Long> counts = new HashMap<>();
        gleaned.code().forEach((one, count) -> {
            List<String> parts = parts(one);
            if (!parts.isEmpty()) {
                List<String> group = parts.subList(0, Math.min(parts.size(), isPath(parts) ? ROOT : 2));
                members.computeIfAbsent(group, name -> new HashSet<>()).add(parts);
                counts.merge(group, count, Math::max);
            }
        });
        List<String> prefixes = counts.entrySet().stream()
                .filter(group -> group.getValue() * 100 >= gleaned.traces() * PERCENT)
                .filter(group ->
                        !isPath(group.getKey()) || isNarrow(group.getKey(), counts.keySet(), gleaned.foreign()))
                .sorted(Map.Entry.<List<String>, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(group -> group.getKey().toString()))
                .map(group -> written(common(members.getOrDefault(group.getKey(), Set.of()))))
                .distinct()
                .toList();
        return prefixes.size() > MOST || covered(gleaned, prefixes) < COVERED ? List.of() : prefixes;
    }

    /// How many percent of the code these prefixes stand for: all other would be taken for libraries.
    private static long covered(SampleSummary gleaned, List<String> prefixes) {
        long[] sums = {0, 0};
        gleaned.code().forEach((one, count) -> {
            List<String> parts = parts(one);
            String written = isPath(parts) ? String.join("/", parts) + "/" : String.join(".", parts) + ".";
            boolean in = prefixes.stream()
                    .map(prefix -> prefix.endsWith("/**") ? prefix.substring(0, prefix.length() - 2) : prefix + ".")
                    .anyMatch(written::startsWith);
            sums[in ? 0 : 1] += count;
        });
        return sums[0] * 100 / Math.max(1, sums[0] + sums[1]);
    }

    /// A folder in which libraries lie as well says nothing.
    private static boolean isNarrow(List<String> folder, Set<List<String>> others, Set<String> foreign) {
        String path = String.join("/", folder) + "/";
        return foreign.stream().noneMatch(file -> file.replace('\\', '/').startsWith(path))
                && others.stream()
                        .noneMatch(other -> other.size() > folder.size()
                                && other.subList(0, folder.size()).equals(folder));
    }

    /// A module's packages without its class, or the folders of a file, which begin with `/` or with the address.
    private static List<String> parts(Code code) {
        String module = code.module();
        if (module != null && module.indexOf('.') > 0 && module.indexOf('/') < 0) {
            return withoutClass(List.of(module.split("\\.")));
        }
        if (module != null && module.indexOf('\\') > 0) {
            return List.of(module.substring(0, module.indexOf('\\')));
        }
        return code.file() == null ? List.of() : folders(code.file().replace('\\', '/'));
    }

    private static List<String> withoutClass(List<String> names) {
        int end = 0;
        while (end < names.size()
                && !names.get(end).isEmpty()
                && !Character.isUpperCase(names.get(end).charAt(0))) {
            end++;
        }
        // com.acme.Till has packages; Acme.Shop.Till begins with a capital all through
        int last = end == 0 ? names.size() - 1 : Math.min(end, names.size());
        return names.subList(0, Math.min(last, DEEPEST));
    }

    private static List<String> folders(String file) {
        int address = file.indexOf("://");
        List<String> folders = new ArrayList<>();
        if (address > 0) {
            int path = file.indexOf('/', address + 3);
            if (path < 0) {
                return List.of();
            }
            folders.add(file.substring(0, path));
            folders.addAll(List.of(file.substring(path + 1).split("/")));
        } else if (file.startsWith("/")) {
            folders.add("");
            folders.addAll(List.of(file.substring(1).split("/")));
        } else {
            return List.of();
        }
        folders.removeLast();
        return folders.size() < 2 ? List.of() : folders;
    }

    private static boolean isPath(List<String> parts) {
        return !parts.isEmpty()
                && (parts.getFirst().isEmpty() || parts.getFirst().contains("://"));
    }

    private static List<String> common(Set<List<String>> all) {
        @Nullable List<String> common = null;
        for (List<String> one : all) {
            common = common == null ? one : shared(common, one);
        }
        return common == null ? Collections.emptyList() : common;
    }

    private static List<String> shared(List<String> a, List<String> b) {
        int same = 0;
        while (same < Math.min(a.size(), b.size()) && a.get(same).equals(b.get(same))) {
            same++;
        }
        return a.subList(0, same);
    }

    private static String written(List<String> parts) {
        if (!isPath(parts)) {
            return String.join(".", parts);
        }
        return String.join("/", parts.subList(0, Math.min(parts.size(), ROOT))) + "/**";
    }
}
