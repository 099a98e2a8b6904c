package dev.nightjar.extract.trace;

import dev.nightjar.bytes.Mix;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something thrown while its text is being read.
public final class ThrownBuilder {

    Relation relation;
    String type = "";
    String message = "";

    @Nullable
    public String hash;

    @Nullable
    public Frame place;

    public boolean hasHead;
    /// Where the lines of the head begin, and where they end.
    public int headFrom;

    public int headTo;
    private boolean oldestFirst;
    final @Nullable ThrownBuilder parent;
    final int indent;
    public final List<FrameRun> runs = new ArrayList<>(1);

    ThrownBuilder(Relation relation, @Nullable ThrownBuilder parent, int indent) {
        this.relation = relation;
        this.parent = parent;
        this.indent = indent;
    }

    /// What the language says of it where the text does not.
    void complete(Grammar grammar) {
        type = type.isEmpty() ? grammar.fallback() : type;
        oldestFirst = grammar.oldestFirst();
        Frame at = place;
        if (at != null && at.function().isEmpty() && !grammar.callSites() && hasFrames()) {
            place = null;
        }
    }

    boolean hasFrames() {
        return runs.stream().anyMatch(run -> !run.frames().isEmpty());
    }

    Thrown thrown(int most) {
        int omitted = 0;
        List<Frame> frames = new ArrayList<>();
        for (FrameRun run : oldestFirst ? runs.reversed() : runs) {
            frames.addAll(run.frames());
            omitted += run.omitted();
        }
        if (place != null) {
            frames = placed(frames, place);
        }
        if (frames.size() > most) {
            omitted += frames.size() - most;
            frames = frames.subList(0, most);
        }
        return new Thrown(relation, type, message, frames, omitted);
    }

    /// Where a frame names the place of a call, the crash frame gets the place that the head names; a head that
    /// names the function too, or has no frames, is a frame itself.
    private static List<Frame> placed(List<Frame> frames, Frame place) {
        if (frames.isEmpty() || !place.function().isEmpty()) {
            frames.addFirst(place);
        } else {
            frames.set(0, FrameRun.at(frames.getFirst(), place));
        }
        return frames;
    }

    /// What tells this from another but its message.
    long shape(long hash) {
        long h = Mix.add(Mix.add(hash, relation.name()), type);
        for (FrameRun run : runs) {
            h = Mix.add(h, run.hash());
        }
        Frame at = place;
        return at == null ? h : Mix.add(Mix.add(Mix.add(h, at.file()), at.line()), at.function());
    }
}
