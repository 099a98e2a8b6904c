package dev.nightjar.report.page;

import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.report.night.TextPiece;
import dev.nightjar.report.night.Wording;
import dev.nightjar.report.part.SlotValues;
import dev.nightjar.report.part.TraceView;
import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An event on the page of its issue.
///
/// @param which `newest`, `first ever`, or empty
/// @param line the beginning of its message
/// @param message what varies between events marked
/// @param place `file:line`
/// @param before lines before it, oldest first
/// @param open it is the one that stands open: the newest that has lines around it
public record Sample(
        String id,
        String which,
        Wording.Time time,
        String level,
        String line,
        List<TextPiece> message,
        String place,
        List<IssuePage.Fact> fields,
        List<String> before,
        List<String> after,
        boolean open) {

    private static final int LONGEST_MESSAGE = 6_000;
    private static final int LONGEST_LINE = 1_000;

    static Sample of(StoredEvent event, String which, boolean open, Wording words) {
        Occurrence.Context context = event.context();
        String message = TraceView.cut(event.message(), LONGEST_MESSAGE);
        return new Sample(
                Visible.line(event.id()),
                which,
                words.at(event.time()),
                event.level() == null ? "" : event.level().name(),
                firstLine(message),
                SlotValues.pieces(event.template(), message),
                Visible.line(event.file()) + ":" + event.line(),
                fields(event),
                context == null ? List.of() : lines(context.before()),
                context == null ? List.of() : lines(context.after()),
                open);
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return Visible.line(TraceView.cut(end < 0 ? message : message.substring(0, end), 200));
    }

    private static List<String> lines(List<String> lines) {
        return lines.stream()
                .map(line -> Visible.line(TraceView.cut(line, LONGEST_LINE)))
                .toList();
    }

    private static List<IssuePage.Fact> fields(StoredEvent event) {
        List<IssuePage.Fact> fields = new ArrayList<>();
        new TreeMap<>(event.ids()).forEach((kind, id) -> add(fields, Visible.line(kind), id));
        add(fields, "user", event.user());
        add(fields, "logger", event.logger());
        add(fields, "thread", event.thread());
        add(fields, "host", event.host());
        add(fields, "release", event.release());
        Set<String> names = fields.stream().map(IssuePage.Fact::name).collect(Collectors.toSet());
        new TreeMap<>(event.fields()).forEach((name, value) -> {
            String shown = Visible.line(name);
            add(fields, names.contains(shown) ? "log: " + shown : shown, value);
        });
        return fields;
    }

    private static void add(List<IssuePage.Fact> fields, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.add(new IssuePage.Fact(name, Visible.line(TraceView.cut(value, LONGEST_LINE)), ""));
        }
    }
}
