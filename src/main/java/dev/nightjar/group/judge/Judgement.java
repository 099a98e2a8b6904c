package dev.nightjar.group.judge;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What was decided about an event.
///
/// @param why explains it
public record Judgement(Fingerprint fingerprint, String culprit, Supplier<List<Part>> why) {

    /// The same of an event that others without a stack may join by these ids.
    Judgement offering(List<IssueId> ids) {
        return new Judgement(new Fingerprint(fingerprint.version(), fingerprint.hashes(), ids), culprit, why);
    }

    /// The same of an event that looks by these ids for an issue with a stack.
    ///
    /// @param silent it has no message that would have to be the same
    Judgement looking(List<IssueId> ids, boolean silent) {
        List<IssueId> hashes = silent ? ids : List.of(ids.getFirst());
        return new Judgement(new Fingerprint(fingerprint.version(), hashes), culprit, why);
    }

    /// The same of a message that names an exception: the ids of that come first.
    Judgement behind(List<IssueId> ids) {
        List<IssueId> hashes = new ArrayList<>(ids);
        hashes.addAll(fingerprint.hashes());
        return new Judgement(new Fingerprint(fingerprint.version(), hashes), culprit, () -> {
            List<Part> told = new ArrayList<>(why.get());
            told.add(new Part(
                    "exception",
                    "named in the message",
                    true,
                    "joins the issue of this type and logger that has a stack, if there is one"));
            return told;
        });
    }
}
