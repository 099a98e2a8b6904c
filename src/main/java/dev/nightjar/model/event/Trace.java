package dev.nightjar.model.event;

import java.util.Iterator;
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

        /// `module.function (File:line)`, without what the frame does not have. As in the log, to be made harmless.
        public String shown() {
            String place = file == null ? "" : " (" + file + (line > 0 ? ":" + line : "") + ")";
            return (module == null || module.isEmpty() ? "" : module + ".") + function + place;
        }

        /// True if words are missing.
        public boolean hasHoles() {
            return holes(module) || holes(function) || holes(file);
        }

        private static boolean holes(@Nullable String text) {
            return text != null && text.indexOf(HOLE) >= 0;
        }

        /// The frame with the next words in its holes.
        ///
        /// @throws java.util.NoSuchElementException if there are not enough
        public Frame filled(Iterator<String> words) {
            return hasHoles()
                    ? new Frame(
                            module == null ? null : filled(module, words),
                            filled(function, words),
                            file == null ? null : filled(file, words),
                            line,
                            column,
                            context,
                            inApp,
                            nativeCode)
                    : this;
        }

        private static String filled(String text, Iterator<String> words) {
            if (text.indexOf(HOLE) < 0) {
                return text;
            }
            StringBuilder whole = new StringBuilder(text.length() + 32);
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == HOLE) {
                    whole.append(words.next());
                } else {
                    whole.append(c);
                }
            }
            return whole.toString();
        }

        /// The same, as own code or not.
        public Frame withInApp(boolean own) {
            return own == inApp ? this : new Frame(module, function, file, line, column, context, own, nativeCode);
        }
    }

    /// The trace with these words in its holes, in the order of its frames.
    ///
    /// @throws java.util.NoSuchElementException if there are not enough
    public Trace filled(List<String> words) {
        if (words.isEmpty()) {
            return this;
        }
        Iterator<String> next = words.iterator();
        return new Trace(
                language,
                chain.stream()
                        .map(thrown -> thrown.withFrames(thrown.frames().stream()
                                .map(frame -> frame.filled(next))
                                .toList()))
                        .toList());
    }

    /// The calls to look at first: own code of the root cause, else of the nearest thrown around it that has any;
    /// without own code the call in which the root cause was thrown.
    ///
    /// @param most of them
    public List<Frame> ownFrames(int most) {
        for (int i = chain.indexOf(rootCause()); i >= 0; i--) {
            List<Frame> own = chain.get(i).frames().stream()
                    .filter(Frame::inApp)
                    .limit(most)
                    .toList();
            if (!own.isEmpty()) {
                return own;
            }
        }
        return rootCause().frames().stream().limit(1).toList();
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
