package dev.nightjar.format.learn;

import dev.nightjar.format.level.Levels;
import dev.nightjar.format.time.Notations;
import dev.nightjar.format.time.TimeParts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What texts have in common at their beginnings, column for column: signs, brackets, words before a sign, names, what
/// is
/// padded. A column counts where nearly all texts have it and its values come again or look like names, so that
/// words of messages are none.
final class Columns {

    /// How a value ends that is a level's, or signs the level's key.
    private static final Set<String> LEVEL_KEYS = Set.of("level", "lvl", "severity", "l", "loglevel");

    private static final int MOST_COLUMNS = 7;
    private static final int WIDEST = 80;
    private static final int LONGEST = 400;
    private static final int LEAST_TEXTS = 3;
    private static final int LEAST_FOR_WORDS = 6;
    private static final int LEAST_WIDTHS = 2;
    private static final Pattern SIGNS = Pattern.compile("[-|:;~>*/,.=+#\u2013]+|->|-->|=>");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\\[\\](){}<>|;,=\"':]|::|:(?=\\d+\\b)|\\w<\\w+>)+");
    private static final Pattern BEHIND = Pattern.compile("(\\s*)((?:[-|:;~>=]|->)*)(\\s*)(?=(.?))");
    private static final Pattern ARGUMENTS = Pattern.compile("\\([^()]{0,60}\\)");
    private static final Pattern LAST = Pattern.compile(".* ([\\[({<])([\\w.$/:@-]+)([\\])}>])");
    private static final Pattern ADDRESS = Pattern.compile("\\d+(\\.\\d+)+.*");

    private final Levels levels;

    /// A line's text, and how far it was looked at.
    private record Row(String text, int at) {

        Row from(int next) {
            return new Row(text, next);
        }

        boolean ended() {
            return at >= text.length();
        }
    }

    /// A part of a layout: literal text, or a column without a name yet.
    ///
    /// @param text literal, already as layouts write it; what stands before the column
    /// @param strong the lines surely have it: a bracket or a sign says so
    record Part(String text, @Nullable Cells column, boolean strong) {}

    /// What was found so far, and the lines that have it.
    private record Step(List<Part> parts, List<Row> rows, boolean strong) {}

    private final List<Part> parts = new ArrayList<>();
    private List<Row> rows;
    private final int least;
    private boolean wantsTime;

    /// @param wantsTime a time is sought as well
    Columns(List<String> texts, Levels levels, boolean wantsTime) {
        this.levels = levels;
        this.wantsTime = wantsTime;
        this.rows = texts.stream()
                .map(text -> new Row(text.substring(0, Math.min(text.length(), LONGEST)), 0))
                .toList();
        this.least = (int) Math.ceil(texts.size() * Cells.MOST);
    }

    /// The parts before the messages, none if the messages begin at once.
    List<Part> before() {
        for (int i = 0; i < MOST_COLUMNS; i++) {
            Step step = next(rows, true);
            if (step == null) {
                break;
            }
            parts.addAll(step.parts());
            rows = step.rows();
        }
        return parts;
    }

    /// Whether the last part ends with blanks that messages begin behind.
    List<String> messages() {
        return rows.stream().map(row -> row.text().substring(row.at())).toList();
    }

    /// What nearly all messages end with: a name in brackets.
    static @Nullable Part behind(List<String> messages) {
        List<String> values = new ArrayList<>();
        Map<String, Integer> brackets = new HashMap<>();
        for (String message : messages) {
            Matcher last = LAST.matcher(message.strip());
            if (last.matches()) {
                values.add(last.group(2));
                brackets.merge(last.group(1) + last.group(3), 1, Integer::sum);
            }
        }
        Cells column = new Cells(values, true);
        boolean all = messages.size() >= LEAST_FOR_WORDS
                && values.size() >= messages.size() * Cells.MOST
                && brackets.size() == 1
                && column.isIdentifier()
                && column.repeats();
        return all ? new Part(brackets.keySet().iterator().next(), column, true) : null;
    }

    private @Nullable Step next(List<Row> of, boolean mayPeek) {
        List<Row> here = of.stream().filter(row -> !row.ended()).toList();
        if (here.size() < least) {
            return null;
        }
        List<Row> skipped = here.stream().map(Columns::skipBlanks).toList();
        long blanks = 0;
        for (int i = 0; i < here.size(); i++) {
            blanks += skipped.get(i).at() > here.get(i).at() ? 1 : 0;
        }
        boolean blank = blanks >= least;
        if (blanks > 0 && !blank && blanks < here.size()) {
            return null;
        }
        String lead = blank ? " " : "";
        Step step = wantsTime ? time(lead, skipped) : null;
        step = step == null ? signs(lead, skipped) : step;
        step = step == null ? bracket(lead, skipped) : step;
        return step == null ? word(lead, skipped, mayPeek) : step;
    }

    private static Row skipBlanks(Row row) {
        int at = row.at();
        while (at < row.text().length() && Character.isWhitespace(row.text().charAt(at))) {
            at++;
        }
        return row.from(at);
    }

    /// A time in the notation that fits nearly all of them, the one that says most first.
    private @Nullable Step time(String lead, List<Row> of) {
        Map<String, Integer> lengths = new HashMap<>();
        Map<String, List<Row>> behind = new HashMap<>();
        for (Row row : of) {
            byte[] b = row.text().getBytes(StandardCharsets.ISO_8859_1);
            for (Notations.Notation notation : Notations.at(b, row.at(), b.length)) {
                TimeParts parts = new TimeParts();
                int end = notation.pattern().match(b, row.at(), b.length, parts);
                if (end > 0 && parts.plausible()) {
                    lengths.merge(notation.text(), end - row.at(), Integer::sum);
                    behind.computeIfAbsent(notation.text(), any -> new ArrayList<>())
                            .add(row.from(end));
                }
            }
        }
        String best = behind.keySet().stream()
                .filter(notation ->
                        java.util.Objects.requireNonNull(behind.get(notation)).size() >= least)
                .max(java.util.Comparator.comparing(notation -> lengths.getOrDefault(notation, 0)))
                .orElse("");
        wantsTime &= best.isEmpty();
        return best.isEmpty()
                ? null
                : new Step(
                        List.of(new Part(lead + "{time:" + best + "}", null, true)),
                        java.util.Objects.requireNonNull(behind.get(best)),
                        true);
    }

    /// The same signs in nearly all lines.
    private @Nullable Step signs(String lead, List<Row> of) {
        String most = mostOf(of, row -> {
            Matcher signs =
                    SIGNS.matcher(row.text()).region(row.at(), row.text().length());
            return signs.lookingAt() ? signs.group() : "";
        });
        if (most.isEmpty()) {
            return null;
        }
        List<Row> rest = of.stream()
                .filter(row -> row.text().startsWith(most, row.at()))
                .map(row -> row.from(row.at() + most.length()))
                .toList();
        return rest.size() < least ? null : new Step(List.of(new Part(lead + most, null, true)), rest, true);
    }

    private String mostOf(List<Row> of, Function<Row, String> value) {
        Map<String, Integer> counts = new HashMap<>();
        of.forEach(row -> counts.merge(value.apply(row), 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(e -> e.getValue() >= least)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /// Something in the same brackets.
    private @Nullable Step bracket(String lead, List<Row> of) {
        String open = mostOf(of, row -> row.ended() ? "" : row.text().substring(row.at(), row.at() + 1));
        int kind = open.isEmpty() ? -1 : "[({<".indexOf(open);
        if (kind < 0) {
            return null;
        }
        char close = "])}>".charAt(kind);
        List<Row> rest = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Row row : of) {
            int end = row.ended() || !row.text().startsWith(open, row.at())
                    ? -1
                    : closing(row.text(), row.at(), open.charAt(0), close);
            if (end > 0) {
                rest.add(row.from(end + 1));
                values.add(row.text().substring(row.at() + 1, end).strip());
            }
        }
        Cells column = new Cells(values, true);
        boolean prose = column.share(value -> value.indexOf(' ') > 0) > 1 - Cells.MOST
                && !column.withoutDigits().repeats()
                && !column.isPairs();
        if (rest.size() < least || prose) {
            return null;
        }
        String literal = lead + (open.equals("{") ? "{{" : open);
        return new Step(
                List.of(new Part(literal, column, true), new Part(String.valueOf(close), null, true)), rest, true);
    }

    /// Where the bracket at `from` closes, -1 if it does not soon.
    private static int closing(String text, int from, char open, char close) {
        int depth = 0;
        for (int i = from; i < Math.min(text.length(), from + WIDEST); i++) {
            depth += text.charAt(i) == open ? 1 : text.charAt(i) == close ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /// A word before a sign, or before blanks.
    ///
    /// @param behind arguments in brackets, blanks before the sign, the sign, and blanks behind it
    private record Worded(Row row, String word, int at, String behind, int end) {}

    private @Nullable Step word(String lead, List<Row> of, boolean mayPeek) {
        List<Worded> words = of.stream().map(Columns::worded).toList();
        Map<String, Integer> counts = new HashMap<>();
        words.forEach(word -> counts.merge(word.behind(), 1, Integer::sum));
        String behind = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        if (behind.isEmpty() || counts.getOrDefault(behind, 0) < least) {
            return null;
        }
        List<Worded> these =
                words.stream().filter(word -> word.behind().equals(behind)).toList();
        List<Row> rest = these.stream().map(word -> word.row().from(word.end())).toList();
        List<Row> onlyWord = these.stream()
                .map(word -> word.row().from(word.at() + word.word().length()))
                .toList();
        Cells column = new Cells(these.stream().map(Worded::word).toList(), false);
        String sign = behind.strip();
        if (column.isThrown()) {
            return null;
        }
        if (sign.startsWith("=")) {
            return key(lead, column, rest);
        }
        boolean level = column.most(this::isLevel);
        boolean goes = sign.isEmpty()
                ? level || isColumn(column, onlyWord, mayPeek)
                : level
                        || (column.isDigits() || column.repeats()) && (sign.equals("|") || sign.equals(";"))
                        || column.repeats() && (these.size() >= LEAST_FOR_WORDS || column.isNamed())
                        || column.isNamed() && isFew(column)
                        || column.isPlaces();
        if (!goes) {
            return null;
        }
        Part part = new Part(lead, column, !sign.isEmpty());
        if (sign.equals("()")) {
            return new Step(
                    List.of(part, new Part("(", new Cells(List.of("-"), true), true), new Part(")", null, true)),
                    rest,
                    true);
        }
        return sign.isEmpty()
                ? new Step(List.of(part), onlyWord, level || column.isNamed())
                : new Step(List.of(part, new Part(behind.stripTrailing(), null, true)), rest, true);
    }

    /// `lvl=` before a level.
    private @Nullable Step key(String lead, Cells column, List<Row> rest) {
        String key = column.values().getFirst();
        return column.isConstant()
                        && LEVEL_KEYS.contains(key)
                        && rest.stream()
                                        .map(Columns::worded)
                                        .filter(word -> isLevel(word.word()))
                                        .count()
                                >= least
                ? new Step(List.of(new Part(lead + key + "=", null, true)), rest, true)
                : null;
    }

    private boolean isLevel(String word) {
        byte[] b = word.getBytes(StandardCharsets.UTF_8);
        return levels.ordinalInText(b, 0, b.length) >= 0;
    }

    private static boolean isFew(Cells column) {
        return column.distinct() <= Math.max(3, column.size() / 2);
    }

    /// Only blanks stand behind the word: it has to look like a name, be padded, or a column has to follow that surely
    /// is one.
    private boolean isColumn(Cells column, List<Row> rest, boolean mayPeek) {
        if (column.most(value -> ADDRESS.matcher(value).matches()) && !column.isDigits()) {
            return false;
        }
        if (column.isPlaces()
                || column.isNamed() && isFew(column) && (!column.isConstant() || varies(rest))
                || isPadded(column, rest)) {
            return true;
        }
        if (!mayPeek || !(column.isConstant() || column.isDigits() || column.repeats())) {
            return false;
        }
        Step step = next(rest, false);
        return step != null && step.strong() && rest.size() >= LEAST_FOR_WORDS;
    }

    /// The texts behind a word differ in more than numbers.
    private static boolean varies(List<Row> rest) {
        List<String> texts =
                rest.stream().map(row -> row.text().substring(row.at())).toList();
        return new Cells(texts, false).withoutDigits().distinct() >= LEAST_TEXTS;
    }

    /// Words of several lengths, and what follows stands in one line.
    private boolean isPadded(Cells column, List<Row> rest) {
        Set<Integer> lengths = new HashSet<>();
        Map<Integer, Integer> widths = new HashMap<>();
        for (int i = 0; i < rest.size(); i++) {
            int length = column.values().get(i).length();
            lengths.add(length);
            widths.merge(length + skipBlanks(rest.get(i)).at() - rest.get(i).at(), 1, Integer::sum);
        }
        return lengths.size() >= LEAST_WIDTHS
                && rest.size() >= LEAST_FOR_WORDS
                && column.repeats()
                && widths.values().stream().anyMatch(count -> count >= least);
    }

    private static Worded worded(Row row) {
        Matcher word = WORD.matcher(row.text()).region(row.at(), row.text().length());
        if (!word.lookingAt()) {
            return new Worded(row, "", row.at(), "", row.at());
        }
        int at = word.end();
        Matcher arguments = ARGUMENTS.matcher(row.text()).region(at, row.text().length());
        if (arguments.lookingAt()) {
            return new Worded(row, word.group(), row.at(), "()", arguments.end());
        }
        Matcher sign = BEHIND.matcher(row.text()).region(at, row.text().length());
        if (!sign.lookingAt()) {
            return new Worded(row, word.group(), row.at(), "", at);
        }
        String signs = sign.group(2);
        boolean loose =
                signs.isEmpty() || signs.startsWith("-") && sign.group(1).isEmpty();
        String behind = loose
                ? sign.group(1).isEmpty() && sign.group(3).isEmpty() ? "" : " "
                : (sign.group(1).isEmpty() ? "" : " ") + signs + (sign.group(3).isEmpty() ? "" : " ");
        return new Worded(
                row, word.group(), row.at(), behind, at + sign.group(1).length() + signs.length());
    }
}
