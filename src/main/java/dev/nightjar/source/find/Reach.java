package dev.nightjar.source.find;

import dev.nightjar.text.Glob;
import java.nio.file.Path;

/// A glob over absolute paths, and where what it matches can lie.
///
/// @param root the folder that all of it is below, or the file itself if nothing in the glob has a meaning
/// @param depth folders below the root that are looked into, at least 1
/// @param namesHidden it names something that begins with a dot
record Reach(Glob glob, Path root, int depth, boolean namesHidden) {

    /// @throws IllegalArgumentException if the text is no glob
    static Reach of(String text) {
        int special = firstSpecial(text);
        String fixed = special < 0 ? text : text.substring(0, text.lastIndexOf('/', special));
        String rest = text.substring(fixed.length());
        int depth = rest.contains("**")
                ? Integer.MAX_VALUE
                : (int) rest.chars().filter(c -> c == '/').count();
        Path root = Path.of(fixed.isEmpty() ? "/" : fixed.replaceAll("\\\\(.)", "$1"));
        return new Reach(Glob.files(text), root, Math.max(1, depth), rest.contains("/."));
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
}
