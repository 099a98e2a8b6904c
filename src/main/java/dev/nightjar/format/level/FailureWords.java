package dev.nightjar.format.level;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.config.yaml.Doc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Words that speak of failure, sought in records that say no level: `failed`, `denied`, `out of memory`. Read from
/// `nightjar/failures/*.yaml`. A word counts in either case, by itself: not as part of a path or of a longer name, not
/// where it is denied (`0 errors`, `"error": null`).
public final class FailureWords {

    /// No word is one.
    public static final FailureWords NONE = new FailureWords(List.of());

    private static final int SLOTS = 1 << 10;
    private static final int LONGEST_NEGATION = 8;
    private static final int LONGEST_NAME = 60;

    private final Map<Integer, List<Phrase>> byFirst = new HashMap<>();
    /// By hash of a word, whether one may begin with it: most words are told by this.
    private final boolean[] may = new boolean[SLOTS];
    private final List<byte[]> endings = new ArrayList<>();
    private final List<byte[]> negations = new ArrayList<>();
    private final List<byte[]> fillers = new ArrayList<>();
    private final List<byte[]> nothing = new ArrayList<>();

    /// @param text in small letters
    /// @param first length of its first word
    private record Phrase(String name, byte[] text, int first) {}

    /// Where a word stands, and which.
    public record Found(int at, String word) {}

    private FailureWords(Iterable<Doc> docs) {
        for (Doc doc : docs) {
            doc.text("title");
            doc.texts("words").forEach(this::add);
            doc.texts("endings").forEach(text -> endings.add(bytes(text)));
            doc.texts("negations").forEach(text -> negations.add(bytes(text)));
            doc.texts("fillers").forEach(text -> fillers.add(bytes(text)));
            doc.texts("nothing").forEach(text -> nothing.add(bytes(text)));
        }
    }

    /// Reads the definitions, whose words add up; problems go to the documents'. A sample that has another word than it
    /// says is one.
    public static FailureWords read(Iterable<Doc> docs) {
        FailureWords words = new FailureWords(docs);
        docs.forEach(doc -> {
            words.check(doc);
            doc.done();
        });
        return words;
    }

    private void check(Doc doc) {
        if (doc.docs("samples").isEmpty()) {
            doc.problem("samples", "words need 'samples', each with its 'text' and its 'word'");
        }
        for (Doc sample : doc.docs("samples")) {
            byte[] text = bytes(sample.text("text"));
            Found found = in(text, 0, text.length);
            String wanted = sample.textIf("word").orElse("");
            String word = found == null ? "" : found.word();
            if (!word.equals(wanted)) {
                sample.problem("word", "the sample's word is '" + word + "', not '" + wanted + "'");
            }
            sample.done();
        }
    }

    private void add(String word) {
        byte[] text = bytes(word.toLowerCase(Locale.ROOT));
        int first = 0;
        int hash = 0;
        while (first < text.length && Bytes.isLetter(text[first])) {
            hash = more(hash, text[first++]);
        }
        byFirst.computeIfAbsent(hash, any -> new ArrayList<>()).add(new Phrase(word, text, first));
        may[slot(hash)] = true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int more(int hash, byte letter) {
        return hash * 31 + (letter | 0x20);
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 10) & SLOTS - 1;
    }

    /// The first word of failure in `[from, to)`; null without one.
    public @Nullable Found in(byte[] b, int from, int to) {
        int p = from;
        while (p < to) {
            if (!Bytes.isLetter(b[p])) {
                p++;
                continue;
            }
            int begin = p;
            int hash = 0;
            while (p < to && Bytes.isLetter(b[p])) {
                hash = more(hash, b[p++]);
            }
            String word = may[slot(hash)] ? known(hash, b, begin, p, to) : ending(b, begin, p, to);
            if (word != null && isByItself(b, from, begin) && !isDenied(b, from, begin)) {
                return new Found(begin, word);
            }
        }
        return null;
    }

    private @Nullable String known(int hash, byte[] b, int begin, int end, int to) {
        for (Phrase phrase : byFirst.getOrDefault(hash, List.of())) {
            int behind = begin + phrase.text.length;
            if (end - begin == phrase.first
                    && behind <= to
                    && stands(phrase.text, b, begin)
                    && ends(b, behind, to)
                    && !isNothing(b, behind, to)) {
                return phrase.name;
            }
        }
        return ending(b, begin, end, to);
    }

    /// The name of something thrown.
    private @Nullable String ending(byte[] b, int begin, int end, int to) {
        for (byte[] text : endings) {
            int at = end - text.length;
            if (at > begin && Bytes.startsWith(b, text, at, end) && ends(b, end, to) && !isNothing(b, end, to)) {
                return new String(b, begin, Math.min(LONGEST_NAME, end - begin), StandardCharsets.ISO_8859_1);
            }
        }
        return null;
    }

    private static boolean stands(byte[] text, byte[] b, int at) {
        for (int i = 0; i < text.length; i++) {
            int c = Bytes.isLetter(b[at + i]) ? b[at + i] | 0x20 : b[at + i];
            if (c != text[i]) {
                return false;
            }
        }
        return true;
    }

    /// Part of no longer name and of no path.
    private static boolean ends(byte[] b, int at, int to) {
        if (at >= to) {
            return true;
        }
        byte c = b[at];
        boolean goesOn = c == '.' && at + 1 < to && (Bytes.isLetter(b[at + 1]) || Bytes.isDigit(b[at + 1]));
        return !goesOn && c != '_' && c != '-' && c != '/' && c != '\\' && !isOfWord(c);
    }

    private static boolean isOfWord(byte c) {
        return Bytes.isLetter(c) || Bytes.isDigit(c) || c < 0;
    }

    private static boolean isByItself(byte[] b, int from, int at) {
        byte c = at == from ? (byte) ' ' : b[at - 1];
        return !isOfWord(c) && c != '_' && c != '-' && c != '/' && c != '\\';
    }

    private boolean isDenied(byte[] b, int from, int at) {
        int end = behindWord(b, from, at);
        int begin = wordBefore(b, from, end);
        if (end < at && isOne(fillers, b, begin, end)) {
            int filler = begin;
            end = behindWord(b, from, filler);
            begin = wordBefore(b, from, end);
            return end < filler && isOne(negations, b, begin, end);
        }
        return end < at && isOne(negations, b, begin, end);
    }

    private static int behindWord(byte[] b, int from, int at) {
        int end = at;
        while (end > from && (Bytes.isBlank(b[end - 1]) || b[end - 1] == '"')) {
            end--;
        }
        return end;
    }

    private static int wordBefore(byte[] b, int from, int end) {
        int begin = end;
        while (begin > from && end - begin < LONGEST_NEGATION && isOfWord(b[begin - 1])) {
            begin--;
        }
        return begin;
    }

    private static boolean isOne(List<byte[]> words, byte[] b, int begin, int end) {
        for (byte[] word : words) {
            if (end - begin == word.length && stands(word, b, begin)) {
                return true;
            }
        }
        return false;
    }

    /// It has a value, and that says nothing.
    private boolean isNothing(byte[] b, int behind, int to) {
        int p = behind < to && b[behind] == '"' ? behind + 1 : behind;
        p = Bytes.skipBlanks(b, p, to);
        if (p >= to || b[p] != '=' && b[p] != ':') {
            return false;
        }
        p = Bytes.skipBlanks(b, p + 1, to);
        for (byte[] value : nothing) {
            int end = p + value.length;
            if (end <= to && stands(value, b, p) && (end == to || !isOfWord(b[end]) && b[end] != '.')) {
                return true;
            }
        }
        return false;
    }
}
