package dev.nightjar.insight.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be told of a message by its text alone.
final class Texts {

    private static final String REDACTED = "[redacted]";
    private static final int LOOKED_AT = 4_000;
    private static final int LOOKED_BACK = 60;
    private static final int LEAST_LETTERS = 2;

    private static final Pattern THROWN = Pattern.compile(
            "(?<![\\w.$/\\\\])(?:[A-Za-z_]\\w*[.\\\\])*+[A-Z]\\w+(?<=\\w(?:Exception|Error|Throwable))(?![\\w.\\\\/])(:?)");
    private static final Pattern NAMED =
            Pattern.compile("([A-Za-z][\\w.-]{0,40})[\"'\\]]*\\s*(?:[:=]|=>)\\s*[\"']?(?:[A-Z]\\w+ )?$");
    private static final Pattern BEFORE = Pattern.compile("-{0,2}([A-Za-z][\\w-]{0,40})[ \"']{1,2}$");
    private static final Pattern LINK = Pattern.compile("://[^\\s/@]*$");

    /// What the virtual machine throws without a trace once it has thrown it often.
    private static final Set<String> FAST = Set.of(
            "NullPointerException",
            "ArithmeticException",
            "ArrayIndexOutOfBoundsException",
            "ArrayStoreException",
            "ClassCastException");

    private Texts() {}

    /// The name of something thrown that a message tells of, null if there is none.
    ///
    /// @param withMessage only if a colon follows
    static @Nullable String thrown(String message, boolean withMessage) {
        String text = message.length() > LOOKED_AT ? message.substring(0, LOOKED_AT) : message;
        if (!text.contains("Exception") && !text.contains("Error") && !text.contains("Throwable")) {
            return null;
        }
        Matcher found = THROWN.matcher(text);
        while (found.find()) {
            boolean colon = !found.group(1).isEmpty();
            String name = found.group().substring(0, found.group().length() - (colon ? 1 : 0));
            if (colon
                    || !withMessage
                            && (name.indexOf('.') > 0
                                    || name.length() == text.strip().length())) {
                return name;
            }
        }
        return null;
    }

    /// True of a type that is thrown without a trace when it was thrown often.
    static boolean isFast(String type) {
        return FAST.contains(type.substring(type.lastIndexOf('.') + 1));
    }

    /// True if nothing of a template stays the same but signs.
    static boolean isConstantless(String template) {
        int letters = 0;
        for (int i = 0; i < template.length() && letters < LEAST_LETTERS; i++) {
            if (template.charAt(i) == '<' && template.indexOf('>', i) > 0) {
                i = template.indexOf('>', i);
            } else if (Character.isLetter(template.charAt(i))) {
                letters++;
            }
        }
        return letters < LEAST_LETTERS && !template.isBlank();
    }

    /// Whether a secret was taken out of a text.
    static boolean hasSecret(String text) {
        return text.contains(REDACTED);
    }

    /// What the secrets that were taken out of a text were, one name each.
    static List<String> secrets(String text) {
        List<String> kinds = new ArrayList<>();
        for (int at = text.indexOf(REDACTED); at >= 0; at = text.indexOf(REDACTED, at + REDACTED.length())) {
            kinds.add(secret(text.substring(Math.max(0, at - LOOKED_BACK), at)));
        }
        return kinds;
    }

    private static String secret(String before) {
        if (LINK.matcher(before).find()) {
            return "password in a link";
        }
        Matcher named = NAMED.matcher(before);
        if (named.find()) {
            return named.group(1).toLowerCase(Locale.ROOT);
        }
        Matcher word = BEFORE.matcher(before);
        return word.find() ? "after '" + word.group(1).toLowerCase(Locale.ROOT) + "'" : "told by its shape";
    }
}
