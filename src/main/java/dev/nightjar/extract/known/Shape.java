package dev.nightjar.extract.known;

import dev.nightjar.extract.trace.Chain;
import dev.nightjar.extract.trace.FrameRun;
import dev.nightjar.extract.trace.Grammar;
import dev.nightjar.extract.trace.ThrownBuilder;
import dev.nightjar.extract.trace.TraceReading;
import dev.nightjar.extract.trace.Traced;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How records are read that have the same runs of frames and the same names of what was thrown in the same order:
/// all
/// but the messages.
///
/// @param parts of what was thrown; empty if such records have to be read one by one
/// @param line in which the trace begins
/// @param shift where it begins there
/// @param hash as of `TraceReading.shape`
public record Shape(Grammar grammar, List<Part> parts, int line, int shift, long hash) {

    /// What a part holds that is not its message.
    ///
    /// @param head the line that names it
    /// @param last the line with which its message ends
    private record Part(Relation relation, String type, int head, int last, List<Frame> frames, int omitted) {}

    /// Of records that have to be read one by one.
    static Shape unknown(Grammar grammar) {
        return new Shape(grammar, List.of(), 0, 0, 0);
    }

    /// About how many bytes it takes. Frames are shared.
    long bytes() {
        long bytes = 64;
        for (Part part : parts) {
            bytes += 160 + 4L * part.frames.size() + part.type.length();
        }
        return bytes;
    }

    boolean isKnown() {
        return !parts.isEmpty();
    }

    /// What is read of a record of this shape.
    Traced read(String text, Outline outline, List<String> words) {
        List<Thrown> chain = new ArrayList<>(parts.size());
        for (Part part : parts) {
            chain.add(new Thrown(
                    part.relation, part.type, message(text, outline, part.head, part.last), part.frames, part.omitted));
        }
        String before = TraceReading.before(text, outline.from(line) + shift);
        return new Traced(before, null, new Trace(grammar.language(), chain), hash, words);
    }

    private String message(String text, Outline outline, int head, int last) {
        int from = outline.message(head);
        int to = outline.to(last);
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        String message = from >= to ? "" : text.substring(from, to).strip();
        return grammar.empty().contains(message) ? "" : message;
    }

    /// Learns how a record was read; unknown if another with the same outline may be read otherwise.
    static Shape of(TraceReading reading, Outline outline, List<String> words) {
        Shape unknown = unknown(reading.grammar());
        List<Part> parts = new ArrayList<>();
        int done = -1;
        List<Thrown> chain = Chain.thrown(reading.things());
        for (int i = 0; i < chain.size(); i++) {
            ThrownBuilder thing = reading.things().get(i);
            Part part = thing.hasHead && thing.place == null && thing.hash == null
                    ? part(reading, outline, thing, chain.get(i), unknown)
                    : null;
            if (part == null || part.head <= done) {
                return unknown;
            }
            done = part.head;
            parts.add(part);
        }
        Part first = parts.getFirst();
        int line = outline.lineAt(reading.messageEnd());
        boolean asFar = line == first.head
                && reading.messageEnd() == outline.name(line)
                && reading.grammar().types().strong(first.type, 0, first.type.length());
        boolean inOrder = !reading.isTooLong() && reading.words().equals(words) && isInOrder(reading);
        if (!asFar || !inOrder) {
            return unknown;
        }
        Shape shape =
                new Shape(reading.grammar(), parts, line, reading.messageEnd() - outline.from(line), reading.shape());
        return shape.read(reading.text(), outline, words).equals(reading.traced()) ? shape : unknown;
    }

    private static @Nullable Part part(
            TraceReading reading, Outline outline, ThrownBuilder thing, Thrown thrown, Shape unknown) {
        int head = outline.lineAt(thing.headFrom);
        if (outline.message(head) < 0 || outline.name(head) != thing.headFrom) {
            return null;
        }
        int last = Math.max(head, outline.lineAt(Math.max(thing.headFrom, thing.headTo - 1)));
        for (int end : new int[] {last, head}) {
            if (unknown.message(reading.text(), outline, head, end).equals(thrown.message())) {
                return new Part(thrown.relation(), thrown.type(), head, end, thrown.frames(), thrown.omitted());
            }
        }
        return null;
    }

    /// True if the things' runs stand in the text in the things' order.
    private static boolean isInOrder(TraceReading reading) {
        int next = 0;
        for (ThrownBuilder thing : reading.things()) {
            for (FrameRun run : thing.runs) {
                if (next >= reading.pieces().size()
                        || reading.pieces().get(next++).run() != run) {
                    return false;
                }
            }
        }
        return next == reading.pieces().size();
    }
}
