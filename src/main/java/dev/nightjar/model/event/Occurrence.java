package dev.nightjar.model.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event of one issue.
///
/// @param event what happened; for an exception the frames of its trace know whether they are own code
/// @param fingerprint which issue it belongs to
/// @param title one line for people: the type, or the message's template
/// @param culprit the frame to blame as `module.function`, or the logger; empty if neither is known
/// @param template the message with its variable parts replaced by `<kind>`
/// @param slots where in the message those parts stand, in order, not overlapping
/// @param why every part that counted for the fingerprint and every part that did not, and the reason
/// @param context lines around the record, for events kept as samples; null for the others
public record Occurrence(
        Event event,
        Fingerprint fingerprint,
        String title,
        String culprit,
        String template,
        List<Slot> slots,
        List<Part> why,
        @Nullable Context context) {

    /// The name of the part that says which title a rule gave.
    public static final String TITLE = "title";

    /// A variable part `[from, to)` of the message, and its kind (`int`, `uuid`, `path` …).
    public record Slot(int from, int to, String kind) {}

    /// A part of the fingerprint's explanation: what it is, its value, whether it counted, and why or why not.
    public record Part(String name, String value, boolean counted, String reason) {}

    /// The scrubbed lines before and after a record, oldest first.
    public record Context(List<String> before, List<String> after) {
        public Context {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /// What is compared with other events of the issue, to tell whether they say different things: of something
    /// thrown the title, which has the type and what it says, for the message around it differs wherever it is
    /// logged again.
    public String says() {
        return event instanceof Event.ExceptionEvent ? title : template;
    }

    /// The same with another event.
    public Occurrence with(Event other) {
        return new Occurrence(other, fingerprint, title, culprit, template, slots, why, context);
    }

    /// The same by another fingerprint.
    public Occurrence with(Fingerprint other) {
        return new Occurrence(event, other, title, culprit, template, slots, why, context);
    }

    /// The same with its surroundings.
    public Occurrence with(Context around) {
        return new Occurrence(event, fingerprint, title, culprit, template, slots, why, around);
    }
}
