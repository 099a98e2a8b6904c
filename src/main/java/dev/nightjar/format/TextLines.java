package dev.nightjar.format;

import java.util.ArrayList;
import java.util.List;

/// Lines of text whose records begin as one of some layouts says.
final class TextLines implements Lines {

    private final Layout[] layouts;
    private final int[] byDetail;

    TextLines(List<Layout> layouts) {
        this.layouts = layouts.toArray(Layout[]::new);
        this.byDetail = java.util.stream.IntStream.range(0, layouts.size())
                .boxed()
                .sorted((a, b) -> layouts.get(b).specificity() - layouts.get(a).specificity())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public int head(byte[] b, int from, int to) {
        int start = Plain.skipMark(b, from, to);
        for (Layout layout : layouts) {
            int level = layout.head(b, start, to);
            if (level >= 0) {
                return level;
            }
        }
        return CONTINUATION;
    }

    /// The layout that says most of those that fit whole; where none does, one whose head fits gives time and level.
    @Override
    public void fill(RecordBuilder record, byte[] b, int from, int lineEnd, int recordEnd) {
        int start = Plain.skipMark(b, from, lineEnd);
        for (int index : byDetail) {
            Layout layout = layouts[index];
            if (layout.head(b, start, lineEnd) < 0) {
                continue;
            }
            int[] bounds = new int[2 * layout.fields()];
            TimeParts time = new TimeParts();
            if (layout.match(b, start, trimmed(b, start, lineEnd), bounds, time)) {
                record.time = time;
                layout.fill(record, b, bounds, recordEnd);
                return;
            }
        }
        Plain.ANY.fill(record, b, from, lineEnd, recordEnd);
    }

    @Override
    public int evidence(byte[] b, int from, int to) {
        int index = layoutOf(b, from, to);
        return index < 0 ? 0 : layouts[index].specificity();
    }

    /// Index of the most particular layout that the whole line fits, with a time that is one; -1 if there is none.
    int layoutOf(byte[] b, int from, int to) {
        int start = Plain.skipMark(b, from, to);
        for (int index : byDetail) {
            Layout layout = layouts[index];
            TimeParts time = new TimeParts();
            if (layout.head(b, start, to) >= 0
                    && layout.match(b, start, trimmed(b, start, to), new int[2 * layout.fields()], time)
                    && time.plausible()) {
                return index;
            }
        }
        return -1;
    }

    /// The same with one layout tried before the others.
    TextLines first(int index) {
        if (index < 0 || index >= layouts.length) {
            return this;
        }
        List<Layout> order = new ArrayList<>(List.of(layouts));
        order.addFirst(order.remove(index));
        return new TextLines(order);
    }

    String text(int index) {
        return layouts[index].text();
    }

    private static int trimmed(byte[] b, int from, int to) {
        return to > from && b[to - 1] == '\r' ? to - 1 : to;
    }
}
