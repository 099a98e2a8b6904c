package dev.nightjar.group.learn;

import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Words that mean something where they stand, by the files of `learned/`.
public final class ValueWords {

    private final Set<String> telling = new HashSet<>();
    private final Set<String> linking = new HashSet<>();
    private final Set<String> never = new HashSet<>();
    private final Set<String> endings = new HashSet<>();
    private final Set<String> beginnings = new HashSet<>();
    private final Set<String> truths = new HashSet<>();

    private ValueWords(Collection<Doc> files) {
        for (Doc doc : files) {
            telling.addAll(small(doc.texts("telling")));
            linking.addAll(small(doc.texts("linking")));
            never.addAll(small(doc.texts("never")));
            truths.addAll(small(doc.texts("truths")));
            endings.addAll(doc.texts("never-endings"));
            beginnings.addAll(doc.texts("never-beginnings"));
            doc.done();
        }
    }

    /// Reads the lists that ship with Nightjar and those in `learned/` beside a configuration.
    ///
    /// @param home the configuration's folder, if there is one
    public static ValueWords load(Optional<Path> home, Problems problems) {
        return new ValueWords(Definitions.load("learned", home, problems).values());
    }

    private static List<String> small(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    /// Whether what stands behind a word tells messages apart: that word, or the last part of it, is a telling one.
    boolean tells(String word) {
        int from = word.length();
        while (from > 0 && Character.isLetter(word.charAt(from - 1))) {
            from--;
            if (from > 0 && Character.isUpperCase(word.charAt(from)) && Character.isLowerCase(word.charAt(from - 1))) {
                break;
            }
        }
        return telling.contains(word.substring(from).toLowerCase(Locale.ROOT))
                || telling.contains(word.toLowerCase(Locale.ROOT));
    }

    /// Whether a plain word right behind it is a state.
    boolean links(String word) {
        return linking.contains(word.toLowerCase(Locale.ROOT));
    }

    boolean isTruth(String word) {
        return truths.contains(word.toLowerCase(Locale.ROOT));
    }

    /// Whether a word is no value, wherever it stands: it is listed, named like an exception, a signal, an error of the
    /// system, or a constant.
    boolean isNever(String word) {
        return never.contains(word.toLowerCase(Locale.ROOT))
                || endings.stream().anyMatch(word::endsWith)
                || beginnings.stream().anyMatch(word::startsWith)
                || isConstant(word);
    }

    /// `EACCES`, `ORDER_PAID`.
    private static boolean isConstant(String word) {
        boolean snake = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '_' && i > 0) {
                snake = true;
            } else if (!Character.isUpperCase(c) && !(i > 0 && Character.isDigit(c))) {
                return false;
            }
        }
        return snake
                || word.length() > 3 && word.charAt(0) == 'E' && word.chars().noneMatch(Character::isDigit);
    }
}
