package dev.nightjar.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks the form of a schedule: six fields (second, minute, hour, day of month, month, day of week), each a
/// list of numbers, ranges and steps; names of months and days; `?`, `L`, `W` and `#` for days; or a word like
/// `@daily`.
final class Cron {

    private static final Set<String> WORDS =
            Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
    private static final List<String> MONTHS =
            List.of("", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final List<Field> FIELDS = List.of(
            new Field("second", 0, 59, List.of(), "-"),
            new Field("minute", 0, 59, List.of(), "-"),
            new Field("hour", 0, 23, List.of(), "-"),
            new Field("day of month", 1, 31, List.of(), "LW?|L-([12]?\\d|30)|(0?[1-9]|[12]\\d|3[01])W"),
            new Field("month", 1, 12, MONTHS, "-"),
            new Field("day of week", 0, 7, DAYS, "([0-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5])"));
    private static final Pattern ITEM = Pattern.compile("(?:(\\*)|(\\w{1,3})(?:-(\\w{1,3}))?)(?:/(\\d{1,4}))?");

    private record Field(String name, int least, int most, List<String> names, String special) {

        void check(String text) {
            if (text.equals("?") && !special.equals("-")) {
                return;
            }
            for (String item : text.toUpperCase(Locale.ROOT).split(",", -1)) {
                if (!item.matches(special)) {
                    checkItem(item);
                }
            }
        }

        private void checkItem(String item) {
            Matcher parts = ITEM.matcher(item);
            if (!parts.matches()) {
                throw no("'" + item + "' is no " + name);
            }
            if (parts.group(1) == null) {
                int from = number(parts.group(2));
                if (parts.group(3) != null && number(parts.group(3)) < from) {
                    throw no(name + " range '" + item + "' runs backwards");
                }
            }
            if (parts.group(4) != null && Integer.parseInt(parts.group(4)) == 0) {
                throw no(name + " step in '" + item + "' is 0");
            }
        }

        private int number(String text) {
            int number = text.matches("\\d+") ? Integer.parseInt(text) : text.isEmpty() ? -1 : names.indexOf(text);
            if (number < least || number > most) {
                throw no("'" + text + "' is no " + name + " (" + least + " to " + most + ")");
            }
            return number;
        }
    }

    private Cron() {}

    /// The expression itself, blanks normalised.
    ///
    /// @throws IllegalArgumentException that says which field is wrong and what it may be
    static String checked(String expression) {
        String text = expression.strip().replaceAll("\\s+", " ");
        if (WORDS.contains(text)) {
            return text;
        }
        String[] fields = text.split(" ", -1);
        if (fields.length != FIELDS.size()) {
            throw no("a schedule has six fields (second minute hour day month weekday), not " + fields.length
                    + (fields.length == 5 ? ": put a 0 for the second in front" : ""));
        }
        for (int i = 0; i < fields.length; i++) {
            FIELDS.get(i).check(fields[i]);
        }
        return text;
    }

    private static IllegalArgumentException no(String why) {
        return new IllegalArgumentException(why);
    }
}
