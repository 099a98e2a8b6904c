package dev.nightjar.source;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A glob over absolute paths: `*` and `?` within a name, `**` over folders, `[abc]`, `{a,b}`, `{host}` for one
/// name that is the host, `\` before a character that stands for itself.
final class Glob {

    private final Path root;
    private final Pattern pattern;
    private final int depth;
    private final boolean host;
    private final boolean hidden;

    private Glob(Path root, Pattern pattern, int depth, boolean host, boolean hidden) {
        this.root = root;
        this.pattern = pattern;
        this.depth = depth;
        this.host = host;
        this.hidden = hidden;
    }

    static Glob of(String glob) {
        int special = firstSpecial(glob);
        String fixed = special < 0 ? glob : glob.substring(0, glob.lastIndexOf('/', special));
        Path root = Path.of(fixed.isEmpty() ? "/" : fixed.replaceAll("\\\\(.)", "$1"));
        String rest = special < 0 ? "" : glob.substring(fixed.length());
        int depth = rest.contains("**")
                ? Integer.MAX_VALUE
                : (int) rest.chars().filter(c -> c == '/').count();
        return new Glob(
                root,
                Pattern.compile(regex(glob), Pattern.DOTALL),
                Math.max(1, depth),
                glob.contains("{host}"),
                rest.contains("/."));
    }

    Path root() {
        return root;
    }

    int depth() {
        return depth;
    }

    boolean hasHost() {
        return host;
    }

    boolean namesHidden() {
        return hidden;
    }

    Matcher matcher(Path file) {
        return pattern.matcher(file.toString());
    }

    private static int firstSpecial(String glob) {
        for (int i = 0; i < glob.length(); i++) {
            if (glob.charAt(i) == '\\') {
                i++;
            } else if ("*?[{".indexOf(glob.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        boolean named = false;
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("{host}", i)) {
                regex.append(named ? "\\k<host>" : "(?<host>[^/]+)");
                named = true;
                i += "{host}".length() - 1;
            } else if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '[' && glob.indexOf(']', i) > 0) {
                int close = glob.indexOf(']', i);
                regex.append(glob, i, close + 1);
                i = close;
            } else if (c == '\\' && i + 1 < glob.length()) {
                regex.append(Pattern.quote(glob.substring(++i, i + 1)));
            } else {
                braces += c == '{' ? 1 : c == '}' ? -1 : 0;
                regex.append(
                        switch (c) {
                            case '*' -> "[^/]*";
                            case '?' -> "[^/]";
                            case '{' -> "(?:";
                            case '}' -> ")";
                            case ',' -> braces > 0 ? "|" : ",";
                            default -> Pattern.quote(String.valueOf(c));
                        });
            }
        }
        return regex.toString();
    }
}
