package dev.nightjar.extract.trace;

import dev.nightjar.extract.secret.Scrubber;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record's text of whose runs of frames only the first lines are left, for a run is known by its bytes. What is
/// read
/// from it is what would be read from the whole, or `isWhole` says that it may not be.
public final class Condensed {

    private final Runs known;
    private final String text;
    private final int[] starts;
    private final Folded[] runs;
    private boolean failed;

    /// What is known of records and of runs that were left out.
    public interface Runs {

        /// The frames of a run by a grammar; null if it may not be left out.
        @Nullable
        FrameRun run(Folded of, Traces.Known in);

        /// What is read of the last record, whose text is this, if its shape is known.
        @Nullable
        Traced known(String text);

        /// Remembers how the last record was read.
        void learn(TraceReading reading);
    }

    /// A run that was left out.
    ///
    /// @param length of its first line in the text, with the line's end
    /// @param from where it stands in the record's bytes, up to `to`
    /// @param key names its lines without the masked words
    /// @param grammars by whose rules all its lines belong to a run: a bit for each
    /// @param words that were masked, in order
    public record Folded(int length, int from, int to, long key, long grammars, List<String> words) {}

    public Condensed(Runs known, String text, int[] starts, Folded[] runs) {
        this.known = known;
        this.text = text;
        this.starts = starts;
        this.runs = runs;
    }

    /// What is left: places in readings of it are places in here.
    public String text() {
        return text;
    }

    /// The run of which `[from, to)` of the text is left, by a grammar.
    FrameRun run(Traces.Known in, int from, int to) {
        int index = Arrays.binarySearch(starts, from);
        int next = index < 0 ? -index - 1 : index + 1;
        boolean only = next >= starts.length || starts[next] >= to;
        if (index < 0) {
            failed |= !only;
            return in.run(text.substring(from, to));
        }
        Folded folded = runs[index];
        int end = Math.min(from + folded.length(), text.length());
        FrameRun run = only && end == to && (folded.grammars() >>> in.index() & 1) != 0 ? known.run(folded, in) : null;
        failed |= run == null;
        return run == null ? in.run(text.substring(from, to)) : run.with(folded.words());
    }

    /// What is read of it, if a record of its shape was read before; null if none was. To be asked before the next
    /// record is condensed.
    @Nullable
    public Traced known() {
        return known.known(text);
    }

    /// Remembers how records of its shape are read. To be said before the next record is condensed.
    public void learn(TraceReading reading) {
        known.learn(reading);
    }

    /// True if each of the runs that were left out was read as the run that it is.
    boolean isWhole(TraceReading reading) {
        int found = 0;
        for (TraceReading.Piece piece : reading.pieces()) {
            found += Arrays.binarySearch(starts, piece.from()) >= 0 ? 1 : 0;
        }
        return !failed && found == starts.length;
    }

    /// Whether a scrubber would replace something beside the runs, which have no secrets.
    public boolean holdsSecret(Scrubber scrubber) {
        int done = 0;
        for (int i = 0; i <= starts.length; i++) {
            int to = i < starts.length ? starts[i] : text.length();
            String between = text.substring(done, to);
            if (!scrubber.scrub(between).equals(between)) {
                return true;
            }
            done = i < starts.length ? Math.min(to + runs[i].length(), text.length()) : to;
        }
        return false;
    }
}
