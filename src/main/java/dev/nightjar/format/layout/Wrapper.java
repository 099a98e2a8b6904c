package dev.nightjar.format.layout;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.record.RecordBuilder;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// What stands round the lines of an application: a container's or syslog's header with time, stream and perhaps a
/// level, or the colours of a terminal. Lines of different streams (output and error, several processes) are
/// interleaved.
public interface Wrapper {

    /// Its lines are text, and so may be those that follow without a header.
    boolean isText();

    /// One unwrapped line.
    ///
    /// @param stream the line's stream
    /// @param payload the application's line is `[from, to)` of it
    /// @param partial the application's line goes on in the stream's next line
    /// @param level ordinal of the header's level, `Levels.NONE` without one
    /// @param second of the header's time, on a scale of its own; `Members.NO_TIME` without one
    record Line(String stream, byte[] payload, int from, int to, boolean partial, int level, long second) {}

    /// Unwraps the line `[from, to)`; null if it has no such header.
    @Nullable
    Line unwrap(byte[] b, int from, int to);

    /// Who wrote the line `[from, to)`, a program or a container; empty if the header does not say.
    String speaker(byte[] b, int from, int to);

    /// What the header of the line `[from, end)` says: time, level, host, process, other fields.
    void fill(RecordBuilder record, byte[] b, int from, int end);

    /// The header has a word or letter for the level (and not only the priority that syslog gives any line): it says
    /// all there is to say, and the lines within are only put together.
    boolean saysLevel();

    /// The programs of a machine write into it, many of them without levels: what they say is known by their texts.
    default boolean isOfPrograms() {
        return false;
    }

    /// Counts only for what stands in it.
    boolean isWeak();

    /// What its lines have in common, for the reason.
    String form();

    /// How much the line `[from, to)` speaks for this wrapper.
    int evidence(byte[] b, int from, int to);

    /// The unwrapped text of a sample, all streams in one; empty if no line has the header.
    default byte[] unwrapAll(byte[] sample, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(to);
        for (int p = 0; p < to; ) {
            int newline = Bytes.indexOf(sample, (byte) '\n', p, to);
            int end = newline < 0 ? to : newline;
            Line line = unwrap(sample, p, end);
            if (line != null) {
                out.write(line.payload(), line.from(), line.to() - line.from());
                if (!line.partial()) {
                    out.write('\n');
                }
            }
            p = end + 1;
        }
        return out.toByteArray();
    }
}
