package dev.nightjar.extract;

import dev.nightjar.config.Definitions;
import dev.nightjar.config.Problems;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All grammars: finds the one in which a text has a stack trace, and reads it.
final class Traces {

    private static final long CACHE_CHARS = 4_000_000;

    /// Lines that announce frames, though none follow, that are looked behind.
    private static final int MOST_TRIES = 4;

    private final List<Known> known;

    /// A grammar with the runs read so far.
    private record Known(Grammar grammar, Cache<Run> runs) {
        boolean isFrame(String text, Lines line) {
            if (grammar.margins().isEmpty()) {
                return new Heads(grammar, text).opensTrace(line);
            }
            Lines own = new Lines(text, grammar.margins());
            own.goTo(line.start());
            return grammar.marks().startAt(text, own.content()) && new Heads(grammar, text).opensTrace(own);
        }
    }

    /// With what a line begins that may be a call.
    private record Mark(String start, Known known) {}

    private final UnaryOperator<String> scrub;
    /// By the first character of a line; the last: any other character.
    private final Mark[][] byFirst = new Mark[129][];

    Traces(List<Grammar> grammars, UnaryOperator<String> scrub) {
        this.scrub = scrub;
        known = grammars.stream()
                .sorted(Comparator.comparingInt(Grammar::rank))
                .map(grammar -> new Known(grammar, new Cache<>(CACHE_CHARS)))
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

    static Traces load(Optional<Path> home, Problems problems, UnaryOperator<String> scrub) {
        return new Traces(
                Definitions.load("traces", home, problems).values().stream()
                        .map(Grammar::of)
                        .filter(grammar -> !grammar.samples().isEmpty())
                        .toList(),
                scrub);
    }

    List<Grammar> grammars() {
        return known.stream().map(Known::grammar).toList();
    }

    /// Reads the trace in a text; null if there is none. A text whose line ends are written as `\n` is read as if
    /// they were not, colours are left out, and the places in what is read are those in that text.
    @Nullable
    Reading read(String coloured) {
        String text = Colours.strip(coloured);
        Reading reading = text.indexOf('\n') < 0 ? null : readLines(text);
        if (reading == null && text.contains("\\n")) {
            String plain = Escapes.undo(text);
            reading = plain.indexOf('\n') < 0 ? null : readLines(plain);
        }
        return reading;
    }

    private @Nullable Reading readLines(String text) {
        Lines line = new Lines(text, "");
        for (int i = 0; i < MOST_TRIES; i++) {
            Known candidate = find(text, line);
            if (candidate == null) {
                return framesWithoutMark(text);
            }
            Reading reading = best(candidate, text, line);
            if (!reading.isEmpty() || reading.isRefused()) {
                return reading.isRefused() ? null : reading;
            }
        }
        return null;
    }

    private Reader reader(Known in, String text) {
        return new Reader(in.grammar(), text, run -> in.runs().get(run, lines -> Run.of(in.grammar(), lines, scrub)));
    }

    /// The first grammar's reading, unless it does not know what was thrown and another one does: calls of several
    /// tools look the same, what stands above them does not.
    private Reading best(Known candidate, String text, Lines line) {
        Reading first = reader(candidate, text).read(line.start());
        if (first.isRefused() || first.namesWhatWasThrown()) {
            return first;
        }
        return callIn(text, line)
                .filter(other -> other != candidate)
                .map(other -> reader(other, text).read(line.start()))
                .filter(reading -> !reading.isEmpty() && !reading.isRefused() && reading.namesWhatWasThrown())
                .findFirst()
                .orElse(first);
    }

    /// The grammar of the first line that is a call; `line` then stands there.
    private @Nullable Known find(String text, Lines line) {
        while (line.next()) {
            Known known = line.isBlank() ? null : callIn(text, line).findFirst().orElse(null);
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    /// The grammars in which a line is a call, by rank.
    private Stream<Known> callIn(String text, Lines line) {
        return Stream.of(byFirst[Math.min(text.charAt(line.content()), 128)])
                .filter(mark -> line.begins(mark.start()) && mark.known().isFrame(text, line))
                .map(Mark::known)
                .distinct();
    }

    private @Nullable Reading framesWithoutMark(String text) {
        for (Known candidate : known) {
            Heads heads = new Heads(candidate.grammar(), text);
            int at = heads.unmarkedFrame();
            if (at >= 0) {
                Reading reading = reader(candidate, text).read(at);
                return reading.isEmpty() ? null : reading;
            }
            int head = candidate.grammar().types().qualified()
                    ? heads.findStrong(text.indexOf('\n') + 1, text.length())
                    : -1;
            if (head > 0 && text.charAt(head - 1) == '\n' && isQualified(text, head)) {
                return reader(candidate, text).readFrom(head);
            }
        }
        return null;
    }

    private static boolean isQualified(String text, int from) {
        return Found.lastIndexOf(text, ".", from, Types.end(text, from, text.length())) > 0;
    }
}
