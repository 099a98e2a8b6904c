package dev.nightjar.triage.owners;

import dev.nightjar.text.Glob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A path pattern of gitignore's kind, as CODEOWNERS uses it, held against the paths that stack traces know.
///
/// @param parts between slashes, without the first and last empty ones
/// @param anchored it begins at the root of the repository
/// @param folder it means what is in a folder
record Paths(List<Glob> parts, boolean anchored, boolean folder) {

    static Paths of(String pattern) {
        boolean folder = pattern.endsWith("/");
        String inner = pattern.substring(pattern.startsWith("/") ? 1 : 0, pattern.length() - (folder ? 1 : 0));
        if (pattern.equals("/")) {
            inner = "**";
        }
        boolean anchored = pattern.startsWith("/") || inner.contains("/");
        return new Paths(
                Arrays.stream(inner.split("/", -1))
                        .map(part -> Glob.names(part, '/'))
                        .toList(),
                anchored,
                folder);
    }

    /// @param file a path with `/`, absolute or not
    boolean match(String file) {
        List<String> path = Arrays.stream(file.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals(".") && !part.endsWith(":"))
                .toList();
        for (int from = 0; from < path.size(); from++) {
            if (matches(parts, path.subList(from, path.size()))) {
                return true;
            }
        }
        return anchored && shorter().stream().anyMatch(fewer -> matches(fewer, path));
    }

    /// The pattern without the first one, two … of the named folders that it begins with; what is left begins with
    /// a
    /// name too.
    private List<List<Glob>> shorter() {
        List<List<Glob>> shorter = new ArrayList<>();
        for (int from = 1; from < parts.size() && isName(parts.get(from - 1)) && isName(parts.get(from)); from++) {
            shorter.add(parts.subList(from, parts.size()));
        }
        return shorter;
    }

    private static boolean isName(Glob part) {
        return part.pattern().indexOf('*') < 0 && part.pattern().indexOf('?') < 0;
    }

    /// A pattern that names a folder means all in it; `docs/*` means only what is in `docs` itself.
    private boolean matches(List<Glob> pattern, List<String> path) {
        boolean[] reached = new boolean[path.size() + 1];
        reached[0] = true;
        for (Glob part : pattern) {
            reached = part.pattern().equals("**") ? anything(reached) : next(reached, part, path);
        }
        boolean whole = reached[path.size()] && !folder;
        boolean deep = folder || !pattern.getLast().pattern().equals("*") || pattern.size() == 1;
        for (int i = 1; i < path.size() && deep && !whole; i++) {
            whole = reached[i];
        }
        return whole;
    }

    private static boolean[] anything(boolean[] reached) {
        boolean[] next = reached.clone();
        for (int i = 1; i < next.length; i++) {
            next[i] |= next[i - 1];
        }
        return next;
    }

    private static boolean[] next(boolean[] reached, Glob part, List<String> path) {
        boolean[] next = new boolean[reached.length];
        for (int i = 0; i < path.size(); i++) {
            next[i + 1] = reached[i] && part.matches(path.get(i));
        }
        return next;
    }
}
