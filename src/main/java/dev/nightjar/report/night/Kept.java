package dev.nightjar.report.night;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the pages in the folder were made of, in a file beside them: a page whose content has the key that it had
/// is
/// not made again, as long as the file is the one that was written. Lost or damaged, it costs a report that makes
/// all.
final class Kept {

    static final String FILE = ".pages";
    private static final String HEAD = "nightjar pages 1 ";

    /// A page as it lay there when it was written.
    private record Entry(String key, long size, long modified) {}

    private final long seed;
    private final Map<String, Entry> before;
    private final Map<String, Entry> now = new ConcurrentHashMap<>();
    private final Map<String, String> fresh = new ConcurrentHashMap<>();

    private Kept(long seed, Map<String, Entry> before) {
        this.seed = seed;
        this.before = before;
    }

    static Kept in(Path dir) {
        Map<String, Entry> before = new HashMap<>();
        try {
            Path file = dir.resolve(FILE);
            List<String> lines =
                    Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.readAllLines(file) : List.of();
            if (!lines.isEmpty() && lines.getFirst().startsWith(HEAD)) {
                for (String line : lines.subList(1, lines.size())) {
                    String[] cells = line.split(" ");
                    before.put(cells[0], new Entry(cells[1], Long.parseLong(cells[2]), Long.parseLong(cells[3])));
                }
                return new Kept(Long.parseLong(lines.getFirst().substring(HEAD.length())), before);
            }
        } catch (IOException | RuntimeException e) {
            // as if there were none
        }
        return new Kept(new SecureRandom().nextLong(), Map.of());
    }

    /// What keys of content start from.
    long seed() {
        return seed;
    }

    /// Whether the page is there as it was written, of this content; it is to stay then.
    boolean holds(Path dir, String name, String key) throws IOException {
        Entry entry = before.get(name);
        if (entry == null || !entry.key().equals(key) || !entry.equals(entry(dir.resolve(name), key))) {
            return false;
        }
        now.put(name, entry);
        return true;
    }

    /// The content of a page that is written.
    void note(String name, String key) {
        fresh.put(name, key);
    }

    /// The text of the file, after the pages were moved in; null if it would say what it said.
    @Nullable
    String text(Path dir) throws IOException {
        for (Map.Entry<String, String> one : fresh.entrySet()) {
            Entry entry = entry(dir.resolve(one.getKey()), one.getValue());
            if (entry != null) {
                now.put(one.getKey(), entry);
            }
        }
        if (now.equals(before)) {
            return null;
        }
        StringBuilder text = new StringBuilder(HEAD).append(seed).append('\n');
        new TreeMap<>(now)
                .forEach((name, entry) -> text.append(name)
                        .append(' ')
                        .append(entry.key())
                        .append(' ')
                        .append(entry.size())
                        .append(' ')
                        .append(entry.modified())
                        .append('\n'));
        return text.toString();
    }

    private static @Nullable Entry entry(Path file, String key) throws IOException {
        try {
            BasicFileAttributes there =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return there.isRegularFile()
                    ? new Entry(key, there.size(), there.lastModifiedTime().to(TimeUnit.NANOSECONDS))
                    : null;
        } catch (java.nio.file.NoSuchFileException e) {
            return null;
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
