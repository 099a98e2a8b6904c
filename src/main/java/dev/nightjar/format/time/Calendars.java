package dev.nightjar.format.time;

import dev.nightjar.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Names of months and days as locales print them: English, German, French, Spanish, Italian, Portuguese, Dutch,
/// the Scandinavian languages and Polish (CLDR, and the older abbreviations of Java and glibc), in UTF-8 or
/// Latin-1. English is read without making text.
final class Calendars {

    private static final String[] ENGLISH = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
    };

    /// A row for each month.
    private static final String[] MONTHS = {
        "january januar jan jän jänner janvier janv enero ene gennaio gen janeiro januari stycznia sty",
        "february februar feb février févr febrero febbraio fevereiro fev februari lutego lut",
        "march märz mär mrz mars marzo mar março maart mrt marts marca",
        "april apr avril avr abril abr aprile kwietnia kwi",
        "may mai mayo maggio mag maio mei maj maja",
        "june juni jun juin junio giugno giu junho czerwca cze",
        "july juli jul juillet juil julio luglio lug julho lipca lip",
        "august aug août agosto ago augustus augusti sierpnia sie",
        "september sep sept septembre septiembre setiembre settembre set setembro września wrz",
        "october oktober okt oct octobre octubre ottobre ott outubro out października paź",
        "november nov novembre noviembre novembro listopada lis",
        "december dezember dez dec décembre déc diciembre dic dicembre dezembro desember des grudnia gru"
    };

    private static final Map<String, Integer> BY_NAME = months();
    private static final Set<String> DAYS = new HashSet<>(List.of(
            ("mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday thur thurs tues "
                            + "mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag "
                            + "lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche "
                            + "mié jue vie sáb dom lunes martes miércoles jueves viernes sábado domingo "
                            + "gio lunedì martedì mercoledì giovedì venerdì sabato domenica "
                            + "seg ter qua qui sex ma wo vr za zo pon wto śro czw pią sob nie")
                    .split(" ")));

    /// A bit for each first three letters, five bits a letter, of names that begin in ASCII.
    private static final BitSet BEGINNINGS = beginnings();

    private Calendars() {}

    private static BitSet beginnings() {
        BitSet beginnings = new BitSet(1 << 15);
        java.util.stream.Stream.concat(BY_NAME.keySet().stream(), DAYS.stream())
                .map(name -> (name + " ").getBytes(StandardCharsets.UTF_8))
                .filter(name -> name[1] > 0 && name[2] > 0)
                .forEach(name -> beginnings.set(beginning(name, 0)));
        return beginnings;
    }

    private static int beginning(byte[] b, int p) {
        int third = Bytes.isLetter(b[p + 2]) ? b[p + 2] & 31 : 0;
        return (b[p] & 31) << 10 | (b[p + 1] & 31) << 5 | third;
    }

    /// Whether the word at `p` may be the name of a month or a day; a quick look that rejects most words.
    static boolean mayName(byte[] b, int p, int to) {
        if (p + 3 > to || p + 3 > b.length) {
            return false;
        }
        boolean ascii = b[p] > 0 && b[p + 1] > 0 && b[p + 2] > 0;
        return !ascii || BEGINNINGS.get(beginning(b, p));
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        for (int i = 0; i < MONTHS.length; i++) {
            for (String name : MONTHS[i].split(" ")) {
                months.put(name, i + 1);
            }
        }
        return Map.copyOf(months);
    }

    /// End of a run of letters, those beyond ASCII included.
    static int wordEnd(byte[] b, int p, int to) {
        int end = p;
        while (end < to && (Bytes.isLetter(b[end]) || b[end] < 0)) {
            end++;
        }
        return end;
    }

    /// The month that `[from, to)` names, 1 to 12, or 0.
    static int month(byte[] b, int from, int to) {
        if (to - from == 3) {
            for (int i = 0; i < ENGLISH.length; i++) {
                String name = ENGLISH[i];
                if ((b[from] | 0x20) == name.charAt(0)
                        && (b[from + 1] | 0x20) == name.charAt(1)
                        && (b[from + 2] | 0x20) == name.charAt(2)) {
                    return i + 1;
                }
            }
        }
        if (to - from < 3 || to - from > 14 || !mayName(b, from, to)) {
            return 0;
        }
        Integer month = BY_NAME.get(text(b, from, to, true));
        return month != null ? month : BY_NAME.getOrDefault(text(b, from, to, false), 0);
    }

    /// Whether `[from, to)` names a day of the week.
    static boolean isDay(byte[] b, int from, int to) {
        return to - from <= 14
                && mayName(b, from, from + Math.max(3, to - from))
                && (to - from == 3 && isEnglishDay(b, from)
                        || DAYS.contains(text(b, from, to, true))
                        || DAYS.contains(text(b, from, to, false)));
    }

    private static boolean isEnglishDay(byte[] b, int from) {
        return switch ((b[from] | 0x20) << 16 | (b[from + 1] | 0x20) << 8 | b[from + 2] | 0x20) {
            case 'm' << 16 | 'o' << 8 | 'n',
                    't' << 16 | 'u' << 8 | 'e',
                    'w' << 16 | 'e' << 8 | 'd',
                    't' << 16 | 'h' << 8 | 'u',
                    'f' << 16 | 'r' << 8 | 'i',
                    's' << 16 | 'a' << 8 | 't',
                    's' << 16 | 'u' << 8 | 'n' -> true;
            default -> false;
        };
    }

    private static String text(byte[] b, int from, int to, boolean utf8) {
        return new String(b, from, to - from, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
    }
}
