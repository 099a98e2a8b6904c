package dev.nightjar.discover;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the names of a log have in common with those that rotation makes of it, yesterday and tomorrow.
///
/// @param name before any date or number
/// @param extension without its dot, empty if there is none; never that of a packed file
record Stem(Path folder, String name, String extension) {

    private static final Pattern PACKED = Pattern.compile("(?:\\.(?:gz|gzip|bz2|xz|zst|lz4|zip))+$");
    private static final Pattern DATED = Pattern.compile("^(.*[^0-9])((?:(?:19|20)\\d\\d|\\d\\d)([-_.]?)"
            + "(?:0[1-9]|1[0-2])\\3(?:0[1-9]|[12]\\d|3[01]))((?:[-_.T].*)?)$");
    private static final Pattern NUMBERED = Pattern.compile("^(.+?)[.-]\\d{1,5}((?:\\.[A-Za-z]{1,8})?)$");
    private static final Pattern EXTENSION = Pattern.compile("\\.([A-Za-z][A-Za-z0-9]{0,7})$");
    private static final List<DateTimeFormatter> DAYS = List.of(
            DateTimeFormatter.BASIC_ISO_DATE, DateTimeFormatter.ISO_LOCAL_DATE, DateTimeFormatter.ofPattern("yyMMdd"));

    static Stem of(Path file) {
        String plain = PACKED.matcher(file.getFileName().toString()).replaceAll("");
        Path folder = Objects.requireNonNull(file.getParent());
        Matcher dated = DATED.matcher(plain);
        if (dated.matches()) {
            return of(folder, dated.group(1), dated.group(4));
        }
        Matcher numbered = NUMBERED.matcher(plain);
        return numbered.matches() ? of(folder, numbered.group(1), numbered.group(2)) : of(folder, plain, "");
    }

    private static Stem of(Path folder, String before, String behind) {
        Matcher last = EXTENSION.matcher(behind);
        String name = before.replaceAll("[-_.]+$", "");
        if (last.find()) {
            String same = "." + last.group(1);
            return new Stem(
                    folder,
                    name.endsWith(same) ? name.substring(0, name.length() - same.length()) : name,
                    last.group(1));
        }
        Matcher own = EXTENSION.matcher(name);
        return own.find() && own.start() > 0
                ? new Stem(folder, name.substring(0, own.start()), own.group(1))
                : new Stem(folder, name, "");
    }

    /// As the log is called before it is rotated.
    String live() {
        return extension.isEmpty() ? name : name + "." + extension;
    }

    /// As rotation may call its file of a day, whichever program does it: logrotate by numbers or days, or the
    /// application itself.
    ///
    /// @param found a file's name as it is now: one with a date has that of the other day
    List<Path> rotated(String found, LocalDate day) {
        List<String> all = new ArrayList<>(List.of(live(), live() + ".1", live() + ".2.gz"));
        for (DateTimeFormatter form : DAYS.subList(0, 2)) {
            all.add(live() + "-" + form.format(day));
            all.add(live() + "." + form.format(day) + ".gz");
        }
        if (extension.equals("log")) {
            all.add(name + "-" + day + ".log");
            all.add(name + "." + day + ".0.log.gz");
            all.add(name + ".1.log");
        }
        Matcher dated = DATED.matcher(PACKED.matcher(found).replaceAll(""));
        if (dated.matches()) {
            all.addFirst(dated.group(1) + like(dated.group(2), dated.group(3), day) + dated.group(4));
            all.set(1, all.getFirst() + ".gz"); // a log that is never without a date
            all.subList(2, all.size()).clear();
        }
        return all.stream().map(folder::resolve).toList();
    }

    /// A day as another is written.
    private static String like(String date, String between, LocalDate day) {
        boolean longYear = date.replaceAll("\\D", "").length() == 8;
        return DateTimeFormatter.ofPattern((longYear ? "yyyy" : "yy")
                        + (between.isEmpty() ? "MMdd" : "'" + between + "'MM'" + between + "'dd"))
                .format(day);
    }
}
