package dev.nightjar.format.learn;

import dev.nightjar.format.layout.LayoutParser;
import dev.nightjar.format.layout.TextLines;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.record.Trailer;
import dev.nightjar.model.log.SourceFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A layout with the columns that the messages of its lines begin and end with, and with names for what it skipped.
public final class Grown {

    private static final int LEAST_LINES = 4;
    private static final String MESSAGE = "{message}";
    private static final String TIME = "{time:";
    private static final String SKIPPED = "learnt";
    private static final Pattern SKIP = Pattern.compile("\\{skip(\\*?)\\}");
    private static final SourceFile NOBODY = new SourceFile("", Path.of(""), "", "", ZoneOffset.UTC, Instant.EPOCH);

    private final Levels levels;
    private final Set<String> taken = new HashSet<>();
    private final List<String> fields = new ArrayList<>();

    private Grown(Levels levels) {
        this.levels = levels;
    }

    /// The layout of some lines with the columns that their messages begin and end with; a thread that looks like
    /// who logs is the logger. Few lines are enough only to find a time that the layout lacks.
    ///
    /// @param one has that layout alone
    /// @param lines with their bounds
    public static String of(TextLines one, byte[] b, List<int[]> lines, Levels levels) {
        String layout = one.text(0);
        boolean few = lines.size() < LEAST_LINES;
        if (few && layout.contains(TIME)) {
            return layout;
        }
        List<String> messages = new ArrayList<>();
        List<String> threads = new ArrayList<>();
        for (int[] line : lines) {
            RecordBuilder record = new RecordBuilder(NOBODY);
            one.fill(record, b, line[0], line[1], line[1]);
            messages.add(record.text());
            threads.add(record.thread == null ? "" : record.thread);
        }
        Grown grown = new Grown(levels);
        grown.take(layout);
        Cells thread = new Cells(threads, true);
        String named = layout;
        if (layout.contains("{thread}")
                && !grown.taken.contains("logger")
                && !thread.isThread()
                && thread.comesAgain()
                && thread.isIdentifier()) {
            named = layout.replace("{thread}", "{logger*}");
            grown.taken.remove("thread");
            grown.taken.add("logger");
        }
        String text = named.replace(MESSAGE, grown.message(messages, layout.endsWith(" " + MESSAGE), List.of()));
        return few && !text.contains(TIME) ? layout : text;
    }

    /// A layout that was made of lines, with names for what it skips; as it was if the lines do not say more.
    ///
    /// @param lines with their bounds, all of this layout
    static String learned(String layout, byte[] b, List<int[]> lines, Levels levels) {
        if (lines.size() < LEAST_LINES) {
            return layout;
        }
        StringBuilder numbered = new StringBuilder();
        Matcher skip = SKIP.matcher(layout);
        int skipped = 0;
        while (skip.find()) {
            skip.appendReplacement(numbered, "{" + SKIPPED + skipped++ + skip.group(1) + "}");
        }
        skip.appendTail(numbered);
        TextLines fitting = new TextLines(
                LayoutParser.parse(numbered.toString(), levels, false), "", Trailer.NONE, Lines.Silent.ODD, false);
        List<List<String>> values = new ArrayList<>();
        for (int i = 0; i < skipped; i++) {
            values.add(new ArrayList<>());
        }
        List<String> messages = new ArrayList<>();
        for (int[] line : lines) {
            if (fitting.layoutOf(b, line[0], line[1]) >= 0) {
                RecordBuilder record = new RecordBuilder(NOBODY);
                fitting.fill(record, b, line[0], line[1], line[1]);
                messages.add(record.text());
                for (int i = 0; i < skipped; i++) {
                    values.get(i).add(record.fields.getOrDefault(SKIPPED + i, ""));
                }
            }
        }
        return messages.size() < LEAST_LINES ? layout : new Grown(levels).named(layout, values, messages);
    }

    private String named(String layout, List<List<String>> values, List<String> messages) {
        take(layout);
        List<Cells> skipped = new ArrayList<>();
        Matcher skip = SKIP.matcher(layout);
        while (skip.find()) {
            skipped.add(new Cells(values.get(skipped.size()), !skip.group(1).isEmpty()));
        }
        String message = message(messages, layout.endsWith(" " + MESSAGE), skipped);
        StringBuilder out = new StringBuilder();
        Matcher again = SKIP.matcher(layout);
        for (int i = 0; again.find(); i++) {
            again.appendReplacement(out, Matcher.quoteReplacement(fields.get(i)));
        }
        again.appendTail(out);
        return out.toString().replace(MESSAGE, message);
    }

    private void take(String layout) {
        for (String name : List.of("level", "logger", "thread", "time", "mdc")) {
            if (layout.contains("{" + name)) {
                taken.add(name);
            }
        }
    }

    /// Names all columns, those before first: who logs is the one that looks most like it.
    private String message(List<String> messages, boolean blank, List<Cells> before) {
        List<Columns.Part> parts = new ArrayList<>();
        before.forEach(column -> parts.add(new Columns.Part("", column, true)));
        Columns columns = new Columns(messages, levels, !taken.contains("time"));
        parts.addAll(columns.before());
        Columns.Part behind = Columns.behind(messages);
        Cells logger = taken.contains("logger") ? null : logger(parts, before.size(), behind);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Columns.Part part = parts.get(i);
            String field =
                    part.column() == null ? "" : field(part.column(), part.column() == logger, i < before.size());
            if (i < before.size()) {
                fields.add(field);
            } else {
                out.append(part.text()).append(field);
            }
        }
        boolean beginsBlank = columns.messages().stream()
                                .filter(m -> m.startsWith(" ") || m.startsWith("\t"))
                                .count()
                        * 2
                > columns.messages().size();
        out.append(parts.size() > before.size() && beginsBlank ? " " : "").append(MESSAGE);
        if (behind != null) {
            out.append(' ')
                    .append(behind.text().charAt(0))
                    .append(field(java.util.Objects.requireNonNull(behind.column()), behind.column() == logger, false))
                    .append(behind.text().charAt(1));
        }
        String text = out.toString();
        return blank && text.startsWith(" ") ? text.substring(1) : text;
    }

    /// The column of who logs: rather dotted names than words, rather several than one, rather before than behind the
    /// message;
    /// what all lines skip alike is none.
    private @Nullable Cells logger(List<Columns.Part> parts, int skipped, Columns.@Nullable Part behind) {
        Cells best = null;
        int most = 0;
        List<Columns.Part> all = new ArrayList<>(parts);
        if (behind != null) {
            all.add(behind);
        }
        for (int i = 0; i < all.size(); i++) {
            Cells column = all.get(i).column();
            if (column == null || column.isDigits() || column.isPairs() || isLevel(column)) {
                continue;
            }
            int rank = i < skipped && column.isConstant() ? 0 : rank(column);
            if (rank > most) {
                most = rank;
                best = column;
            }
        }
        return best;
    }

    private static int rank(Cells column) {
        if (!column.isIdentifier() || !column.isNamed() && !column.comesAgain()) {
            return 0;
        }
        int rank = column.isNamed() ? 8 : column.isThread() ? 0 : 4;
        return rank == 0 ? 0 : rank + (column.isConstant() ? 0 : 2) + (column.isPlaces() && !column.isNamed() ? -1 : 0);
    }

    private boolean isLevel(Cells column) {
        return !taken.contains("level")
                && column.most(value -> {
                    byte[] word = value.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    return levels.ordinalInText(word, 0, word.length) >= 0;
                });
    }

    private String field(Cells column, boolean isLogger, boolean skipped) {
        if (isLevel(column) && taken.add("level")) {
            return "{level}";
        }
        if (column.isPairs() && column.bracketed() && taken.add("mdc")) {
            return "{mdc}";
        }
        if (isLogger && taken.add("logger")) {
            return column.isPlaces()
                    ? "{logger}" + column.placeSign() + "{line#}"
                    : column.bracketed() ? "{logger*}" : "{logger}";
        }
        String several = column.bracketed() ? several(column) : "";
        if (!several.isEmpty()) {
            return several;
        }
        if (column.isThread() && !column.isDigits() && taken.add("thread")) {
            return "{thread}";
        }
        if (column.isDigits()) {
            return digits(column, skipped);
        }
        String kept = skipped || column.isConstant() ? "skip" : tag();
        return column.bracketed() ? "{" + kept + "*}" : "{" + kept + "}";
    }

    private String tag() {
        String name = "tag";
        for (int i = 2; !taken.add(name); i++) {
            name = "tag" + i;
        }
        return name;
    }

    /// A number of its own is a thread's if it changes, in brackets, else a process's.
    private String digits(Cells column, boolean skipped) {
        if (column.bracketed() && !column.isConstant() && column.comesAgain() && taken.add("thread")) {
            return "{thread}";
        }
        return skipped || !taken.add("pid")
                ? column.bracketed() ? "{skip*}" : skipped ? "{skip}" : "{skip#}"
                : "{pid#}";
    }

    /// `thread/LEVEL`, `thread:Class@12`
    private String several(Cells column) {
        Cells thread = column.before('/');
        Cells last = column.after('/');
        if (thread != null && last != null && isLevel(last) && taken.add("level")) {
            return (taken.add("thread") ? "{thread}" : "{skip*}") + "/{level}";
        }
        Cells named = column.isPlaces() ? column.before(column.placeSign()) : null;
        Cells before = named == null ? null : named.before(':');
        return before != null && !taken.contains("thread") && taken.add("logger") && taken.add("thread")
                ? "{thread}:{logger}" + column.placeSign() + "{line#}"
                : "";
    }
}
