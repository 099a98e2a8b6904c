package dev.nightjar.group.template;

import dev.nightjar.model.event.Occurrence.Slot;
import java.util.List;

/// A message with its variable parts.
///
/// @param text the message with `<kind>` in place of each part
/// @param slots where the parts are in the message, in order, not overlapping
public record Template(String text, List<Slot> slots) {

    /// Of no text.
    public static final Template EMPTY = new Template("", List.of());

    public Template {
        slots = List.copyOf(slots);
    }
}
