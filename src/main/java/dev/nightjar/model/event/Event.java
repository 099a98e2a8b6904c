package dev.nightjar.model.event;

import dev.nightjar.model.log.LogRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record worth keeping. All its text is scrubbed: what stood for a secret is replaced before an event exists.
public sealed interface Event {

    /// The record, its text and fields scrubbed.
    LogRecord record();

    /// What was logged, without header and without the stack trace; may have several lines.
    String message();

    /// Ids that a person may quote, by kind: `request`, `trace`, `order`, `stack_hash` …
    Map<String, String> ids();

    /// Who was affected, null if the record does not say.
    @Nullable
    String user();

    /// The version of the application, null if the record does not say.
    @Nullable
    String release();

    /// When it happened: the record's time, or the file's last modification where the record has none.
    default Instant time() {
        Instant time = record().time();
        return time != null ? time : record().file().modified();
    }

    /// Something thrown, with its trace.
    ///
    /// @param shape the same for traces that differ in nothing but messages and masked words: a hash of types and
    ///     frames
    /// @param words the masked words: what the runtime numbers in generated classes, in frames that never count. In
    ///     the frames of the trace a hole (`Trace.HOLE`) stands for each, in their order; empty without holes
    record ExceptionEvent(
            LogRecord record,
            String message,
            Map<String, String> ids,
            @Nullable String user,
            @Nullable String release,
            Trace trace,
            long shape,
            List<String> words)
            implements Event {

        public ExceptionEvent {
            words = List.copyOf(words);
        }

        /// The trace with its masked words, as it was printed.
        public Trace whole() {
            return trace.filled(words);
        }

        /// The same with another trace, whose holes are the same.
        public ExceptionEvent with(Trace other) {
            return new ExceptionEvent(record, message, ids, user, release, other, shape, words);
        }

        /// The same with its masked words in its trace, which makes another shape.
        public ExceptionEvent filled() {
            long all = shape;
            for (String word : words) {
                all = 31 * all + word.hashCode();
            }
            return new ExceptionEvent(record, message, ids, user, release, whole(), all, List.of());
        }
    }

    /// A message of its own.
    record MessageEvent(
            LogRecord record,
            String message,
            Map<String, String> ids,
            @Nullable String user,
            @Nullable String release) implements Event {}

    /// The same at another time.
    default Event at(Instant when) {
        return switch (this) {
            case ExceptionEvent e ->
                new ExceptionEvent(e.record.at(when), e.message, e.ids, e.user, e.release, e.trace, e.shape, e.words);
            case MessageEvent e -> new MessageEvent(e.record.at(when), e.message, e.ids, e.user, e.release);
        };
    }

    /// The messages of everything thrown, outermost first; empty without a trace.
    default List<String> thrownMessages() {
        return this instanceof ExceptionEvent e
                ? e.trace().chain().stream().map(Trace.Thrown::message).toList()
                : List.of();
    }
}
