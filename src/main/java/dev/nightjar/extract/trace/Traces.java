package dev.nightjar.extract.trace;

import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.line.Found;
import dev.nightjar.extract.line.LineWalk;
import dev.nightjar.extract.line.Types;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.FrameMask;
import dev.nightjar.text.Backslashes;
import dev.nightjar.text.Budget;
import dev.nightjar.text.Cache;
import dev.nightjar.text.Colours;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All grammars: finds the one in which a text has a stack trace, and reads it.
public final class Traces {

    /// Lines that announce frames, though none follow, that are looked behind.
    private static final int MOST_TRIES = 4;

    /// What is known of lines has a bit for each grammar.
    static final int MOST_GRAMMARS = Long.SIZE;

    private final List<Known> known;
    private final List<String> fatal;
    private final UnaryOperator<String> scrub;
    private final Masks masks;

    /// A grammar with the runs read so far.
    ///
    /// @param index among all
    /// @param runs by their texts
    /// @param reading reads a run
    public record Known(
            Grammar grammar, int index, Cache<Said, FrameRun> runs, BiFunction<Grammar, String, FrameRun> reading) {

        boolean isFrame(String text, LineWalk line) {
            if (grammar.margins().isEmpty()) {
                return new ThrownLines(grammar, text).opensTrace(line);
            }
            LineWalk own = new LineWalk(text, grammar.margins());
            own.goTo(line.start());
            return grammar.marks().startAt(text, own.content()) && new ThrownLines(grammar, text).opensTrace(own);
        }

        /// True if what begins there may be a call of two lines.
        boolean mayHaveTwo(String text, int from) {
            return grammar.marks().two().stream().anyMatch(layout -> layout.mayStart(text, from));
        }

        /// True if each line of a run shows by itself that it is one.
        public boolean isPlain() {
            return !grammar.headLast()
                    && !grammar.source()
                    && grammar.margins().isEmpty()
                    && grammar.marks().two().isEmpty();
        }

        /// True if a text of one line goes on with a run.
        public boolean isRunLine(String text) {
            ThrownLines heads = new ThrownLines(grammar, text);
            LineWalk line = new LineWalk(text, "");
            return line.next() && heads.linesOfRun(line) == 1 && !heads.ends(line);
        }

        /// True if a line begins as one of a run may.
        public boolean mayBegin(String text) {
            return grammar.marks().startAt(text, 0);
        }

        /// The run that a text is, remembered.
        FrameRun run(String text) {
            return runs.get(new Said(index, text), said -> read(said.text()));
        }

        /// The same, read anew.
        public FrameRun read(String text) {
            return reading.apply(grammar, text);
        }

        private static long weight(Said said, FrameRun run) {
            return 2 * Cache.weight(said.text()) + 240L * run.frames().size();
        }
    }

    /// The text of a run, as a grammar reads it.
    private record Said(int grammar, String text) {}

    /// With what a line begins that may be a call.
    private record Mark(String start, Known known) {}

    /// By the first character of a line; the last: any other character.
    private final Mark[][] byFirst = new Mark[129][];

    Traces(List<Grammar> grammars, UnaryOperator<String> scrub, Masks masks) {
        if (grammars.size() > MOST_GRAMMARS) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION,
                    "traces: " + grammars.size() + " grammars of stack traces, at most " + MOST_GRAMMARS
                            + " can be loaded: leave some out of traces/");
        }
        this.scrub = scrub;
        this.masks = masks;
        fatal = grammars.stream()
                .flatMap(grammar -> grammar.fatal().stream())
                .distinct()
                .toList();
        List<Grammar> ranked =
                grammars.stream().sorted(Comparator.comparingInt(Grammar::rank)).toList();
        Cache<Said, FrameRun> runs = new Cache<>(Budget.RUN_TEXTS.bytes(), Known::weight);
        known = IntStream.range(0, ranked.size())
                .mapToObj(i ->
                        new Known(ranked.get(i), i, runs, (grammar, text) -> FrameRun.of(grammar, text, scrub, masks)))
                .toList();
        List<Mark> marks = known.stream().flatMap(Traces::marks).toList();
        for (int c = 0; c < byFirst.length; c++) {
            int first = c;
            byFirst[c] = marks.stream()
                    .filter(mark -> Math.min(mark.start().charAt(0), 128) == first)
                    .toArray(Mark[]::new);
        }
    }

    private static Stream<Mark> marks(Known known) {
        return Stream.concat(
                        known.grammar().marks().starts().stream(),
                        known.grammar().margins().chars().mapToObj(Character::toString))
                .map(start -> new Mark(start, known));
    }

    /// Reads the grammars that ship with Nightjar and those in `traces/` beside a configuration. A grammar
    /// without a sample is left out.
    ///
    /// @param home the configuration's folder, if there is one
    /// @param scrub takes secrets out of what a frame's line says
    /// @param masks takes numbered words out of frames that never count
    public static Traces load(Optional<Path> home, Problems problems, UnaryOperator<String> scrub, Masks masks) {
        return new Traces(
                Definitions.load("traces", home, problems).values().stream()
                        .map(Grammar::of)
                        .filter(grammar -> !grammar.samples().isEmpty())
                        .toList(),
                scrub,
                masks);
    }

    /// The same without masks.
    public static Traces load(Optional<Path> home, Problems problems, UnaryOperator<String> scrub) {
        return load(home, problems, scrub, new Masks(FrameMask.NONE));
    }

    /// The level of a trace that has none: an error, or the end of the program if a line says so.
    public Level levelOf(String text) {
        for (String last : fatal) {
            int at = text.indexOf(last);
            if (at == 0 || at > 0 && text.charAt(at - 1) == '\n') {
                return Level.FATAL;
            }
        }
        return Level.ERROR;
    }

    /// With what a line begins that may be a call, by any grammar.
    public Stream<String> beginnings() {
        return known.stream().flatMap(Traces::marks).map(Mark::start);
    }

    /// In place of a grammar: the line is no call by any.
    public static final int NO_CALL = -1;

    /// In place of a grammar: what a line is shows with the line behind it, or the grammar's runs are not told
    /// line by line.
    public static final int UNSURE = -2;

    /// The index of the grammar by which a line is a call wherever it stands, `NO_CALL` or `UNSURE`.
    public int caller(String text) {
        LineWalk line = new LineWalk(text, "");
        if (!line.next() || line.isBlank()) {
            return NO_CALL;
        }
        for (Mark mark : byFirst[Math.min(text.charAt(line.content()), 128)]) {
            if (line.begins(mark.start())) {
                Known by = mark.known();
                if (by.mayHaveTwo(text, line.content())) {
                    return UNSURE;
                }
                if (by.isFrame(text, line)) {
                    return by.isPlain() ? by.index() : UNSURE;
                }
            }
        }
        return NO_CALL;
    }

    /// True if two lines are one call by a grammar whose calls may have two.
    public boolean isCallOfTwo(String lines) {
        return known.stream()
                .map(Known::grammar)
                .filter(grammar -> !grammar.marks().two().isEmpty())
                .anyMatch(grammar -> {
                    LineWalk line = new LineWalk(lines, grammar.margins());
                    return line.next() && new ThrownLines(grammar, lines).linesOfRun(line) == 2;
                });
    }

    /// All grammars, by rank.
    public List<Known> known() {
        return known;
    }

    /// A text of frames without its secrets; the same text if it has none.
    public String scrub(String text) {
        return scrub.apply(text);
    }

    /// What takes numbered words out of frames.
    public Masks masks() {
        return masks;
    }

    /// Those loaded, by rank.
    public List<Grammar> grammars() {
        return known.stream().map(Known::grammar).toList();
    }

    /// Reads the trace in a text; null if there is none. A text whose line ends are written as `\n` is read as
    /// if they were not, colours are left out, and the places in what is read are those in that text.
    @Nullable
    public TraceReading read(String coloured) {
        String text = Colours.strip(coloured);
        TraceReading reading = text.indexOf('\n') < 0 ? null : readLines(text);
        if (reading == null && text.contains("\\n")) {
            String plain = Backslashes.undo(text);
            reading = plain.indexOf('\n') < 0 ? null : readLines(plain);
        }
        return reading;
    }

    /// Reads the trace in a text whose known runs were left out; null if there is none, or if it must be read
    /// whole.
    @Nullable
    public TraceReading read(Condensed condensed) {
        TraceReading reading = readLines(condensed.text(), condensed::run);
        return reading != null && condensed.isWhole(reading) ? reading : null;
    }

    /// What reads the run at `[from, to)` of a text.
    interface Runs {
        FrameRun run(Known in, int from, int to);
    }

    private @Nullable TraceReading readLines(String text) {
        return readLines(text, (in, from, to) -> in.run(text.substring(from, to)));
    }

    private @Nullable TraceReading readLines(String text, Runs runs) {
        LineWalk line = new LineWalk(text, "");
        for (int i = 0; i < MOST_TRIES; i++) {
            Known candidate = find(text, line);
            if (candidate == null) {
                return framesWithoutMark(text, runs);
            }
            TraceReading reading = best(candidate, text, line, runs);
            if (!reading.isEmpty() || reading.isRefused()) {
                return reading.isRefused() ? null : reading;
            }
        }
        return null;
    }

    private static Reader reader(Known in, String text, Runs runs) {
        return new Reader(in.grammar(), text, (from, to) -> runs.run(in, from, to));
    }

    /// The first grammar's reading, unless it does not know what was thrown and another one does: calls of
    /// several tools look the same, what stands above them does not.
    private TraceReading best(Known candidate, String text, LineWalk line, Runs runs) {
        TraceReading first = reader(candidate, text, runs).read(line.start());
        if (first.isRefused() || first.namesWhatWasThrown()) {
            return first;
        }
        for (Known other : callIn(text, line)) {
            TraceReading reading =
                    other == candidate ? first : reader(other, text, runs).read(line.start());
            if (other != candidate && !reading.isEmpty() && !reading.isRefused() && reading.namesWhatWasThrown()) {
                return reading;
            }
        }
        return first;
    }

    /// The grammar of the first line that is a call; `line` then stands there.
    private @Nullable Known find(String text, LineWalk line) {
        while (line.next()) {
            Known known = line.isBlank() ? null : firstCallIn(text, line);
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    /// The first grammar by rank in which a line is a call; null if there is none.
    private @Nullable Known firstCallIn(String text, LineWalk line) {
        for (Mark mark : byFirst[Math.min(text.charAt(line.content()), 128)]) {
            if (line.begins(mark.start()) && mark.known().isFrame(text, line)) {
                return mark.known();
            }
        }
        return null;
    }

    /// The grammars in which a line is a call, by rank.
    private List<Known> callIn(String text, LineWalk line) {
        List<Known> found = new ArrayList<>();
        for (Mark mark : byFirst[Math.min(text.charAt(line.content()), 128)]) {
            boolean last = !found.isEmpty() && found.getLast() == mark.known();
            if (!last && line.begins(mark.start()) && mark.known().isFrame(text, line)) {
                found.add(mark.known());
            }
        }
        return found;
    }

    private @Nullable TraceReading framesWithoutMark(String text, Runs runs) {
        boolean named = hasQualifiedLine(text);
        for (Known candidate : known) {
            ThrownLines heads = new ThrownLines(candidate.grammar(), text);
            int at = heads.unmarkedFrame();
            if (at >= 0) {
                TraceReading reading = reader(candidate, text, runs).read(at);
                return reading.isEmpty() ? null : reading;
            }
            int head = named && candidate.grammar().types().qualified()
                    ? heads.findStrong(text.indexOf('\n') + 1, text.length())
                    : -1;
            if (head > 0 && text.charAt(head - 1) == '\n' && isQualified(text, head)) {
                return reader(candidate, text, runs).readFrom(head);
            }
        }
        return null;
    }

    /// True if a line behind the first begins with a name that has a package.
    private static boolean hasQualifiedLine(String text) {
        for (int line = text.indexOf('\n'); line >= 0; line = text.indexOf('\n', line + 1)) {
            if (line + 1 < text.length() && isQualified(text, line + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isQualified(String text, int from) {
        return Found.lastIndexOf(text, ".", from, Types.end(text, from, text.length())) > 0;
    }
}
