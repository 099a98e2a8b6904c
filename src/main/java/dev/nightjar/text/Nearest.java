package dev.nightjar.text;

import java.util.Collection;

/// Finds the word a person meant.
public final class Nearest {

    private Nearest() {}

    /// ", did you mean 'x'?" for the nearest candidate within a third of the word's length, or one that begins
    /// like it; else a list of what is known.
    public static String hint(String word, Collection<String> known) {
        String best = "";
        int least = Math.max(2, word.length() / 3) + 1;
        for (String candidate : known) {
            int distance = isBeginning(word, candidate) ? 1 : distance(word, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        if (!best.isEmpty()) {
            return ", did you mean '" + best + "'?";
        }
        return known.isEmpty() ? "" : ", known: " + String.join(", ", known);
    }

    private static boolean isBeginning(String word, String candidate) {
        return Math.min(word.length(), candidate.length()) >= 3
                && (word.startsWith(candidate) || candidate.startsWith(word));
    }

    /// Edit distance: letters put in, taken out or exchanged (Levenshtein 1966, two rows).
    public static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
