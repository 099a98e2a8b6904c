package dev.nightjar.format;

import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.format.layout.ControlCodes;
import dev.nightjar.format.layout.Wrapper;
import dev.nightjar.format.level.FailureWords;
import dev.nightjar.format.level.ProgramLevels;
import dev.nightjar.format.record.Openers;
import dev.nightjar.format.structured.JsonLines;
import dev.nightjar.model.Failure;
import dev.nightjar.model.log.TraceLines;
import dev.nightjar.text.Nearest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// All formats: those that ship with Nightjar and an operator's own.
public final class Formats {

    /// How many bytes of a file's beginning `detect` wants, if there are as many.
    public static final int SAMPLE = 1 << 16;

    /// Names the members that a JSON object of another kind may have.
    private static final String USUAL_JSON = "json";

    private final Map<String, Definition> definitions;
    private final Kinds kinds;

    private Formats(Map<String, Definition> definitions, Kinds kinds) {
        this.definitions = definitions;
        this.kinds = kinds;
    }

    /// Reads all definitions.
    ///
    /// @param home the configuration's folder
    /// @param traces with what lines of stack traces begin
    public static Formats load(Optional<Path> home, TraceLines traces, Problems problems) {
        return load(home, () -> traces, problems);
    }

    /// Reads all definitions.
    ///
    /// @param traces with what lines of stack traces begin; asked for last
    public static Formats load(Optional<Path> home, Supplier<TraceLines> traces, Problems problems) {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        for (Doc doc : Definitions.load("formats", home, problems).values()) {
            Definition.read(doc).ifPresent(definition -> definitions.put(definition.name(), definition));
        }
        if (definitions.get(USUAL_JSON) instanceof Definition usual && usual.lines() instanceof JsonLines json) {
            definitions.replaceAll((name, definition) -> definition.otherwise(json));
        }
        ProgramLevels texts =
                ProgramLevels.read(Definitions.load("levels", home, problems).values());
        definitions.replaceAll((name, definition) -> definition.telling(texts));
        FailureWords failures =
                FailureWords.read(Definitions.load("failures", home, problems).values());
        return new Formats(definitions, new Kinds(definitions, texts, failures, new Openers(traces.get())));
    }

    /// Names and titles, in alphabetical order.
    public Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        definitions.values().forEach(d -> titles.put(d.name(), d.title()));
        return titles;
    }

    /// What a file's first bytes speak for.
    ///
    /// @param wanted the name of a format the operator chose, or `auto`
    public Format detect(byte[] sample, int length, String wanted) {
        Format best = ranking(sample, length, wanted).getFirst().format();
        if (wanted.equals("auto")
                || wanted.equals(Kinds.PLAIN)
                || !best.name().equals(Kinds.PLAIN) && !best.name().equals(ControlCodes.NAME + ">" + Kinds.PLAIN)) {
            return best;
        }
        String colours = best.name().substring(0, best.name().length() - Kinds.PLAIN.length());
        return named(colours + wanted)
                .or(() -> named(colours + wanted + ">" + Kinds.PLAIN))
                .map(format -> format.because("as configured, though too few lines fit"))
                .orElse(best);
    }

    /// A format that a sample speaks for.
    ///
    /// @param score the higher the better; 0 for the fallback
    public record Ranked(String name, String reason, double score) {}

    /// All formats that a file's first bytes speak for, best first; the last is the fallback.
    public List<Ranked> ranked(byte[] sample, int length) {
        return ranking(sample, length, "auto").stream()
                .map(c -> new Ranked(c.format().name(), c.format().reason(), c.score()))
                .toList();
    }

    /// The text of a definition for a file without a format, as a beginning; empty if nothing can be said.
    ///
    /// @param scrub removes secrets from a text
    public static Optional<String> propose(byte[] sample, int length, UnaryOperator<String> scrub) {
        return Proposal.of(sample, length, scrub);
    }

    /// Fails with exit code 78 if an operator wants a format that does not exist.
    ///
    /// @param where for the message
    public void check(String wanted, String where) {
        if (!wanted.equals("auto") && !wanted.equals(Kinds.PLAIN) && !definitions.containsKey(wanted)) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION,
                    where + ": unknown format '" + wanted + "'" + Nearest.hint(wanted, definitions.keySet()));
        }
    }

    /// Every format that the sample speaks for, best first; the last is always the fallback.
    List<Detector.Candidate> ranking(byte[] sample, int length, String wanted) {
        return new Ranker(definitions, kinds, sample, length).ranking(wanted);
    }

    /// Lines without a form.
    public Format plain(String reason) {
        return named(Kinds.PLAIN).orElseThrow().because(reason);
    }

    /// The format that `Format.name` named; empty if its definition is gone.
    public Optional<Format> named(String name) {
        Within within = Within.FILE;
        for (int next = wrapperEnd(name, 0); next > 0; next = wrapperEnd(name, next)) {
            String outer = name.substring(within.prefix().length(), next - 1);
            Wrapper wrapper = kinds.wrapper(outer);
            if (wrapper == null) {
                return Optional.empty();
            }
            within = within.with(wrapper, outer);
        }
        Wrapper wrapper = within.wrapper();
        boolean levels = wrapper != null && wrapper.saysLevel();
        return kinds.speakers(name.substring(within.prefix().length()), levels)
                .map(speakers -> new Format(name, "as before", wrapper, speakers, kinds.openers(), kinds.failures()));
    }

    /// Behind the next `>` that stands before any colon or brace, else 0.
    private static int wrapperEnd(String name, int from) {
        for (int i = from; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '>') {
                return i + 1;
            }
            if (c == ':' || c == '{') {
                return 0;
            }
        }
        return 0;
    }
}
