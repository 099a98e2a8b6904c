package dev.nightjar.extract.secret;

import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.secret.Personal.PersonalWords;
import dev.nightjar.text.Budget;
import dev.nightjar.text.Cache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which names stand before a secret, and how secrets begin that need no name: data in `secrets/`. A name is
/// compared without its case and without `_`, `-` and `.`.
///
/// @param contains parts of a name that make it secret wherever they stand
/// @param ends with which such a name ends
/// @param whole names that are secret as they are
/// @param lines names whose value is the rest of the line
/// @param harmless endings of names that make them harmless after all: `passwordLength`, `TokenService`
/// @param plain values that are no secret: `null`, `true`
/// @param schemes words before the credentials of an `Authorization`
/// @param numbered words before numbers that are no card numbers unless their check digit is right
/// @param quoted words before a secret in quotes, with nothing but a blank between: `identified by`
/// @param said words between such a word and a secret that looks like one: `password is x`
/// @param commands options of commands whose value is secret
/// @param innocent words that hold such a part and mean something else: `secretary`
/// @param likely names whose value is secret if it looks so
/// @param folders names whose value is no secret if it is a folder: `PWD=/srv/shop`
/// @param fields names with blanks in them that begin a field of their own behind a secret
/// @param sentences words that are no secret if a sentence goes on behind them
/// @param tokens what is secret without a name, by its shape
/// @param personal what stands around what says of a person
public record Secrets(
        List<String> contains,
        List<String> ends,
        Set<String> whole,
        Set<String> lines,
        List<String> harmless,
        Set<String> plain,
        List<String> schemes,
        Set<String> numbered,
        List<String> quoted,
        List<String> said,
        List<Option> commands,
        List<String> innocent,
        Set<String> likely,
        Set<String> folders,
        List<String> fields,
        Set<String> sentences,
        List<TokenShape> tokens,
        PersonalWords personal,
        Cache<String, Kind> kinds) {

    /// How secret a name makes its value.
    public enum Kind {
        NONE,
        /// What looks like a secret is one.
        LIKELY,
        /// Every value is a secret.
        SURE,
        /// Everything up to the end of the line.
        LINE
    }

    /// An option of a command.
    ///
    /// @param command one word or more, with one blank between
    /// @param text with the blank behind it, if its value stands apart; one that begins with `--` has it apart or
    ///     behind `=`
    /// @param after what in the value the secret is behind, may be empty
    public record Option(String command, String text, String after) {}

    /// Reads what ships with Nightjar and what stands in `secrets/` beside a configuration.
    ///
    /// @param home the configuration's folder, if there is one
    public static Secrets load(Optional<Path> home, Problems problems) {
        List<Doc> docs = List.copyOf(Definitions.load("secrets", home, problems).values());
        Secrets secrets = new Secrets(
                all(docs, "contains"),
                all(docs, "ends"),
                new HashSet<>(all(docs, "whole")),
                new HashSet<>(all(docs, "lines")),
                all(docs, "harmless"),
                new HashSet<>(all(docs, "plain")),
                all(docs, "schemes"),
                new HashSet<>(all(docs, "numbered")),
                all(docs, "quoted"),
                all(docs, "said"),
                docs.stream().flatMap(doc -> commands(doc).stream()).toList(),
                all(docs, "innocent"),
                new HashSet<>(all(docs, "likely")),
                new HashSet<>(all(docs, "folders")),
                all(docs, "fields"),
                new HashSet<>(all(docs, "sentences")),
                docs.stream().flatMap(doc -> Tokens.read(doc).stream()).toList(),
                new PersonalWords(
                        new HashSet<>(all(docs, "phones")),
                        new HashSet<>(all(docs, "users")),
                        new HashSet<>(all(docs, "endings"))),
                new Cache<>(Budget.NAMES_OF_SECRETS.bytes(), (name, kind) -> Cache.weight(name)));
        docs.forEach(doc -> {
            doc.textIf("about");
            doc.done();
        });
        return secrets;
    }

    private static List<String> all(List<Doc> docs, String key) {
        return docs.stream().flatMap(doc -> doc.texts(key).stream()).toList();
    }

    private static List<Option> commands(Doc doc) {
        List<Option> options = new ArrayList<>();
        for (Doc option : doc.docs("commands")) {
            String after = option.textIf("after").orElse("");
            for (String command : option.texts("command")) {
                option.texts("option").forEach(text -> options.add(new Option(command, text, after)));
            }
            option.done();
        }
        return options;
    }

    /// Words of which a name has one if it is secret.
    Stream<String> words() {
        return Stream.of(contains, ends, whole, likely, lines).flatMap(Collection::stream);
    }

    /// How secret a name makes its value.
    Kind kind(String name) {
        return name.length() < 2 || name.length() > 100 ? Kind.NONE : kinds.get(name, this::judge);
    }

    private Kind judge(String name) {
        String bare = bare(name);
        if (lines.contains(bare)) {
            return Kind.LINE;
        }
        if (whole.contains(bare)) {
            return Kind.SURE;
        }
        if (likely.contains(bare)) {
            return Kind.LIKELY;
        }
        if (endsWithOne(bare, harmless)) {
            return Kind.NONE;
        }
        String guilty = withoutInnocent(name);
        bare = guilty.equals(name) ? bare : bare(guilty);
        for (String part : contains) {
            if (bare.contains(part)) {
                return Kind.SURE;
            }
        }
        return endsWithOne(bare, ends) ? Kind.LIKELY : Kind.NONE;
    }

    /// The name without words that only look secret, as written in one piece: `jsonwebtoken` is a library,
    /// `json_web_token` and `jsonWebToken` are tokens.
    private String withoutInnocent(String name) {
        String left = name;
        for (String word : innocent) {
            String upper = word.toUpperCase(Locale.ROOT);
            left = left.replace(word, " ").replace(upper, " ").replace(upper.charAt(0) + word.substring(1), " ");
        }
        return left;
    }

    boolean isFolder(String name) {
        return folders.contains(bare(name));
    }

    private static boolean endsWithOne(String name, List<String> endings) {
        for (String ending : endings) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /// A name without case and punctuation.
    public static String bare(String name) {
        StringBuilder bare = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-' && c != '.') {
                bare.append(c);
            }
        }
        return bare.toString().toLowerCase(Locale.ROOT);
    }

    boolean isPlain(String value) {
        return plain.contains(value.toLowerCase(Locale.ROOT));
    }

    boolean isSentence(String value) {
        return sentences.contains(value.toLowerCase(Locale.ROOT));
    }

    boolean isNumbered(String word) {
        return numbered.contains(word.toLowerCase(Locale.ROOT));
    }

    boolean isScheme(String word) {
        return schemes.contains(word.toLowerCase(Locale.ROOT));
    }

    /// True if a value looks like something no person would write as a word: digits and letters, mixed case, or
    /// very long.
    static boolean looksSecret(String text, int from, int to) {
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            digit |= c >= '0' && c <= '9';
            upper |= i > from && Character.isUpperCase(c);
            lower |= Character.isLowerCase(c);
        }
        int length = to - from;
        return length >= 6 && digit && (upper || lower) || length >= 8 && upper && lower || length >= 32;
    }
}
