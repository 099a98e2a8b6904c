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
                return grammar.marks().startAt(text, line.content()) && new Heads(grammar, text).isFrame(line);
            }
            Lines own = new Lines(text, grammar.margins());
            own.goTo(line.start());
            return grammar.marks().startAt(text, own.content()) && new Heads(grammar, text).isFrame(own);
        }
    }

    private final UnaryOperator<String> scrub;
    /// By the first character of a line, those in which it may be a call; the last: any other character.
    private final Known[][] byFirst = new Known[129][];

    Traces(List<Grammar> grammars, UnaryOperator<String> scrub) {
        this.scrub = scrub;
        known = grammars.stream()
                .sorted(Comparator.comparingInt(Grammar::rank))
                .map(grammar -> new Known(grammar, new Cache<>(CACHE_CHARS)))
                .toList();
        for (int c = 0; c < byFirst.length; c++) {
            int first = c;
            byFirst[c] =
                    known.stream().filter(one -> mayBegin(one.grammar(), first)).toArray(Known[]::new);
        }
    }

    private static boolean mayBegin(Grammar grammar, int first) {
        return Stream.concat(
                        grammar.marks().starts().stream(),
                        grammar.margins().chars().mapToObj(Character::toString))
                .anyMatch(start -> Math.min(start.charAt(0), 128) == first);
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
    /// they were not, and so are the places in what is read.
    @Nullable
    Reading read(String text) {
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
            Reading reading = reader(candidate, text).read(line.start());
            if (!reading.isEmpty()) {
                return reading;
            }
        }
        return null;
    }

    private Reader reader(Known in, String text) {
        return new Reader(in.grammar(), text, run -> in.runs().get(run, lines -> Run.of(in.grammar(), lines, scrub)));
    }

    /// The grammar of the first line that is a call; `line` then stands there.
    private @Nullable Known find(String text, Lines line) {
        while (line.next()) {
            if (!line.isBlank()) {
                for (Known candidate : byFirst[Math.min(text.charAt(line.content()), 128)]) {
                    if (candidate.isFrame(text, line)) {
                        return candidate;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable Reading framesWithoutMark(String text) {
        for (Known candidate : known) {
            Heads heads = new Heads(candidate.grammar(), text);
            int at = heads.unmarkedFrame();
            if (at >= 0) {
                return reader(candidate, text).read(at);
            }
            int head = candidate.grammar().types().qualified()
                    ? heads.findStrong(text.indexOf('\n') + 1, text.length())
                    : -1;
            if (head >= 0) {
                return reader(candidate, text).readFrom(head);
            }
        }
        return null;
    }
}
