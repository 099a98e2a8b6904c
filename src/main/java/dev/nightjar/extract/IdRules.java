package dev.nightjar.extract;

import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.secret.Scrubber;
import dev.nightjar.extract.secret.Secrets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what a person may quote: ids, the user, the release; in the record's fields, and as `key=value` and
/// `key: value` in the message. Which names stand for what is data in `ids/`; a project adds its own.
final class IdRules {

    static final String USER = "user";
    static final String RELEASE = "release";
    private static final int SEARCHED = 8192;
    private static final int LONGEST = 200;
    private static final int LONGEST_NOBODY = 40;

    private final Map<String, String> kinds = new HashMap<>();
    private final Set<String> nobody = new HashSet<>();

    static IdRules load(Optional<Path> home, Problems problems) {
        IdRules ids = new IdRules();
        for (Doc doc : Definitions.load("ids", home, problems).values()) {
            doc.textIf("about");
            doc.doc("names").ifPresent(ids::add);
            doc.texts("nobody").forEach(word -> ids.nobody.add(word.toLowerCase(Locale.ROOT)));
            doc.done();
        }
        return ids;
    }

    private void add(Doc names) {
        for (String kind : names.keys()) {
            for (String name : names.texts(kind)) {
                String other = kinds.put(Secrets.bare(name), kind);
                if (other != null && !other.equals(kind)) {
                    names.problem(kind, "'" + name + "' already stands for '" + other + "': remove one of them");
                }
            }
        }
    }

    /// The same with a project's names: kind to field or key.
    IdRules with(Map<String, String> project) {
        IdRules ids = new IdRules();
        ids.kinds.putAll(kinds);
        ids.nobody.addAll(nobody);
        project.forEach((kind, name) -> ids.kinds.put(Secrets.bare(name), kind));
        return ids;
    }

    /// What the fields and the message name, by kind; a field beats the message, an earlier one a later.
    Map<String, String> find(Map<String, String> fields, String message) {
        Map<String, String> found = new LinkedHashMap<>();
        fields.forEach((name, value) -> put(found, fieldKind(name), value));
        inText(found, message);
        return found;
    }

    private @Nullable String fieldKind(String name) {
        String kind = kinds.get(Secrets.bare(name));
        int dot = name.lastIndexOf('.');
        return kind == null && dot >= 0 ? kinds.get(Secrets.bare(name.substring(dot + 1))) : kind;
    }

    private void put(Map<String, String> found, @Nullable String kind, String value) {
        if (kind == null || value.length() > LONGEST || value.equals(Scrubber.REDACTED) || isNobody(value)) {
            return;
        }
        if (kind.equals("trace") && value.length() == 55 && value.charAt(2) == '-' && value.charAt(35) == '-') {
            // W3C Trace Context: version - trace id - parent id - flags
            found.putIfAbsent("span", value.substring(36, 52));
            found.putIfAbsent("trace", value.substring(3, 35));
        } else if (value.length() == 49 && value.charAt(32) == '-' && kind.equals("correlation")) {
            // Spring Boot's correlation id: trace - span
            found.putIfAbsent("trace", value.substring(0, 32));
            found.putIfAbsent("span", value.substring(33));
        } else if (kind.equals("trace") && value.startsWith("Root=")) {
            // X-Amzn-Trace-Id: what is shown to people is the root
            found.putIfAbsent(kind, value.substring("Root=".length()));
        } else {
            found.putIfAbsent(kind, value);
        }
    }

    /// True for what stands where there is nobody and no id: a word of `nobody`, nothing but zeros, or signs alone.
    boolean isNobody(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && !Character.isLetterOrDigit(value.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(value.charAt(to - 1))) {
            to--;
        }
        return from == to
                || to - from <= LONGEST_NOBODY
                        && (nobody.contains(value.toLowerCase(Locale.ROOT))
                                || nobody.contains(value.substring(from, to).toLowerCase(Locale.ROOT))
                                || value.chars().allMatch(c -> c == '0' || c == '-'));
    }

    private void inText(Map<String, String> found, String message) {
        int limit = Math.min(message.length(), SEARCHED);
        for (int i = 1; i < limit; i++) {
            char c = message.charAt(i);
            if (c == '=' || c == ':') {
                String kind = kindBefore(message, i);
                if (kind != null) {
                    String value = valueAfter(message, i);
                    put(found, isBelievable(message, i, kind, value) ? kind : null, value);
                }
            }
        }
    }

    private @Nullable String kindBefore(String text, int separator) {
        int end = separator;
        while (end > 0 && separator - end < 3 && "\"'\\ ".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int from = end;
        while (from > 0 && end - from < 64 && isNamePart(text.charAt(from - 1))) {
            from--;
        }
        return end - from < 2 ? null : fieldKind(text.substring(from, end));
    }

    private static boolean isNamePart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.';
    }

    private static String valueAfter(String text, int separator) {
        int from = separator + 1;
        while (from < text.length() && from - separator < 5 && " \"'\\#".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        int to = from;
        while (to < text.length() && text.charAt(to) > ' ' && "\"'\\,;&)]}>|<".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        while (to > from && ".:".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    /// In running text "order: failed" names no order: behind a colon and a blank, and for everything but people
    /// and releases, an id has a digit. `user= rid=5` names nobody: behind the blank stands the next key.
    private static boolean isBelievable(String text, int separator, String kind, String value) {
        boolean prose = text.charAt(separator) == ':' && text.startsWith(" ", separator + 1);
        int equals = value.indexOf('=');
        boolean apart = text.startsWith("= ", separator);
        if (apart && equals > 0 && value.substring(0, equals).chars().allMatch(c -> isNamePart((char) c))) {
            return false;
        }
        boolean worded = kind.equals(USER) || kind.equals(RELEASE);
        return worded && !prose || value.chars().anyMatch(c -> c >= '0' && c <= '9' || c == '@');
    }
}
