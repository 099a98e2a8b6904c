package dev.nightjar.group;

import dev.nightjar.model.Occurrence.Slot;
import java.util.List;

/// A message with its variable parts.
///
/// @param text the message with `<kind>` in place of each part
/// @param slots where the parts are in the message, in order, not overlapping
record Template(String text, List<Slot> slots) {

    static final Template EMPTY = new Template("", List.of());

    Template {
        slots = List.copyOf(slots);
    }
}
