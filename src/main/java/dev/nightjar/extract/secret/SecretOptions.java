package dev.nightjar.extract.secret;

import dev.nightjar.extract.line.Found;
import dev.nightjar.extract.secret.Secrets.Kind;
import dev.nightjar.extract.secret.Secrets.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds what the options of commands say that is secret: `--password x`, `-ClientSecret 'x'`, `curl -u ann:x`, and
/// the same in a list of arguments, `['curl', '-u', 'ann:x']`.
final class SecretOptions {

    private static final int LONGEST_COMMAND = 400;
    private static final int MOST_WORDS = 32;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 1024;

    private final Secrets secrets;

    /// Options by their first letter.
    private final Map<Character, List<Option>> options = new HashMap<>();

    /// The last word of each command.
    private final Set<String> commands = new HashSet<>();

    SecretOptions(Secrets secrets) {
        this.secrets = secrets;
        secrets.commands()
                .forEach(option ->
                        commands.add(option.command().substring(option.command().lastIndexOf(' ') + 1)));
        secrets.commands()
                .forEach(option -> options.computeIfAbsent(letter(option.text()), letter -> new ArrayList<>())
                        .add(option));
    }

    private static char letter(String option) {
        return option.charAt(option.startsWith("--") ? 2 : 1);
    }

    /// The secret that is the value of the option at `dash`, as `Stretches` has it; -1 if there is none.
    long after(String text, int dash) {
        boolean twice = text.startsWith("--", dash);
        int from = twice ? dash + 2 : dash + 1;
        if (from >= text.length()
                || !twice && !Sieve.startsOption(text.charAt(from), dash == 0 ? ' ' : text.charAt(dash - 1))) {
            return -1;
        }
        long found = ofCommand(text, dash, from);
        return found < 0 ? named(text, from) : found;
    }

    /// The value of an option whose name says that it is secret.
    private long named(String text, int from) {
        int end = from;
        int limit = Math.min(text.length() - 1, from + LONGEST_NAME);
        while (end < limit && Stretches.isTokenPart(text.charAt(end)) && (end > from || text.charAt(end) != '-')) {
            end++;
        }
        int value = end > from ? valueFrom(text, end) : -1;
        if (value < 0 || value >= text.length() || text.charAt(value) == '-') {
            return -1;
        }
        Kind kind = secrets.kind(text.substring(from, end));
        if (kind == Kind.NONE || kind == Kind.LINE) {
            return -1;
        }
        long span = value(text, value, "");
        int to = (int) span;
        boolean secret = span >= 0 && (kind == Kind.SURE || Secrets.looksSecret(text, (int) (span >>> 32), to));
        return secret ? span : -1;
    }

    private long ofCommand(String text, int dash, int from) {
        List<String> words = null;
        for (Option option : options.getOrDefault(text.charAt(from), List.of())) {
            int value = valueOf(option.text(), text, dash);
            if (value >= 0) {
                words = words == null ? wordsBefore(text, dash) : words;
                if (runs(option.command(), words)) {
                    return value(text, value, option.after());
                }
            }
        }
        return -1;
    }

    /// Where the value of an option begins; -1 if it is another option. One with a blank at its end has its value
    /// apart, a long one apart or behind `=`, another in the same word.
    private static int valueOf(String option, String text, int dash) {
        boolean apart = option.endsWith(" ");
        int end = dash + option.length() - (apart ? 1 : 0);
        if (!text.startsWith(apart ? option.substring(0, option.length() - 1) : option, dash)) {
            return -1;
        }
        if (!apart && option.startsWith("--")) {
            return text.startsWith("=", end) ? end + 1 : valueFrom(text, end);
        }
        return apart ? valueFrom(text, end) : end < text.length() && text.charAt(end) > ' ' ? end : -1;
    }

    /// Behind the blanks, or the quotes and the comma, between an option and its value; -1 if there are none.
    private static int valueFrom(String text, int end) {
        int i = end;
        if (i + 2 < text.length() && "\"'".indexOf(text.charAt(i)) >= 0 && text.charAt(i + 1) == ',') {
            i += 2;
        }
        int from = i;
        while (i < text.length() && i - from < 8 && " \t".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i > end && i < text.length() && text.charAt(i) > ' ' ? i : -1;
    }

    /// The secret of the argument at `from`: all of it, or what is behind `after` in it; without its quotes. What a
    /// shell puts in, such as `$PASSWORD`, is none.
    private long value(String text, int from, String after) {
        int begin = from;
        int to = argumentEnd(text, from);
        if (isQuote(text, from) && to > from) {
            begin++;
        }
        int behind = Found.indexOf(text, after, begin, to);
        if (behind < 0) {
            return -1;
        }
        begin = behind + after.length();
        if (begin == to && isQuote(text, to) && !after.isEmpty() && !isQuote(text, from)) { // ann:'x'
            to = argumentEnd(text, begin);
            begin++;
        }
        return begin >= to || isReference(text, begin, to) ? -1 : Stretches.of(begin, to);
    }

    private static boolean isQuote(String text, int i) {
        return i < text.length() && "\"'".indexOf(text.charAt(i)) >= 0;
    }

    /// The closing quote of an argument, or where a bare one ends.
    private static int argumentEnd(String text, int from) {
        if (!isQuote(text, from)) {
            return Stretches.wordEnd(text, from);
        }
        char quote = text.charAt(from);
        int limit = Math.min(text.length(), from + LONGEST_VALUE);
        int i = from + 1;
        while (i < limit && text.charAt(i) != quote && text.charAt(i) != '\n') {
            i += text.charAt(i) == '\\' && quote == '"' && i + 1 < limit ? 2 : 1;
        }
        return Math.min(i, limit);
    }

    private boolean isReference(String text, int from, int to) {
        String value = text.substring(from, to);
        if (value.startsWith("${") || value.startsWith("$(") || value.startsWith("{{") || value.startsWith("$env:")) {
            return true;
        }
        boolean percent = value.length() > 2 && value.startsWith("%") && value.endsWith("%");
        String name =
                value.startsWith("$") ? value.substring(1) : percent ? value.substring(1, value.length() - 1) : "";
        return !name.isEmpty() && (name.chars().allMatch(SecretOptions::isCapital) || secrets.kind(name) != Kind.NONE)
                || secrets.isPlain(value);
    }

    private static boolean isCapital(int c) {
        return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    /// The words before an option, last first, up to the line's beginning; none if none of them is a command.
    private List<String> wordsBefore(String text, int dash) {
        List<String> words = new ArrayList<>();
        boolean runs = false;
        int i = dash;
        int limit = Math.max(0, dash - LONGEST_COMMAND);
        while (i > limit && words.size() < MOST_WORDS && !endsLine(text, i - 1)) {
            int end = i;
            while (i > limit && isWordPart(text.charAt(i - 1))) {
                i--;
            }
            if (i < end) {
                String word = text.substring(i, end);
                runs |= commands.contains(word) || word.endsWith(".exe");
                words.add(word);
            } else {
                i--;
            }
        }
        return runs ? words : List.of();
    }

    private static boolean endsLine(String text, int i) {
        return text.charAt(i) == '\n' && (i == 0 || text.charAt(i - 1) != '\\');
    }

    private static boolean isWordPart(char c) {
        return Stretches.isTokenPart(c) || c == '.';
    }

    /// True if the words have those of a command one behind the other.
    private static boolean runs(String command, List<String> words) {
        int blank = command.lastIndexOf(' ');
        String last = command.substring(blank + 1);
        for (int i = 0; i < words.size(); i++) {
            if (is(last, words.get(i)) && (blank < 0 || runs(command.substring(0, blank), next(words, i)))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> next(List<String> words, int i) {
        return words.subList(Math.min(i + 1, words.size()), Math.min(i + 2, words.size()));
    }

    private static boolean is(String command, String word) {
        return word.equals(command) || word.length() == command.length() + 4 && word.equals(command + ".exe");
    }
}
