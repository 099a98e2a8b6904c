package dev.nightjar.report.part;

import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Tops;
import dev.nightjar.report.night.TextPiece;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What stands in the variable parts of messages: a message is held against its template, literal by literal.
public final class SlotValues {

    /// Longer messages are not held against anything.
    private static final int LONGEST = 6_000;

    private static final int MOST_VALUES = 5;
    private static final int MOST_SLOTS = 12;

    private SlotValues() {}

    /// A message cut into what the template says and what is different each time; the whole, unmarked, if it
    /// does not fit.
    public static List<TextPiece> pieces(String template, String message) {
        List<TextPiece> found = message.length() > LONGEST ? List.of() : align(TextPiece.of(template), message);
        return found.isEmpty() ? List.of(new TextPiece(Visible.text(message), false)) : found;
    }

    /// The most frequent values of each variable part that has several, over the events that fit their templates.
    public static List<TopList> values(List<StoredEvent> events) {
        Map<String, Map<String, Long>> slots = new LinkedHashMap<>();
        long fitting = 0;
        for (StoredEvent event : events) {
            List<TextPiece> template = TextPiece.of(event.template());
            List<TextPiece> pieces = event.message().length() > LONGEST ? List.of() : align(template, event.message());
            fitting += pieces.isEmpty() ? 0 : 1;
            for (int i = 0; i < pieces.size(); i++) {
                if (pieces.get(i).variable()) {
                    slots.computeIfAbsent(name(template, i), key -> new LinkedHashMap<>())
                            .merge(pieces.get(i).text(), 1L, Long::sum);
                }
            }
        }
        long of = fitting;
        return slots.entrySet().stream()
                .filter(slot -> slot.getValue().size() > 1)
                .limit(MOST_SLOTS)
                .map(slot -> top(slot.getKey(), slot.getValue(), of))
                .toList();
    }

    /// The most frequent values of each variable part, as they were counted over a window; of parts with one name those
    /// of the template with the most events.
    ///
    /// @param all events of the issue in the window
    public static List<TopList> values(List<Tops.Slots> counted, long all) {
        Map<String, TopList> lists = new LinkedHashMap<>();
        for (Tops.Slots of : counted) {
            List<TextPiece> template = TextPiece.of(of.template());
            List<Integer> places = IntStream.range(0, template.size())
                    .filter(i -> template.get(i).variable())
                    .boxed()
                    .toList();
            boolean fits = places.size() == of.slots().size() || of.slots().size() == MOST_SLOTS;
            for (int i = 0; fits && i < Math.min(places.size(), of.slots().size()); i++) {
                if (lists.size() < MOST_SLOTS) {
                    String name = Visible.line(name(template, places.get(i)));
                    lists.putIfAbsent(name, top(name, of.slots().get(i), of.events(), all));
                }
            }
        }
        return List.copyOf(lists.values());
    }

    private static TopList top(String name, Tops.Slot slot, long events, long all) {
        String many = slot.more()
                ? "more than " + Wording.count(slot.different()) + " different"
                : slot.different() == 1 ? "always this" : Wording.count(slot.different()) + " different";
        TopList top = TopList.of(name, slot.values(), MOST_VALUES);
        String looked = many + " in " + Wording.count(events, "event") + (events < all ? " looked at" : "");
        return new TopList(name, top.entries(), looked, top.single());
    }

    /// Values counted, as a list with bars.
    public static TopList top(String name, Map<String, Long> counts, long of) {
        List<Tops.Value> values = counts.entrySet().stream()
                .map(entry -> new Tops.Value(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Tops.Value::count).reversed())
                .toList();
        TopList top = TopList.of(name, values, MOST_VALUES);
        String looked = Wording.count(values.size()) + " different in " + Wording.count(of, "event") + " looked at";
        return new TopList(Visible.line(name), top.entries(), looked, top.single());
    }

    /// The word before a variable part, and the part: `orderId=<value>`, `attempt <int>`.
    private static String name(List<TextPiece> template, int at) {
        String before = at == 0 ? "" : template.get(at - 1).text();
        if (at > 0 && template.get(at - 1).variable()) {
            return before + template.get(at).text();
        }
        int end = before.length();
        while (end > 0 && !Character.isLetterOrDigit(before.charAt(end - 1))) {
            end--;
        }
        int from = end;
        while (from > 0 && isName(before.charAt(from - 1))) {
            from--;
        }
        return before.substring(from) + template.get(at).text();
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    /// One piece of the message for each of the template; empty if it does not fit. The first literal must open
    /// the message and the last end it; the others are looked for from left to right.
    private static List<TextPiece> align(List<TextPiece> template, String message) {
        List<TextPiece> pieces = new ArrayList<>(template.size());
        int at = 0;
        for (int i = 0; i < template.size(); i++) {
            TextPiece piece = template.get(i);
            int end = piece.variable()
                    ? endOfValue(template, i, message, at)
                    : at + piece.text().length();
            if (end < at || (!piece.variable() && !message.startsWith(piece.text(), at))) {
                return List.of();
            }
            pieces.add(new TextPiece(Visible.text(message.substring(at, end)), piece.variable()));
            at = end;
        }
        return at == message.length() ? pieces : List.of();
    }

    /// Where the literal behind a variable part begins; -1 if it is not there.
    private static int endOfValue(List<TextPiece> template, int i, String message, int from) {
        if (i == template.size() - 1) {
            return message.length();
        }
        TextPiece next = template.get(i + 1);
        if (next.variable()) {
            return from;
        }
        if (i + 2 == template.size()) {
            int end = message.length() - next.text().length();
            return message.endsWith(next.text()) ? end : -1;
        }
        return message.indexOf(next.text(), from);
    }
}
