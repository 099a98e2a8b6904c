package dev.nightjar.group.judge;

import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is known of all traces of one shape.
///
/// @param frames of each thrown, with own code marked
/// @param parts what identifies it, without version and project; the message's template is missing if it needs
///     one
/// @param location the same for the place alone; empty if no own code was found
/// @param needsMessage no own frames: the message counts
/// @param culprit empty if there are no frames
/// @param fingerprint of all its events, null if it needs a message
public record ShapeFacts(
        List<List<Frame>> frames,
        List<String> parts,
        List<String> location,
        boolean needsMessage,
        String culprit,
        @Nullable Fingerprint fingerprint) {

    public ShapeFacts {
        frames = List.copyOf(frames);
        parts = List.copyOf(parts);
        location = List.copyOf(location);
    }

    /// The same with the frames of a trace that has holes.
    ShapeFacts masked(Trace trace) {
        List<List<Frame>> masked = new ArrayList<>(frames.size());
        for (int i = 0; i < frames.size(); i++) {
            List<Frame> known = frames.get(i);
            List<Frame> holed = trace.chain().get(i).frames();
            masked.add(IntStream.range(0, known.size())
                    .mapToObj(j -> holed.get(j).withInApp(known.get(j).inApp()))
                    .toList());
        }
        return new ShapeFacts(masked, parts, location, needsMessage, culprit, fingerprint);
    }

    /// The same with the fingerprint of its events: what made it is not needed any more.
    ShapeFacts with(Fingerprint of) {
        return new ShapeFacts(frames, parts.subList(0, 2), List.of(), needsMessage, culprit, of);
    }

    /// The type of the root cause, as it counts.
    String type() {
        return parts.get(1);
    }

    /// No call of anything thrown was printed.
    boolean stackless() {
        for (List<Frame> of : frames) {
            if (!of.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /// The trace with own code marked; its messages stay.
    public Trace marked(Trace trace) {
        List<Thrown> chain = new ArrayList<>(trace.chain().size());
        for (int i = 0; i < trace.chain().size(); i++) {
            chain.add(trace.chain().get(i).withFrames(frames.get(i)));
        }
        return new Trace(trace.language(), chain);
    }
}
