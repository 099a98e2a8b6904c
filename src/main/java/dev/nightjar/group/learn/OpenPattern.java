package dev.nightjar.group.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A template with places where words vary, and of which messages.
///
/// As text: `*` is what a rule masks, `<word>` a place for any word, `<name>` for names that somebody gave to
/// one thing of many, `<numbered>` for those with a digit; a backslash takes the meaning of what is behind it.
final class OpenPattern {

    private static final String[] PLACES = {"<numbered>", "<name>", "<word>"};
    private static final char FIRST = '\uE000';

    private final LearnedScope scope;
    private final SaidWords said;
    private final String text;
    private final String begin;
    private final String end;

    OpenPattern(LearnedScope scope, SaidWords said) {
        this.scope = scope;
        this.said = said;
        this.text = text(said);
        int from = 0;
        int to = said.size();
        while (from < to && said.kinds[from] <= SaidWords.WORD) {
            from++;
        }
        while (to > from && said.kinds[to - 1] <= SaidWords.WORD) {
            to--;
        }
        this.begin = String.join("", Arrays.asList(said.tokens).subList(0, from));
        this.end = String.join("", Arrays.asList(said.tokens).subList(to, said.size()));
    }

    /// False if a template is none of its messages for sure: it begins or ends with other words.
    boolean mayFit(String counted) {
        return counted.startsWith(begin) && counted.endsWith(end);
    }

    /// Reads the text of a pattern.
    ///
    /// @throws IllegalArgumentException that says what is wrong
    static OpenPattern read(LearnedScope scope, String text, ValueWords words) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int place = place(text, i);
            if (place >= 0) {
                plain.append((char) (FIRST + place));
                i += PLACES[place].length();
            } else if (text.charAt(i) == '\\') {
                plain.append(escaped(text, i));
                i += 2;
            } else {
                plain.append(text.charAt(i++));
            }
        }
        return new OpenPattern(scope, marked(plain.toString(), words));
    }

    private static int place(String text, int i) {
        for (int place = 0; place < PLACES.length; place++) {
            if (text.startsWith(PLACES[place], i)) {
                return place;
            }
        }
        return -1;
    }

    private static char escaped(String text, int i) {
        if (i + 1 == text.length()) {
            throw new IllegalArgumentException("a backslash with nothing behind it: write \\\\ for one");
        }
        char c = text.charAt(i + 1);
        return c == 'n' ? '\n' : c == 's' ? ' ' : c;
    }

    private static SaidWords marked(String plain, ValueWords words) {
        List<String> tokens = new ArrayList<>();
        List<Byte> kinds = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= plain.length(); i++) {
            int place = i < plain.length() ? plain.charAt(i) - FIRST : 0;
            if (i == plain.length() || place >= 0 && place < PLACES.length) {
                SaidWords part = SaidWords.of(plain.substring(from, i), words);
                for (int at = 0; at < part.size(); at++) {
                    tokens.add(part.tokens[at]);
                    kinds.add(part.kinds[at]);
                }
                if (i < plain.length()) {
                    tokens.add("*");
                    kinds.add((byte) (SaidWords.NUMBERED + place));
                }
                from = i + 1;
            }
        }
        return SaidWords.of(tokens, kinds, words);
    }

    private static String text(SaidWords said) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < said.size(); i++) {
            if (said.kinds[i] > SaidWords.STAR) {
                text.append(PLACES[said.kinds[i] - SaidWords.NUMBERED]);
            } else {
                escape(said.tokens[i], text);
            }
        }
        return text.toString();
    }

    private static void escape(String token, StringBuilder text) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            boolean again = c == ' ' && (text.isEmpty() || text.charAt(text.length() - 1) == ' ');
            if (c == '\n' || again) {
                text.append('\\').append(again ? 's' : 'n');
            } else {
                text.append(c == '\\' || c == '<' || c == '#' ? "\\" : "").append(c);
            }
        }
    }

    String text() {
        return text;
    }

    SaidWords said() {
        return said;
    }

    /// Of which messages it is.
    LearnedScope scope() {
        return scope;
    }

    int places() {
        int places = 0;
        for (byte kind : said.kinds) {
            places += kind > SaidWords.STAR ? 1 : 0;
        }
        return places;
    }

    /// Whether a template, or another pattern, is one of its messages.
    boolean fits(LearnedScope of, SaidWords other, PlaceGuard guard) {
        if (other.size() != said.size() || !scope.covers(of)) {
            return false;
        }
        for (int i = 0; i < said.size(); i++) {
            if (!alike(other, i)) {
                return false;
            }
        }
        for (int i = 0; i < said.size(); i++) {
            if (said.kinds[i] > SaidWords.STAR && guard.against(other, i) != null) {
                return false;
            }
        }
        return true;
    }

    private boolean alike(SaidWords other, int i) {
        byte kind = other.kinds[i];
        return switch (said.kinds[i]) {
            case SaidWords.STAR -> kind == SaidWords.STAR;
            case SaidWords.ANY -> kind >= SaidWords.WORD;
            case SaidWords.NAME ->
                kind > SaidWords.WORD && kind <= SaidWords.NAME || kind == SaidWords.WORD && other.shapes[i].isName();
            case SaidWords.NUMBERED ->
                kind > SaidWords.WORD && kind <= SaidWords.NUMBERED
                        || kind == SaidWords.WORD && other.shapes[i].isNumbered();
            default -> kind <= SaidWords.WORD && said.tokens[i].equals(other.tokens[i]);
        };
    }

    /// Whether a person who wrote this pattern, each place and star for whatever stands there, meant a message.
    boolean means(LearnedScope of, SaidWords other) {
        if (other.size() != said.size() || !scope.covers(of)) {
            return false;
        }
        for (int i = 0; i < said.size(); i++) {
            boolean any = said.kinds[i] >= SaidWords.STAR && other.isWord(i);
            if (!any && !said.tokens[i].equals(other.tokens[i])) {
                return false;
            }
        }
        return true;
    }

    /// What stands at its places in a message.
    String values(SaidWords other) {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < said.size(); i++) {
            if (said.kinds[i] > SaidWords.STAR) {
                values.append(values.isEmpty() ? "" : " ").append(other.tokens[i]);
            }
        }
        return values.toString();
    }
}
