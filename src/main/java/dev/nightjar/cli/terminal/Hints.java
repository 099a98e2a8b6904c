package dev.nightjar.cli.terminal;

import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Commands that messages name, so that they can be copied as printed: by the name that the program was called by, and
/// with the folders that were typed.
public final class Hints {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._+@=:-]+");

    private final Pattern named;
    private final String called;
    private final String folders;

    /// @param commands names of all commands
    /// @param called how the program was called
    /// @param folders the options with folders that were typed, each behind a blank
    public Hints(Collection<String> commands, String called, String folders) {
        this.named = Pattern.compile(
                "(?<![\\w./-])nightjar (?=(?:" + String.join("|", commands) + ")\\b)(?<help>(?=[a-z ]+--help))?");
        this.called = called;
        this.folders = folders;
    }

    /// The message with its commands as they are to be typed.
    public String of(String message) {
        if (!message.contains("nightjar ")) {
            return message;
        }
        return named.matcher(message)
                .replaceAll(found ->
                        Matcher.quoteReplacement(word(called) + (found.group("help") == null ? folders : "") + " "));
    }

    /// An option with a folder, behind a blank.
    public static String option(String name, Path folder) {
        return " " + name + " " + word(folder.toString());
    }

    /// As a shell takes it for one word.
    public static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
