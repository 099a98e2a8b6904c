package dev.nightjar.store.lucene.event;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Tops;
import dev.nightjar.store.lucene.block.EventBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts what stands in the variable parts of messages, by issue and template. Bounded: some values of each part, and
/// of all parts together; what lies beyond is not told apart any more.
public final class SlotCounts {

    private static final int MOST_SLOTS = 12;
    private static final int MOST_VALUES = 1_000;
    private static final int MOST_IN_ALL = 30_000;
    private static final int LONGEST = 200;

    private final EventReader events;
    private final Map<IssueId, Map<String, Counted>> issues = new HashMap<>();
    private int texts;

    public SlotCounts(EventReader events) {
        this.events = events;
    }

    /// What was counted of one template.
    private static final class Counted {
        private final List<Map<String, Long>> slots = new ArrayList<>();
        private final List<Boolean> more = new ArrayList<>();
        private long rows;
    }

    /// Counts a row.
    public void add(IssueId issue, Segment segment, EventBlock block, int row) throws IOException {
        String template = events.template(segment, block, row).shown();
        if (template == null) {
            return;
        }
        List<String> values = block.values().message(row);
        if (values.isEmpty()) {
            return;
        }
        Counted counted = issues.computeIfAbsent(issue, any -> new LinkedHashMap<>())
                .computeIfAbsent(template, any -> new Counted());
        counted.rows++;
        for (int i = 0; i < Math.min(values.size(), MOST_SLOTS); i++) {
            if (i == counted.slots.size()) {
                counted.slots.add(new HashMap<>());
                counted.more.add(false);
            }
            count(counted, i, values.get(i));
        }
    }

    private void count(Counted counted, int slot, String value) {
        String text = value.length() <= LONGEST ? value : value.substring(0, LONGEST);
        Map<String, Long> values = counted.slots.get(slot);
        @Nullable Long known = values.get(text);
        if (known != null) {
            values.put(text, known + 1);
        } else if (values.size() < MOST_VALUES && texts < MOST_IN_ALL) {
            values.put(text, 1L);
            texts++;
        } else {
            counted.more.set(slot, true);
        }
    }

    /// What was counted, by issue; the template with the most events first.
    ///
    /// @param most values of each part
    public Map<IssueId, List<Tops.Slots>> best(int most) {
        Map<IssueId, List<Tops.Slots>> all = new HashMap<>();
        issues.forEach((issue, templates) -> all.put(
                issue,
                templates.entrySet().stream()
                        .map(template -> slots(template.getKey(), template.getValue(), most))
                        .sorted(Comparator.comparingLong(Tops.Slots::events)
                                .reversed()
                                .thenComparing(Tops.Slots::template))
                        .toList()));
        return all;
    }

    private static Tops.Slots slots(String template, Counted counted, int most) {
        List<Tops.Slot> slots = new ArrayList<>();
        for (int i = 0; i < counted.slots.size(); i++) {
            Map<String, Long> values = counted.slots.get(i);
            slots.add(new Tops.Slot(Tops.best(values, most), values.size(), counted.more.get(i)));
        }
        return new Tops.Slots(template, counted.rows, slots);
    }
}
