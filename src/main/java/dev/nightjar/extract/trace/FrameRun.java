package dev.nightjar.extract.trace;

import dev.nightjar.bytes.Mix;
import dev.nightjar.extract.line.Found;
import dev.nightjar.extract.line.LinePattern;
import dev.nightjar.extract.line.LinePattern.Token;
import dev.nightjar.extract.line.LineWalk;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The frames of one thing thrown, read from the run of lines that hold them. The same text gives the same run,
/// so it is read once.
///
/// @param text its lines, scrubbed
/// @param dirty something was scrubbed
/// @param frames the crash frame first
/// @param omitted frames that the text left out
/// @param hash of all frames, without their masked words
/// @param words what stands in the holes of the frames, in their order
public record FrameRun(String text, boolean dirty, List<Frame> frames, int omitted, long hash, List<String> words) {

    private static final List<Token> PLACES = List.of(Token.FILE, Token.SOURCE, Token.PATH, Token.URL);
    private static final Frame NOWHERE = new Frame(null, "", null, 0, 0, null, false, false);

    /// Frames beyond these are left out and counted as omitted.
    static final int MOST = 1000;

    /// Reads a run.
    static FrameRun of(Grammar grammar, String text, UnaryOperator<String> scrub, Masks masks) {
        String clean = scrub.apply(text);
        return of(grammar, clean, !clean.equals(text), masks);
    }

    /// Reads a run that was scrubbed.
    ///
    /// @param dirty something was
    public static FrameRun of(Grammar grammar, String clean, boolean dirty, Masks masks) {
        Parser parser = new Parser(grammar, clean);
        List<String> words = new ArrayList<>();
        List<Frame> frames = parser.frames();
        boolean mask = mayMask(grammar) && clean.indexOf(Trace.HOLE) < 0;
        frames = frames.stream()
                .map(frame -> masks.shared(mask ? masks.mask(frame, grammar.language(), words) : frame))
                .toList();
        long hash = parser.omitted;
        for (Frame frame : frames) {
            hash = Mix.add(Mix.add(hash, frame.module()), frame.function());
            hash = Mix.add(Mix.add(hash, frame.file()), frame.context());
            hash = Mix.add(hash, ((long) frame.line() << 32) + frame.column());
        }
        return new FrameRun(clean, dirty, frames, parser.omitted, hash, List.copyOf(words));
    }

    /// Where frames stay as and where they are printed, words are found by their order.
    static boolean mayMask(Grammar grammar) {
        return !grammar.oldestFirst() && !grammar.callSites();
    }

    /// Where the module stands in a line that is a call; null if the line is none.
    public static int @Nullable [] module(Grammar grammar, String text) {
        Found found = new Found(text);
        LineWalk line = new LineWalk(text, grammar.margins());
        line.next();
        int end = grammar.frameEnd(text, line.content(), line.end());
        for (LinePattern layout : grammar.frames()) {
            if (ThrownLines.fits(text, layout, line, end, found)) {
                return found.has(Token.MODULE) ? new int[] {found.from(Token.MODULE), found.to(Token.MODULE)} : null;
            }
        }
        return null;
    }

    /// The same frames with other words in their holes.
    FrameRun with(List<String> others) {
        return others.isEmpty() ? this : new FrameRun(text, dirty, frames, omitted, hash, List.copyOf(others));
    }

    /// The same without holes.
    FrameRun filled() {
        if (words.isEmpty()) {
            return this;
        }
        Iterator<String> next = words.iterator();
        List<Frame> whole = frames.stream().map(frame -> frame.filled(next)).toList();
        long other = hash;
        for (String word : words) {
            other = Mix.add(other, word);
        }
        return new FrameRun(text, dirty, whole, omitted, other, List.of());
    }

    /// The frame with the place of another.
    static Frame at(Frame frame, Frame place) {
        return new Frame(
                frame.module(),
                frame.function(),
                place.file(),
                place.line(),
                place.column(),
                frame.context(),
                false,
                place.nativeCode());
    }

    private static final class Parser {
        private final Grammar grammar;
        private final String text;
        private final Found found;
        private final LineWalk line;
        private final List<Frame> frames = new ArrayList<>();
        private int omitted;

        Parser(Grammar grammar, String text) {
            this.grammar = grammar;
            this.text = text;
            found = new Found(text);
            line = new LineWalk(text, grammar.margins());
        }

        List<Frame> frames() {
            boolean sourceMayFollow = false;
            while (line.next()) {
                int end = grammar.frameEnd(text, line.content(), line.end());
                LinePattern call = match(grammar.skips(), end) == null ? match(grammar.frames(), end) : null;
                if (call != null) {
                    add(frame());
                    sourceMayFollow = grammar.source() && !(call.isTwo() && !line.next());
                } else if (match(grammar.omitted(), end) != null) {
                    omitted += found.number(Token.OMITTED);
                } else if (sourceMayFollow && isSource()) {
                    context();
                    sourceMayFollow = false;
                }
            }
            return List.copyOf(ordered());
        }

        private List<Frame> ordered() {
            if (grammar.oldestFirst()) {
                Collections.reverse(frames);
            }
            return grammar.callSites() ? shifted() : frames;
        }

        /// Each function with the place in it where the next call happened; the crash frame's place stands in the
        /// head.
        private List<Frame> shifted() {
            if (!grammar.outermost().isEmpty() && !frames.isEmpty()) {
                frames.add(new Frame(null, grammar.outermost(), null, 0, 0, null, false, false));
            }
            List<Frame> shifted = new ArrayList<>(frames.size());
            for (int i = 0; i < frames.size(); i++) {
                shifted.add(at(frames.get(i), i == 0 ? NOWHERE : frames.get(i - 1)));
            }
            return shifted;
        }

        private void add(Frame frame) {
            if (frames.size() < MOST) {
                frames.add(frame);
            } else {
                omitted++;
                if (grammar.oldestFirst()) {
                    frames.set(MOST - 1, frame);
                }
            }
        }

        private @Nullable LinePattern match(List<LinePattern> layouts, int end) {
            for (int i = 0; i < layouts.size(); i++) {
                if (ThrownLines.fits(text, layouts.get(i), line, end, found)) {
                    return layouts.get(i);
                }
            }
            return null;
        }

        private Frame frame() {
            return new Frame(
                    found.has(Token.MODULE) ? found.name(Token.MODULE, "") : null,
                    found.name(Token.FUNCTION, ""),
                    file(),
                    found.number(Token.LINE),
                    found.number(Token.COLUMN),
                    null,
                    false,
                    found.has(Token.NATIVE));
        }

        private @Nullable String file() {
            for (Token token : PLACES) {
                if (found.has(token)) {
                    return found.get(token);
                }
            }
            return null;
        }

        private boolean isSource() {
            for (String start : grammar.notSource()) {
                if (text.startsWith(start, line.content())) {
                    return false;
                }
            }
            return line.content() < line.end();
        }

        private void context() {
            Frame last = frames.removeLast();
            String context = text.substring(line.content(), line.end()).strip();
            frames.add(new Frame(
                    last.module(),
                    last.function(),
                    last.file(),
                    last.line(),
                    last.column(),
                    context,
                    false,
                    last.nativeCode()));
        }
    }
}
