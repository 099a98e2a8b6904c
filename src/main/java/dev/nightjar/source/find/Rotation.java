package dev.nightjar.source.find;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How names tell the age of rotated files: `app.log.2.gz` is older than `app.log.1`, `app.log-20260303` older
/// than `app.log-20260304`, and `app.log` is the newest. Sorts oldest first, files of one family together.
///
/// @param family the name without what rotation added
/// @param number of the rotation, 0 for none: the higher the older
/// @param date digits of a date in the name; empty sorts last
public record Rotation(String family, long number, String date, String path) implements Comparable<Rotation> {

    private static final Pattern ADDED = Pattern.compile(
            "^(.*?)(?:[.-]((?:19|20)\\d{2}-?\\d{2}-?\\d{2}(?:[-_T.]?\\d{1,6})?))?(?:[.-](\\d{1,5}))?(?:\\.(?:gz|gzip|bz2|xz|zst|log))*$");

    /// What the name of this file says.
    public static Rotation of(Path path) {
        String name = path.getFileName().toString();
        String folder = String.valueOf(path.getParent());
        Matcher matcher = ADDED.matcher(name);
        if (!matcher.matches()) {
            return new Rotation(folder + "/" + name, 0, "", path.toString());
        }
        String stem = matcher.group(1).replaceAll("\\.log$", "");
        String date = matcher.group(2) == null ? "" : matcher.group(2).replaceAll("\\D", "");
        long number = matcher.group(3) == null ? 0 : Long.parseLong(matcher.group(3));
        return new Rotation(folder + "/" + stem, number, date, path.toString());
    }

    @Override
    public int compareTo(Rotation other) {
        int order = family.compareTo(other.family);
        if (order == 0 && !date.equals(other.date)) {
            order = date.isEmpty() ? 1 : other.date.isEmpty() ? -1 : date.compareTo(other.date);
        }
        if (order == 0) {
            order = Long.compare(other.number, number);
        }
        return order == 0 ? path.compareTo(other.path) : order;
    }
}
