package dev.nightjar.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// Texts that make the record they stand in a candidate whatever its level, all looked for at once. A text of `n`
/// bytes holds one of the four-byte windows that begin at every `n - 3`rd byte: only those are looked at, each in
/// a set of the windows that the texts have (q-gram sampling, after Navarro and Raffinot, *Flexible Pattern
/// Matching
/// in Strings*, 6.5). Letters are found in either case; of other bytes some are confused: what looks for texts
/// looks
/// again. Thread-safe.
public final class LiteralPrefilter {

    /// Nothing is looked for.
    public static final LiteralPrefilter NONE = new LiteralPrefilter(List.of(), List.of(), false);

    /// Every record is a candidate.
    public static final LiteralPrefilter EVERY = new LiteralPrefilter(List.of(), List.of(), true);

    /// Says that none of the texts was found: behind every place.
    public static final int NOT_FOUND = Integer.MAX_VALUE;

    /// Bytes of the longest part of a text that is looked for.
    public static final int LONGEST = 11;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int GRAM = 4;
    private static final int FOLD = 0x20202020;
    private static final int SLOTS = 1 << 16;
    private static final int[] NOWHERE = {};
    /// Pairs of letters that are in every log: a part of a text without them is found by accident less often.
    private static final String COMMON = "ti io on se es ss si er re in an at en ed us te ct or nt fo ou ar st le";

    /// A bit for each of these pairs, by `pair`.
    private static final long[] COMMON_PAIRS = new long[128 * 128 / Long.SIZE];

    static {
        for (int i = 0; i + 1 < COMMON.length(); i++) {
            int pair = pair(COMMON, i);
            COMMON_PAIRS[pair >> 6] |= 1L << pair;
        }
    }

    private final boolean every;
    private final byte[][] texts;

    /// The wanted texts that have a part, and where in them it stands; nothing where the part alone has to do.
    private final Whole[][] wholes;

    private final int step;
    private final long[] set;
    /// By slot of the set's hash, folded to 4,096: which texts have such a window, and where.
    private final int[][] places;

    /// A wanted text, folded.
    private record Whole(byte[] text, int part) {}

    private LiteralPrefilter(List<byte[]> texts, List<List<Whole>> wholes, boolean every) {
        this.every = every;
        this.texts = texts.toArray(byte[][]::new);
        this.wholes = wholes.stream().map(all -> all.toArray(Whole[]::new)).toArray(Whole[][]::new);
        int shortest = texts.stream().mapToInt(text -> text.length).min().orElse(GRAM);
        this.step = stepFor(shortest);
        this.set = new long[texts.isEmpty() ? 0 : SLOTS / Long.SIZE];
        this.places = new int[texts.isEmpty() ? 0 : 1 << 12][];
        Arrays.fill(places, NOWHERE);
        for (int i = 0; i < texts.size(); i++) {
            for (int at = 0; at + GRAM <= shortest; at++) {
                int hash = hash((int) INT.get(texts.get(i), at));
                set[hash >>> 6] |= 1L << hash;
                places[hash >>> 4] = plus(places[hash >>> 4], i << 8 | at);
            }
        }
    }

    private static int stepFor(int length) {
        return length >= 8 + GRAM - 1 ? 8 : length >= 4 + GRAM - 1 ? 4 : 1;
    }

    private static int[] plus(int[] list, int value) {
        int[] longer = Arrays.copyOf(list, list.length + 1);
        longer[longer.length - 1] = value;
        return longer;
    }

    /// True if the search takes several times as long as for texts of eleven characters.
    public boolean isSlow() {
        return every || step < 8 && !isEmpty();
    }

    /// Whether one of the texts stands in `[0, to)` of a text.
    public boolean in(String text, int to) {
        byte[] bytes = text.substring(0, Math.min(to, text.length())).getBytes(StandardCharsets.ISO_8859_1);
        return every || !isEmpty() && next(bytes, 0, bytes.length) != NOT_FOUND;
    }

    /// Looks for texts of four ASCII characters and more; a shorter one makes every record a candidate. The shorter
    /// the
    /// shortest, the longer the search takes.
    public static LiteralPrefilter of(Collection<String> wanted) {
        if (wanted.isEmpty()) {
            return NONE;
        }
        int shortest = wanted.stream()
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .min()
                .getAsInt();
        if (shortest < GRAM) {
            return EVERY;
        }
        TreeMap<String, List<String>> parts = new TreeMap<>();
        int length = stepFor(shortest) + GRAM - 1;
        for (String text : wanted) {
            String small = text.toLowerCase(Locale.ROOT);
            parts.computeIfAbsent(part(small, length), any -> new ArrayList<>()).add(small);
        }
        List<byte[]> texts = new ArrayList<>();
        List<List<Whole>> wholes = new ArrayList<>();
        parts.forEach((part, all) -> {
            texts.add(folded(part.getBytes(StandardCharsets.UTF_8)));
            wholes.add(wholes(part, all));
        });
        return new LiteralPrefilter(texts, wholes, false);
    }

    /// A text that is not of ASCII has other bytes in other encodings: then its part has to do.
    private static List<Whole> wholes(String part, List<String> texts) {
        boolean ascii = texts.stream().allMatch(text -> text.chars().allMatch(c -> c < 128));
        return ascii
                ? texts.stream()
                        .map(text -> new Whole(folded(text.getBytes(StandardCharsets.UTF_8)), text.indexOf(part)))
                        .toList()
                : List.of();
    }

    /// The part of a text, so many bytes long or little more, that is least like other text.
    private static String part(String text, int length) {
        String best = text;
        int least = Integer.MAX_VALUE;
        for (int from = 0; from + length <= text.length(); from++) {
            int common = 0;
            for (int i = from; i + 1 < from + length; i++) {
                common += isCommon(text, i) ? 1 : 0;
            }
            if (common < least) {
                least = common;
                best = text.substring(from, from + length);
            }
        }
        return best;
    }

    private static boolean isCommon(String text, int at) {
        int pair = pair(text, at);
        return (text.charAt(at) | text.charAt(at + 1)) < 128 && (COMMON_PAIRS[pair >> 6] >>> pair & 1) != 0;
    }

    private static int pair(String text, int at) {
        return (text.charAt(at) & 127) << 7 | text.charAt(at + 1) & 127;
    }

    private static byte[] folded(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            text[i] |= 0x20;
        }
        return text;
    }

    /// Whether every record is a candidate, whatever stands in it.
    public boolean every() {
        return every;
    }

    /// Whether no text is looked for; also true of `EVERY`.
    public boolean isEmpty() {
        return texts.length == 0;
    }

    private static int hash(int gram) {
        return (gram | FOLD) * 0x9E3779B1 >>> 16;
    }

    /// Where the first text in `[from, to)` begins, or `NOT_FOUND`.
    public int next(byte[] b, int from, int to) {
        int at = texts.length == 0 ? to : from;
        while (at < to) {
            int window = switch (step) { // constants, so that each gets a loop of its own
                case 8 -> window(b, at + 7, to, 8);
                case 4 -> window(b, at + 3, to, 4);
                default -> window(b, at, to, 1);
            };
            if (window + GRAM > to) {
                return NOT_FOUND;
            }
            int found = verified(places[hash(b, window) >>> 4], b, window, from, to);
            if (found >= 0) {
                return found;
            }
            at = window + 1;
        }
        return NOT_FOUND;
    }

    /// The first of the places `from`, `from + step` … where a window stands that is in the set, or one near `to`.
    private int window(byte[] b, int from, int to, int step) {
        int i = from;
        int last = to - 3 * step - GRAM;
        for (; i <= last; i += 4 * step) {
            long hit = isIn(b, i) | isIn(b, i + step) | isIn(b, i + 2 * step) | isIn(b, i + 3 * step);
            if ((hit & 1) != 0) {
                break;
            }
        }
        while (i + GRAM <= to && (isIn(b, i) & 1) == 0) {
            i += step;
        }
        return i;
    }

    private long isIn(byte[] b, int i) {
        int hash = hash(b, i);
        return set[hash >>> 6] >>> hash;
    }

    private static int hash(byte[] b, int i) {
        return hash((int) INT.get(b, i));
    }

    private int verified(int[] candidates, byte[] b, int i, int from, int to) {
        for (int candidate : candidates) {
            byte[] text = texts[candidate >>> 8];
            int start = i - (candidate & 0xFF);
            if (start >= from
                    && start + text.length <= to
                    && stands(text, b, start)
                    && isWhole(wholes[candidate >>> 8], b, start)) {
                return start;
            }
        }
        return -1;
    }

    /// True if one of the texts stands around its part, wherever the search ends.
    private static boolean isWhole(Whole[] wholes, byte[] b, int part) {
        for (Whole whole : wholes) {
            int at = part - whole.part;
            if (at >= 0 && at + whole.text.length <= b.length && stands(whole.text, b, at)) {
                return true;
            }
        }
        return wholes.length == 0;
    }

    private static boolean stands(byte[] text, byte[] b, int at) {
        for (int i = 0; i < text.length; i++) {
            if ((b[at + i] | 0x20) != text[i]) {
                return false;
            }
        }
        return true;
    }
}
