package dev.nightjar.format.learn;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands in one column of several lines, and what it may be.
///
/// @param values without the blanks around them
/// @param bracketed it stands in brackets, and may contain blanks
record Cells(List<String> values, boolean bracketed) {

    /// Nearly all lines.
    static final double MOST = 0.9;

    private static final int FEW = 3;
    private static final double HALF = 0.5;

    private static final Pattern THREAD = Pattern.compile(
            "main|.*[-_ ]main|.*(thread|worker|pool|exec|fiber|nio|async|"
                    + "process|timer|scheduler|dispatcher|sender|acceptor|poller|tid|connection)\\b.*|.*[a-z]-?t?\\d+|t\\d+|0x[0-9a-f]+");
    private static final Pattern HASH = Pattern.compile("(?=.*\\d)[0-9a-fA-F-]{6,}");
    private static final Pattern THROWN = Pattern.compile(".*(Exception|Error|Throwable|Failure|Warning)");
    private static final Pattern NAMED = Pattern.compile("[A-Za-z_].*([.$/\\\\]|::|[a-z][A-Z]).*[\\w>]");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][\\w.$/\\\\:@#<>-]*");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern PAIR = Pattern.compile("[\\w.-]+[=:][^=]*(,? [\\w.-]+[=:].*)*");
    private static final Pattern PLACE = Pattern.compile("([^:@]|::)+[:@]\\d+");

    int size() {
        return values.size();
    }

    int distinct() {
        return new HashSet<>(values).size();
    }

    /// Few values come again and again.
    boolean repeats() {
        return distinct() <= Math.max(FEW - 1, size() / FEW);
    }

    Cells withoutDigits() {
        return new Cells(
                values.stream().map(value -> value.replaceAll("\\d+", "#")).toList(), bracketed);
    }

    /// Half of the values or more were there before.
    boolean comesAgain() {
        return distinct() <= Math.max(FEW, size() / 2);
    }

    boolean isConstant() {
        return distinct() == 1;
    }

    boolean most(Predicate<String> fit) {
        return share(fit) >= MOST;
    }

    double share(Predicate<String> fit) {
        return (double) values.stream().filter(fit).count() / Math.max(1, size());
    }

    boolean isDigits() {
        return most(value -> DIGITS.matcher(value).matches());
    }

    /// Names of classes, modules, paths or files, as loggers have and prose has not.
    boolean isNamed() {
        return most(value -> NAMED.matcher(value).matches());
    }

    /// One word with letters each: what may name who logs.
    boolean isIdentifier() {
        return most(value -> value.isEmpty() || IDENTIFIER.matcher(value).matches()) && share(String::isEmpty) < HALF;
    }

    boolean isThread() {
        return share(value -> THREAD.matcher(value.toLowerCase(Locale.ROOT)).matches()) > HALF
                && !isPlaces()
                && (comesAgain() || !most(value -> HASH.matcher(value).matches()));
    }

    /// Names of what was thrown: they are the message.
    boolean isThrown() {
        return share(value -> THROWN.matcher(value).matches()) > 1 - MOST;
    }

    /// `file.c:12`, `Class@12`
    boolean isPlaces() {
        return most(value -> PLACE.matcher(value).matches());
    }

    boolean isPairs() {
        return most(value -> value.isEmpty() || PAIR.matcher(value).matches() && value.indexOf('=') > 0)
                && share(String::isEmpty) < HALF;
    }

    /// The sign before the line's number, where `isPlaces`.
    char placeSign() {
        String first = values.getFirst();
        return first.charAt(Math.max(first.lastIndexOf(':'), first.lastIndexOf('@')));
    }

    /// What stands before the last sign, where nearly all have one; null otherwise.
    @Nullable
    Cells before(char sign) {
        return part(sign, true);
    }

    /// What stands behind it.
    @Nullable
    Cells after(char sign) {
        return part(sign, false);
    }

    private @Nullable Cells part(char sign, boolean before) {
        List<String> parts = values.stream()
                .filter(value -> value.lastIndexOf(sign) > 0)
                .map(value -> before
                        ? value.substring(0, value.lastIndexOf(sign))
                        : value.substring(value.lastIndexOf(sign) + 1))
                .filter(part -> !part.isEmpty())
                .toList();
        return parts.size() >= size() * MOST ? new Cells(parts, bracketed) : null;
    }
}
