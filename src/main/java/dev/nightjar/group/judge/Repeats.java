package dev.nightjar.group.judge;

import dev.nightjar.group.template.Templates;
import dev.nightjar.model.IssueId;
import dev.nightjar.text.Budget;
import dev.nightjar.text.Cache;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Links events that name an exception without its stack to the issue that has one: HotSpot drops the stacks of hot
/// exceptions (`OmitStackTraceInFastThrow`), some code logs the exception alone. Both make the same ids: of type,
/// logger and what was said, and of type and logger alone. Events with a stack offer them, events without look for
/// them.
public final class Repeats {

    private static final List<String> ENDINGS = List.of("Exception", "Error", "Throwable", "Failure", "Fault");

    private final String version;
    private final Cache<String, String> counted =
            new Cache<>(Budget.REPEATS.bytes(), (template, counts) -> Cache.weight(template) + Cache.weight(counts));

    /// An exception that a text names.
    ///
    /// @param type as written
    /// @param message what is said behind it, may be empty
    /// @param alone nothing else stands on its line
    record Named(String type, String message, boolean alone) {}

    public Repeats(String version) {
        this.version = version;
    }

    /// Ids of an exception without its stack, the most exact first; the last is that of type and logger alone.
    ///
    /// @param thrown the template of its own message, empty if it has none
    /// @param message the template of the record's
    List<IssueId> ids(String project, String type, String logger, String thrown, String message) {
        Canon.Parts parts = new Canon.Parts(List.of(version, project, "library", type));
        byte[] last = logger.getBytes(StandardCharsets.UTF_8);
        IssueId bare = parts.id("", last);
        IssueId first = thrown.isEmpty() ? bare : parts.id(counts(thrown), last);
        IssueId second = message.isEmpty() || message.equals(thrown) ? bare : parts.id(counts(message), last);
        if (second.equals(bare) || second.equals(first)) {
            return first.equals(bare) ? List.of(bare) : List.of(first, bare);
        }
        return first.equals(bare) ? List.of(second, bare) : List.of(first, second, bare);
    }

    private String counts(String said) {
        return counted.get(said, Templates::counted);
    }

    /// The exception that the last line of a text is or ends with, null if that is none: `TypeError: x is null`,
    /// `java.lang.NullPointerException`, `Cart failed: java.lang.NullPointerException`.
    static @Nullable Named named(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        int from = text.lastIndexOf('\n', end - 1) + 1;
        int to = name(text, from, end);
        if (isType(text, from, to) && (to == end || text.startsWith(": ", to))) {
            return new Named(text.substring(from, to), text.substring(Math.min(to + 2, end), end), to == end);
        }
        int last = text.lastIndexOf(' ', end - 1) + 1;
        boolean behind = last > from + 2 && text.charAt(last - 2) == ':' && text.indexOf('.', last) > 0;
        return behind && name(text, last, end) == end && isType(text, last, end)
                ? new Named(text.substring(last, end), "", false)
                : null;
    }

    private static int name(String text, int from, int end) {
        int i = from;
        while (i < end && (Character.isLetterOrDigit(text.charAt(i)) || "._$\\".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i;
    }

    /// True for a name whose last part begins with a capital and ends as exceptions do.
    private static boolean isType(String text, int from, int to) {
        int last = Math.max(text.lastIndexOf('.', to - 1), text.lastIndexOf('\\', to - 1)) + 1;
        int simple = Math.max(from, last);
        return to - simple > 4
                && Character.isUpperCase(text.charAt(simple))
                && ENDINGS.stream()
                        .anyMatch(ending ->
                                to - ending.length() > simple && text.startsWith(ending, to - ending.length()));
    }
}
