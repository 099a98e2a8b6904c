package dev.nightjar.format.layout;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.level.Header;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.level.ProgramLevels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.Plain;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.record.Trailer;
import dev.nightjar.format.time.TimeParts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lines of text whose records begin as one of some layouts says.
public final class TextLines implements Lines {

    /// Before a layout that `grown` was given, in a mark.
    public static final String GROWN = "~";

    private static final int NO_LAYOUT = Integer.MIN_VALUE;

    private final Layout[] layouts;
    private final String program;
    private final ProgramLevels texts;
    private final boolean saysLevels;
    private final int[] byDetail;
    private final boolean sayMore;
    private final boolean timed;
    private final Trailer trailer;
    private final Silent without;
    private final boolean open;
    private final int grown;

    /// @param program that writes these lines without levels, as `ProgramLevels` knows it; else empty
    /// @param trailer what stands behind each message
    /// @param without what a record without level is where no layout has one
    /// @param open their messages may begin with columns that only the lines of a file tell
    public TextLines(List<Layout> layouts, String program, Trailer trailer, Silent without, boolean open) {
        this(layouts, program, ProgramLevels.NONE, trailer, without, open, 0);
    }

    private TextLines(
            List<Layout> layouts,
            String program,
            ProgramLevels texts,
            Trailer trailer,
            Silent without,
            boolean open,
            int grown) {
        this.without = without;
        this.open = open;
        this.grown = grown;
        this.program = program;
        this.texts = texts;
        this.trailer = trailer;
        this.layouts = layouts.toArray(Layout[]::new);
        this.saysLevels = layouts.stream().anyMatch(Layout::hasLevel);
        this.timed = layouts.stream().allMatch(Layout::hasTime);
        this.sayMore = layouts.stream().anyMatch(layout -> layout.goesOn() && !layout.hasMessage());
        this.byDetail = java.util.stream.IntStream.range(0, layouts.size())
                .boxed()
                .sorted(java.util.Comparator.comparing((Integer i) -> i >= grown)
                        .thenComparing(i -> -layouts.get(i).specificity()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The same with the levels of texts that say none.
    public TextLines telling(ProgramLevels known) {
        return program.isEmpty()
                ? this
                : new TextLines(List.of(layouts), program, known, trailer, without, open, grown);
    }

    @Override
    public int head(byte[] b, int from, int to) {
        int head = headOf(b, from, to);
        if (head < 0 || (head & 7) != Levels.NONE) {
            return head;
        }
        return program.isEmpty() ? head & ~7 | guessed(b, from, to) : head & ~7 | texts.level(program, b, from, to);
    }

    /// The level that a word behind the header says, where the layouts were learned and that of the line has
    /// none.
    private int guessed(byte[] b, int from, int to) {
        if (without != Silent.ODD) {
            return Levels.NONE;
        }
        int level = new Header(b, Plain.skipMark(b, from, to), to).levelOrError();
        return level < 0 ? Levels.NONE : level;
    }

    private int headOf(byte[] b, int from, int to) {
        int start = Plain.headerAt(b, from, to);
        boolean indented = start < to && from < start && Bytes.isBlank(b[start - 1]);
        int silent = NO_LAYOUT;
        for (Layout layout : layouts) {
            int level = layout.head(b, start, to);
            if (level < 0) {
                continue;
            }
            int judged = layout.judged(level);
            boolean says = judged >= 0 && judged != Levels.NONE;
            if (indented && !says) {
                continue;
            }
            if (says || silent == NO_LAYOUT && (judged < 0 || !saysLevels)) {
                return judged;
            }
            silent = silent == NO_LAYOUT ? judged : silent; // a layout further on may know a level
        }
        if (silent != NO_LAYOUT) {
            return silent;
        }
        int plain = Plain.beginsWithTime(b, start, to) ? Plain.ANY.head(b, start, to) : CONTINUATION;
        if (plain >= 0 && (!indented || (plain & 7) != Levels.NONE)) {
            return plain;
        }
        return Plain.followsCalls(b, start, to) ? Levels.NONE | UNMARKED | GUESSED : CONTINUATION;
    }

    @Override
    public boolean isTimed() {
        return timed;
    }

    @Override
    public int below(byte[] b, int from, int to) {
        for (Layout layout : layouts) {
            int level = layout.below() == null ? -1 : layout.below().head(b, from, to);
            if (level >= 0) {
                return level;
            }
        }
        return Levels.NONE;
    }

    @Override
    public int message(byte[] b, int from, int to) {
        Matched matched = matched(b, from, to);
        return matched == null ? -1 : matched.layout().messageAt(b, matched.bounds());
    }

    @Override
    public boolean sameHeader(byte[] b, int before, int from, int to) {
        Matched above = matched(b, before, from - 1);
        Matched here = matched(b, from, to);
        return above != null
                && here != null
                && above.layout() == here.layout()
                && isSoon(above.time(), here.time())
                && here.layout().sameHeader(b, above.bounds(), here.bounds());
    }

    private static boolean isSoon(TimeParts one, TimeParts other) {
        return !one.known() || !other.known() || Math.abs(one.second() - other.second()) <= 1;
    }

    /// @param bounds of the layout's fields
    private record Matched(Layout layout, int[] bounds, TimeParts time) {}

    /// The layout that says most of those that fit the whole line.
    private @Nullable Matched matched(byte[] b, int from, int to) {
        int start = Plain.headerAt(b, from, to);
        for (int index : byDetail) {
            Layout layout = layouts[index];
            if (layout.below() == null && !layout.goesOn() && layout.mayBegin(b, start, to)) {
                int[] bounds = new int[2 * layout.fields()];
                TimeParts time = new TimeParts();
                if (layout.match(b, start, trimmed(b, start, to), bounds, time)) {
                    return new Matched(layout, bounds, time);
                }
            }
        }
        return null;
    }

    /// The layout that says most of those that fit whole; where none does, one whose head fits gives time and
    /// level.
    @Override
    public void fill(RecordBuilder record, byte[] b, int from, int lineEnd, int recordEnd) {
        int start = Plain.headerAt(b, from, lineEnd);
        for (int index : byDetail) {
            Layout layout = layouts[index];
            if (layout.head(b, start, lineEnd) < 0 || layout.goesOn() && !layout.hasMessage()) {
                continue;
            }
            int[] bounds = new int[2 * layout.fields()];
            TimeParts time = new TimeParts();
            if (layout.match(b, start, trimmed(b, start, lineEnd), bounds, time)) {
                record.time = time.known() ? time : null;
                layout.fill(record, b, bounds, recordEnd);
                if (record.level == null) {
                    record.level = Levels.of(
                            program.isEmpty() ? guessed(b, start, lineEnd) : texts.level(program, b, start, lineEnd));
                }
                fillBelow(layout.below(), record, b, lineEnd + 1, recordEnd);
                fillFurther(record, b, lineEnd + 1, recordEnd);
                trailer.cut(record);
                return;
            }
        }
        Plain.ANY.fill(record, b, from, lineEnd, recordEnd);
    }

    private static void fillBelow(@Nullable Layout below, RecordBuilder record, byte[] b, int from, int recordEnd) {
        if (below == null || from >= recordEnd) {
            return;
        }
        int newline = Bytes.indexOf(b, (byte) '\n', from, recordEnd);
        int[] bounds = new int[2 * below.fields()];
        if (below.match(b, from, trimmed(b, from, newline < 0 ? recordEnd : newline), bounds, null)) {
            below.fill(record, b, bounds, recordEnd);
        } else {
            record.says(b, from, recordEnd);
        }
    }

    /// What the lines say that go on and have no message of their own.
    private void fillFurther(RecordBuilder record, byte[] b, int from, int recordEnd) {
        if (!sayMore) {
            return;
        }
        for (int p = from; p < recordEnd; ) {
            int newline = Bytes.indexOf(b, (byte) '\n', p, recordEnd);
            int end = newline < 0 ? recordEnd : newline;
            for (Layout layout : layouts) {
                if (layout.goesOn() && !layout.hasMessage() && layout.head(b, p, end) >= 0) {
                    int[] bounds = new int[2 * layout.fields()];
                    TimeParts time = new TimeParts();
                    if (layout.match(b, p, trimmed(b, p, end), bounds, time)) {
                        RecordBuilder more = new RecordBuilder(record.file);
                        more.time = time.known() ? time : null;
                        layout.fill(more, b, bounds, end);
                        record.addIfMissing(more);
                    }
                }
            }
            p = end + 1;
        }
    }

    @Override
    public int evidence(byte[] b, int from, int to) {
        int index = layoutOf(b, from, to);
        return index < 0 ? 0 : layouts[index].specificity();
    }

    /// Index of the most particular layout that the whole line fits, with a time that is one; -1 if there is
    /// none.
    public int layoutOf(byte[] b, int from, int to) {
        int start = Plain.headerAt(b, from, to);
        for (int index : byDetail) {
            Layout layout = layouts[index];
            if (fits(layout, b, start, to) || below(layout, b, start, to)) {
                return index;
            }
        }
        return -1;
    }

    /// Whether the whole line fits a layout, with a time that is one.
    public boolean fits(int index, byte[] b, int from, int to) {
        return fits(layouts[index], b, Plain.skipMark(b, from, to), to);
    }

    private static boolean fits(Layout layout, byte[] b, int from, int to) {
        if (!layout.mayBegin(b, from, to)) {
            return false;
        }
        TimeParts time = new TimeParts();
        return layout.match(b, from, trimmed(b, from, to), new int[2 * layout.fields()], time) && time.plausible();
    }

    /// The line is a layout's second one, and that above it its first.
    private static boolean below(Layout layout, byte[] b, int from, int to) {
        if (layout.below() == null || layout.below().head(b, from, to) < 0) {
            return false;
        }
        int above = Plain.lineBefore(b, from);
        return above >= 0 && fits(layout, b, Plain.skipMark(b, above, from - 1), from - 1);
    }

    @Override
    public Silent silent() {
        boolean numbers = false;
        boolean levels = false;
        for (Layout layout : layouts) {
            Layout below = layout.below();
            numbers |= layout.hasNumber();
            levels |= layout.hasLevel() || below != null && below.hasLevel();
        }
        return numbers || without == Silent.FINE
                ? Silent.FINE
                : !program.isEmpty() ? Silent.QUIET : levels ? Silent.ODD : without;
    }

    /// The same with one layout tried before the others.
    public TextLines first(int index) {
        if (index < 0 || index >= layouts.length) {
            return this;
        }
        List<Layout> order = new ArrayList<>(List.of(layouts));
        order.addFirst(order.remove(index));
        order.sort(java.util.Comparator.comparing(layout -> !layout.goesOn())); // stable: those that go on stay ahead
        return new TextLines(order, program, texts, trailer, without, open, 0);
    }

    /// Whether more columns may be sought at the beginning of the messages of a layout's lines.
    public boolean isOpen(int index) {
        return open && layouts[index].isOpen();
    }

    /// One of its layouts alone.
    public TextLines only(int index) {
        return new TextLines(List.of(layouts[index]), "", Trailer.NONE, without, false);
    }

    /// How a layout's levels are written.
    public Levels levels(int index) {
        return layouts[index].levels();
    }

    /// The same with one more layout, which is tried before the others and counts before them.
    ///
    /// @param text as definitions write layouts
    public TextLines grown(String text) {
        List<Layout> order = new ArrayList<>(LayoutParser.parse(text, layouts[0].levels(), false));
        int first = order.size();
        order.addAll(List.of(layouts));
        return new TextLines(order, program, texts, trailer, without, open, first);
    }

    /// The same with the layout of that mark before the others, if there still is one.
    public TextLines first(String mark) {
        if (mark.startsWith(GROWN)) {
            return grown(mark.substring(GROWN.length()));
        }
        for (int i = 0; i < layouts.length; i++) {
            if (mark(i).equals(mark)) {
                return first(i);
            }
        }
        return this;
    }

    /// A short name of a layout, which stays when others are added: three letters and digits made from its
    /// text.
    public String mark(int index) {
        int least = 36 * 36;
        return Integer.toString(least + Math.floorMod(layouts[index].text().hashCode(), 35 * least), 36);
    }

    @Override
    public String form() {
        return "begin as " + layouts[0].text();
    }

    /// How many layouts there are: their indices count from 0.
    public int size() {
        return layouts.length;
    }

    /// How much a layout asks of a line: literal bytes, and four for every typed field.
    public int specificity(int index) {
        return layouts[index].specificity();
    }

    /// True for a layout whose lines alone do not speak for the format.
    public boolean isQuiet(int index) {
        return layouts[index].isQuiet();
    }

    /// A layout as written in the definition, with one choice of its optional parts.
    public String text(int index) {
        return layouts[index].text();
    }

    private static int trimmed(byte[] b, int from, int to) {
        return to > from && b[to - 1] == '\r' ? to - 1 : to;
    }
}
