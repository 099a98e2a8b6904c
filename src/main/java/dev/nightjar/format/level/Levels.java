package dev.nightjar.format.level;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.model.Level;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words that say a level, read from bytes without making text. Case does not matter, but for words that are
/// also common in messages (`all`, `fine`, `log`): where a line's layout alone says that a level stands there, they
/// count in capitals only.
public final class Levels {

    /// The ordinal that stands for "has no level".
    public static final int NONE = Level.values().length;

    private static final int LONGEST = 24;
    private static final Map<String, Level> COMMON = common();

    private static final java.util.Set<String> ORDINARY = java.util.Set.of(
            "all",
            "fine",
            "finer",
            "finest",
            "config",
            "log",
            "success",
            "failure",
            "fail",
            "deprecated",
            "audit",
            "status",
            "system",
            "note");

    private static final Level[] SEVERITIES = {
        Level.FATAL, Level.FATAL, Level.FATAL, Level.ERROR, Level.WARN, Level.INFO, Level.INFO, Level.DEBUG
    };

    private final byte[][] words;
    private final byte[] ordinals;
    private final boolean[] common;

    private final LevelBy by;
    private final Map<String, Level> own;

    /// The common words alone.
    public Levels(Map<String, Level> own) {
        this(own, LevelBy.NOTHING);
    }

    /// The common words and those of one format, which win; and what numbers say.
    public Levels(Map<String, Level> own, LevelBy by) {
        this.by = by;
        this.own = Map.copyOf(own);
        Map<String, Level> all = new LinkedHashMap<>(COMMON);
        own.forEach((word, level) -> {
            all.put(word.toLowerCase(Locale.ROOT), level);
            all.put(asciiLower(word.toUpperCase(Locale.ROOT)), level);
        });
        int size = Integer.highestOneBit(all.size()) * 4;
        words = new byte[size][];
        ordinals = new byte[size];
        common = new boolean[size];
        all.forEach((word, level) ->
                put(word.getBytes(StandardCharsets.UTF_8), level, ORDINARY.contains(word) && !own.containsKey(word)));
    }

    /// The same with more words, which win.
    public Levels and(Map<String, Level> more) {
        Map<String, Level> both = new LinkedHashMap<>(own);
        both.putAll(more);
        return new Levels(both, by);
    }

    /// In small letters as far as `same` folds them: capitals beyond ASCII stay.
    private static String asciiLower(String word) {
        StringBuilder lower = new StringBuilder(word);
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            lower.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
        }
        return lower.toString();
    }

    /// The level of an ordinal; null for `NONE`.
    public static @Nullable Level of(int ordinal) {
        return ordinal >= 0 && ordinal < NONE ? Level.values()[ordinal] : null;
    }

    /// The common words and, in capitals, the letters that stand for them.
    public static Levels withLetters() {
        Map<String, Level> letters = Map.of(
                "t",
                Level.TRACE,
                "v",
                Level.TRACE,
                "d",
                Level.DEBUG,
                "i",
                Level.INFO,
                "n",
                Level.INFO,
                "w",
                Level.WARN,
                "e",
                Level.ERROR,
                "c",
                Level.FATAL,
                "f",
                Level.FATAL);
        Levels levels = new Levels(letters);
        for (int slot = 0; slot < levels.words.length; slot++) {
            levels.common[slot] |= levels.words[slot] != null && levels.words[slot].length == 1;
        }
        return levels;
    }

    private static Map<String, Level> common() {
        Map<String, Level> map = new LinkedHashMap<>();
        String[] lines = {
            "trace finest finer verbose all trc trce trivia vrb vrbs trace1 trace2 trace3 trace4 trace5 trace6 trace7",
            "debug fine dbg dbug debg debu ddebug subdebug debug1 debug2 debug3 debug4 debug5",
            "info information informational notice config inf log success audit status system note",
            "warn warning wrn deprecated",
            "error err severe eror erro failure fail fault",
            "fatal critical crit alert emerg emergency panic dpanic ftl fata"
        };
        for (int i = 0; i < lines.length; i++) {
            for (String word : lines[i].split(" ")) {
                map.put(word, Level.values()[i]);
            }
        }
        return Map.copyOf(map);
    }

    /// The levels that numbers give, which win over words.
    public LevelBy by() {
        return by;
    }

    /// Whether a level may begin with this byte.
    public boolean begins(byte c) {
        for (byte[] word : words) {
            if (word != null && word[0] == lower(c)) {
                return true;
            }
        }
        return false;
    }

    private void put(byte[] word, Level level, boolean ordinary) {
        int slot = hash(word, 0, word.length) & (words.length - 1);
        while (words[slot] != null) {
            slot = (slot + 1) & (words.length - 1);
        }
        words[slot] = word;
        ordinals[slot] = (byte) level.ordinal();
        common[slot] = ordinary;
    }

    /// The level's ordinal for the word in `[from, to)`, or -1.
    public int ordinal(byte[] b, int from, int to) {
        int slot = slot(b, from, to);
        return slot < 0 ? -1 : ordinals[slot];
    }

    /// The same, in capitals for words that messages may begin with.
    public int ordinalInText(byte[] b, int from, int to) {
        int slot = slot(b, from, to);
        return slot < 0 || common[slot] && b[to - 1] > 'Z' ? -1 : ordinals[slot];
    }

    private int slot(byte[] b, int from, int to) {
        int length = to - from;
        if (length <= 0 || length > LONGEST) {
            return -1;
        }
        int slot = hash(b, from, to) & (words.length - 1);
        while (words[slot] != null) {
            if (same(words[slot], b, from, length)) {
                return slot;
            }
            slot = (slot + 1) & (words.length - 1);
        }
        return -1;
    }

    /// The level that a value's first word says: `ERROR`, `err: 3`; null if it is none.
    @Nullable
    public Level leading(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int start = Bytes.skipBlanks(bytes, 0, bytes.length);
        int end = start;
        while (end < bytes.length
                && (Bytes.isLetter(bytes[end])
                        || Bytes.isDigit(bytes[end])
                        || bytes[end] == '_'
                        || bytes[end] == '-')) {
            end++;
        }
        int ordinal = ordinal(bytes, start, end);
        return ordinal < 0 ? null : Level.values()[ordinal];
    }

    /// The level of a priority's severity: 0 emergency … 7 debug.
    public static int severity(byte[] b, int from, int to) {
        int value = 0;
        for (int i = from; i < Math.min(to, from + 3); i++) {
            value = value * 10 + b[i] - '0';
        }
        return SEVERITIES[value & 7].ordinal();
    }

    private static boolean same(byte[] word, byte[] b, int from, int length) {
        if (word.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (word[i] != lower(b[from + i])) {
                return false;
            }
        }
        return true;
    }

    private static int hash(byte[] b, int from, int to) {
        int h = to - from;
        for (int i = from; i < to; i++) {
            h = h * 31 + lower(b[i]);
        }
        return h ^ (h >>> 7);
    }

    private static byte lower(byte c) {
        return c >= 'A' && c <= 'Z' ? (byte) (c | 0x20) : c;
    }
}
