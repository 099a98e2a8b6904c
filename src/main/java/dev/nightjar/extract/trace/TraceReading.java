package dev.nightjar.extract.trace;

import dev.nightjar.bytes.Mix;
import dev.nightjar.extract.secret.Scrubber;
import dev.nightjar.model.event.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a text holds.
///
/// @param text that was read: without escapes, if the record's has them
/// @param things what was thrown, outermost first
/// @param messageEnd where the trace begins
/// @param pieces where the runs of frames stand, in order
public record TraceReading(
        Grammar grammar, String text, List<ThrownBuilder> things, int messageEnd, List<Piece> pieces) {

    /// In place of where the trace begins: there is none.
    static final int REFUSED = -1;

    /// A run of frames at `[from, to)`.
    public record Piece(int from, int to, FrameRun run) {}

    /// True if there is no trace after all: frames were announced or left out, and none stand there.
    boolean isEmpty() {
        return things.isEmpty()
                || !hasFrames() && (!grammar.starts().isEmpty() || !pieces.isEmpty() && things.size() == 1);
    }

    /// True if its frames are surely not those of something thrown.
    boolean isRefused() {
        return messageEnd == REFUSED;
    }

    /// True if anything thrown has a frame, or a place that stands for one.
    public boolean hasFrames() {
        return things.stream().anyMatch(thing -> thing.place != null || thing.hasFrames());
    }

    /// The hash that the log printed beside the trace.
    Optional<String> hash() {
        for (ThrownBuilder thing : things) {
            if (thing.hash != null) {
                return Optional.of(thing.hash);
            }
        }
        return Optional.empty();
    }

    /// What it says.
    public Traced traced() {
        Trace trace = new Trace(grammar.language(), Chain.thrown(things));
        return new Traced(before(), hash().orElse(null), trace, shape(), words());
    }

    /// What stands before the trace, without the colon, a ruled line and the opening of a JSON member that lead to
    /// it.
    String before() {
        return before(text, messageEnd);
    }

    /// The same of a text whose trace begins at `to`.
    public static String before(String text, int to) {
        String before = text.substring(0, to).strip();
        if (before.endsWith("\":\"")) {
            int name = before.lastIndexOf('"', before.length() - 4);
            before = name < 0 ? "" : before.substring(0, name);
        }
        int end = before.length();
        while (end > 0 && "=,:{[ \n\t\r".indexOf(before.charAt(end - 1)) >= 0) {
            end--;
        }
        return before.substring(0, end);
    }

    boolean namesWhatWasThrown() {
        return things.stream().anyMatch(thing -> thing.hasHead);
    }

    /// The same for all traces that differ in messages only.
    public long shape() {
        long hash = Mix.add(1, grammar.name());
        for (ThrownBuilder thing : things) {
            hash = thing.shape(hash);
        }
        return hash;
    }

    /// What stands in the holes of the frames, in the order of what was thrown.
    public List<String> words() {
        List<String> words = new ArrayList<>();
        for (ThrownBuilder thing : things) {
            thing.runs.forEach(run -> words.addAll(run.words()));
        }
        return words;
    }

    /// Frames that are left out would take words with them: then no frame has holes.
    public boolean isTooLong() {
        int frames = 0;
        for (ThrownBuilder thing : things) {
            frames += thing.place == null ? 0 : 1;
            for (FrameRun run : thing.runs) {
                frames += run.frames().size();
            }
        }
        return frames > FrameRun.MOST;
    }

    /// To be called before the things are looked at.
    void settle() {
        if (isTooLong()) {
            things.forEach(thing -> thing.runs.replaceAll(FrameRun::filled));
        }
    }

    /// The text without secrets, the same object if it has none: what stands between the runs is searched, a run
    /// is known.
    public String scrubbed(Scrubber scrubber) {
        StringBuilder out = new StringBuilder();
        boolean changed = false;
        int done = 0;
        for (int i = 0; i <= pieces.size(); i++) {
            int to = i < pieces.size() ? pieces.get(i).from() : text.length();
            String between = text.substring(done, to);
            String clean = scrubber.scrub(between);
            String run = i < pieces.size() ? pieces.get(i).run().text() : "";
            boolean dirty =
                    clean != between || i < pieces.size() && pieces.get(i).run().dirty();
            if (dirty && !changed) {
                out.append(text, 0, done);
                changed = true;
            }
            if (changed) {
                out.append(clean).append(run);
            }
            done = i < pieces.size() ? pieces.get(i).to() : to;
        }
        return changed ? out.toString() : text;
    }
}
