package dev.nightjar.report.night;

import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.List;

/// Marks words of a text that other texts of its kind do not have at their place.
public final class Difference {

    /// Behind this nothing is compared.
    private static final int LONGEST = 4_000;

    private Difference() {}

    /// The text in pieces; those that differ from any other are marked as variable.
    public static List<TextPiece> of(String text, List<String> others) {
        List<String> different =
                others.stream().filter(other -> !other.equals(text)).distinct().toList();
        if (different.isEmpty() || text.length() > LONGEST) {
            return text.isEmpty() ? List.of() : List.of(new TextPiece(Visible.text(text), false));
        }
        List<String> words = words(text);
        boolean[] differs = new boolean[words.size()];
        different.forEach(other -> mark(differs, words, words(other)));
        return pieces(words, differs);
    }

    /// Word by word if there are as many; else all between what both begin and end with.
    private static void mark(boolean[] differs, List<String> words, List<String> others) {
        int from = 0;
        int tail = 0;
        int most = Math.min(words.size(), others.size());
        while (from < most && words.get(from).equals(others.get(from))) {
            from++;
        }
        while (tail < most - from && words.get(words.size() - 1 - tail).equals(others.get(others.size() - 1 - tail))) {
            tail++;
        }
        boolean same = words.size() == others.size();
        for (int i = from; i < words.size() - tail; i++) {
            differs[i] |= !same || !words.get(i).equals(others.get(i));
        }
    }

    private static List<TextPiece> pieces(List<String> words, boolean[] differs) {
        List<TextPiece> pieces = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (int i = 0; i < differs.length; i++) {
            run.append(words.get(i));
            if (i + 1 == differs.length || differs[i + 1] != differs[i]) {
                pieces.add(new TextPiece(Visible.text(run.toString()), differs[i]));
                run.setLength(0);
            }
        }
        return pieces;
    }

    /// Runs of letters, digits and `_`, and each other character by itself; a pair of surrogates stays one.
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int cut = Math.min(text.length(), LONGEST);
        for (int from = 0; from < cut; ) {
            int to = from;
            while (to < cut && isWord(text.charAt(to))) {
                to++;
            }
            to = to > from ? to : Math.min(cut, from + Character.charCount(text.codePointAt(from)));
            words.add(text.substring(from, to));
            from = to;
        }
        return words;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
