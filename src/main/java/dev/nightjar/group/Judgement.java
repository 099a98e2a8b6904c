package dev.nightjar.group;

import dev.nightjar.model.Fingerprint;
import dev.nightjar.model.Occurrence.Part;
import java.util.List;

/// What was decided about all events of one shape or template.
record Judgement(Fingerprint fingerprint, String culprit, List<Part> why) {

    Judgement {
        why = List.copyOf(why);
    }
}
