package dev.nightjar.format.structured;

import java.util.Locale;
import java.util.Set;

/// Joins a message and the cause that a member of its own says: `sync failed` tells nothing without it.
final class Causes {

    /// What stands where there is no cause.
    private static final Set<String> NONE = Set.of(
            "null", "nil", "<nil>", "(nil)", "none", "undefined", "n/a", "true", "false", "ok", "success", "no error");

    private Causes() {}

    /// The message with its cause behind it; without, where there is none, or where message or stack say it.
    static String with(String message, String reason, String stack) {
        String cause = reason.strip();
        if (!tells(cause) || message.contains(cause) || stack.contains(cause)) {
            return message;
        }
        String said = message.stripTrailing();
        if (said.isEmpty()) {
            return cause;
        }
        return said + (".:!?".indexOf(said.charAt(said.length() - 1)) < 0 ? ": " : " ") + cause;
    }

    /// True for what stands in the place of a trace and is none: one line that begins with words, not with a type.
    static boolean isProse(String stack) {
        int colon = stack.indexOf(':');
        String begin = colon < 0 ? stack : stack.substring(0, colon);
        return !stack.isEmpty()
                && stack.indexOf('\n') < 0
                && !stack.contains("\\n")
                && (begin.strip().indexOf(' ') > 0
                        || !begin.isEmpty() && begin.indexOf('.') < 0 && Character.isLowerCase(begin.charAt(0)))
                && !begin.startsWith("at ");
    }

    /// True for words: a number or a yes is no cause.
    private static boolean tells(String cause) {
        return cause.codePoints().anyMatch(Character::isLetter) && !NONE.contains(cause.toLowerCase(Locale.ROOT));
    }
}
