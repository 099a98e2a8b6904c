package dev.nightjar.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stack trace: the chain of what was thrown, in the order printed by the log that has the outermost first.
///
/// @param language `java`, `python`, `javascript`, `php` …: the name of the grammar that read it
/// @param chain never empty; `chain[0]` is the outermost
public record Trace(String language, List<Thrown> chain) {

    /// Stands in a frame's module, function or file for a word that differs from event to event.
    public static final char HOLE = '\0';

    public Trace {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a trace needs something thrown");
        }
        chain = List.copyOf(chain);
    }

    /// How something thrown came to stand in the chain.
    public enum Relation {
        TOP,
        CAUSE,
        SUPPRESSED,
        CONTEXT,
        MEMBER
    }

    /// One exception.
    ///
    /// @param type as printed, with its package
    /// @param message empty if none
    /// @param frames the crash frame first, whatever the text's order
    /// @param omitted frames that the text left out as equal to the enclosing trace's
    public record Thrown(Relation relation, String type, String message, List<Frame> frames, int omitted) {
        public Thrown {
            frames = List.copyOf(frames);
        }

        /// The same with another message.
        public Thrown withMessage(String other) {
            return new Thrown(relation, type, other, frames, omitted);
        }

        /// The same with other frames.
        public Thrown withFrames(List<Frame> other) {
            return new Thrown(relation, type, message, other, omitted);
        }
    }

    /// One call.
    ///
    /// @param module class, module or package the function belongs to, null where the language has none
    /// @param function as printed
    /// @param file as printed, null if none
    /// @param line 1-based, 0 if unknown
    /// @param column 1-based, 0 if unknown
    /// @param context the source line that the trace prints, null if none
    /// @param inApp the project's own code; false until the grouping rules have spoken
    /// @param nativeCode not in a source file
    public record Frame(
            @Nullable String module,
            String function,
            @Nullable String file,
            int line,
            int column,
            @Nullable String context,
            boolean inApp,
            boolean nativeCode) {

        /// The same, as own code or not.
        public Frame withInApp(boolean own) {
            return own == inApp ? this : new Frame(module, function, file, line, column, context, own, nativeCode);
        }
    }

    /// The innermost thrown of the chain of causes: what really happened. Suppressed ones do not count.
    public Thrown rootCause() {
        for (int i = chain.size() - 1; i > 0; i--) {
            Relation relation = chain.get(i).relation();
            if (relation == Relation.CAUSE || relation == Relation.CONTEXT) {
                return chain.get(i);
            }
        }
        return chain.getFirst();
    }
}
