package dev.nightjar.format;

import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.format.layout.TextLines;
import dev.nightjar.format.layout.Wrapper;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.Openers;
import dev.nightjar.format.record.Plain;
import dev.nightjar.format.structured.ColumnLines;
import dev.nightjar.format.structured.JsonLines;
import dev.nightjar.model.Failure;
import dev.nightjar.model.log.TraceLines;
import dev.nightjar.text.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All formats: those that ship with Nightjar and an operator's own.
public final class Formats {

    /// How many bytes of a file's beginning `detect` wants, if there are as many.
    public static final int SAMPLE = 1 << 16;

    static final String PLAIN = "plain";

    /// Names the members that a JSON object of another kind may have.
    private static final String USUAL_JSON = "json";

    private static final String LEARNED = "learned";
    private static final String LEARNED_NEXT = " || ";
    private static final double ENOUGH = 0.9;
    private static final double MOST_INSIDE = 0.6;

    private final Map<String, Definition> definitions;
    private final Openers openers;

    private Formats(Map<String, Definition> definitions, Openers openers) {
        this.definitions = definitions;
        this.openers = openers;
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
        return new Formats(definitions, new Openers(traces.get()));
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
        if (wanted.equals("auto") || wanted.equals(PLAIN) || !best.name().equals(PLAIN)) {
            return best;
        }
        return named(wanted)
                .or(() -> named(wanted + ">" + PLAIN))
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
        if (!wanted.equals("auto") && !wanted.equals(PLAIN) && !definitions.containsKey(wanted)) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION,
                    where + ": unknown format '" + wanted + "'" + Nearest.hint(wanted, definitions.keySet()));
        }
    }

    /// Every format that the sample speaks for, best first; the last is always the fallback.
    List<Detector.Candidate> ranking(byte[] sample, int length, String wanted) {
        Detector detector = new Detector(sample, length);
        List<Detector.Candidate> candidates = candidates(detector, sample, length, wanted);
        if (candidates.isEmpty() && detector.isQuick()) {
            detector.lookAtAll();
            candidates = candidates(detector, sample, length, wanted);
        }
        if (wanted.equals("auto")) {
            learned(detector, candidates, null, "", 0).ifPresent(candidates::add);
        }
        candidates.sort(
                java.util.Comparator.comparingDouble(Detector.Candidate::score).reversed());
        candidates.add(
                new Detector.Candidate(0, 0, new Format(PLAIN, detector.plainReason(), null, Plain.ANY, openers)));
        return candidates;
    }

    private List<Detector.Candidate> candidates(Detector detector, byte[] sample, int length, String wanted) {
        List<Detector.Candidate> candidates = new ArrayList<>();
        for (Definition definition : definitions.values()) {
            if (!wanted.equals("auto") && !definition.name().equals(wanted)) {
                continue;
            }
            Lines lines = definition.lines();
            if (lines != null && definition.wrapper() == null) {
                candidate(detector, definition.name(), lines, null, "").ifPresent(candidates::add);
            } else {
                wrapped(detector, definition, sample, length).ifPresent(candidates::add);
            }
        }
        return candidates;
    }

    /// What can be learned from the lines themselves, where no definition fits nearly all of them; it counts half.
    private Optional<Detector.Candidate> learned(
            Detector detector,
            List<Detector.Candidate> known,
            @Nullable Wrapper wrapper,
            String prefix,
            double leastCoverage) {
        if (known.stream()
                .anyMatch(
                        one -> one.coverage() >= ENOUGH && !one.format().name().endsWith(">" + PLAIN))) {
            return Optional.empty();
        }
        return detector.learn().flatMap(layouts -> {
            TextLines lines = Learner.compile(layouts);
            String name = prefix + LEARNED + ":" + String.join(LEARNED_NEXT, layouts);
            return detector.judge(lines)
                    .filter(evidence -> evidence.coverage() >= leastCoverage)
                    .map(evidence -> new Detector.Candidate(
                            evidence.score() / 2,
                            evidence.coverage(),
                            new Format(name, evidence.reason() + ", learned from them", wrapper, lines, openers)));
        });
    }

    private Optional<Detector.Candidate> candidate(
            Detector detector, String name, Lines lines, @Nullable Wrapper wrapper, String prefix) {
        if (lines instanceof ColumnLines columns && !columns.isNamed()) {
            return detector.named(columns).flatMap(named -> candidate(detector, name, named, wrapper, prefix));
        }
        return detector.judge(lines).map(evidence -> {
            Lines ordered = lines instanceof TextLines text ? text.first(evidence.layout()) : lines;
            String mark = switch (lines) {
                case TextLines text when evidence.layout() > 0 -> text.mark(evidence.layout());
                case ColumnLines columns -> columns.mark();
                default -> "";
            };
            String full = prefix + name + (mark.isEmpty() ? "" : ":" + mark);
            return new Detector.Candidate(
                    evidence.score(),
                    evidence.coverage(),
                    new Format(full, evidence.reason(), wrapper, ordered, openers));
        });
    }

    private Optional<Detector.Candidate> wrapped(Detector detector, Definition definition, byte[] sample, int length) {
        Wrapper wrapper = java.util.Objects.requireNonNull(definition.wrapper());
        Optional<Detector.Evidence> outer = detector.judge(wrapper);
        if (outer.isEmpty()) {
            return Optional.empty();
        }
        if (wrapper.saysLevel()) {
            String reason = outer.get().reason();
            Format whole = new Format(definition.name() + ">" + PLAIN, reason, wrapper, Plain.LINES, openers);
            return Optional.of(
                    new Detector.Candidate(outer.get().score(), outer.get().coverage(), whole));
        }
        byte[] content = wrapper.unwrapAll(sample, length);
        Detector within = new Detector(content, content.length);
        String prefix = definition.name() + ">";
        List<Detector.Candidate> known = new ArrayList<>();
        for (Definition inner : definitions.values()) {
            Lines lines = inner.lines();
            if (lines != null) {
                candidate(within, inner.name(), lines, wrapper, prefix).ifPresent(known::add);
            }
        }
        learned(within, known, wrapper, prefix, MOST_INSIDE).ifPresent(known::add);
        if (known.isEmpty() && wrapper.isWeak() && !within.hasContinuations()) {
            return Optional.empty(); // nothing is in it but a text: the whole lines say as much
        }
        Format format = known.stream()
                .max(java.util.Comparator.comparingDouble(Detector.Candidate::score))
                .map(Detector.Candidate::format)
                .orElseGet(() -> new Format(prefix + PLAIN, within.plainReason(), wrapper, Plain.ANY, openers));
        return Optional.of(
                new Detector.Candidate(outer.get().score(), outer.get().coverage(), format));
    }

    /// The format that `Format.name` named; empty if its definition is gone.
    public Optional<Format> named(String name) {
        int inner = name.substring(0, name.indexOf(':') < 0 ? name.length() : name.indexOf(':'))
                .indexOf('>');
        Wrapper wrapper = null;
        if (inner >= 0) {
            Definition outer = definitions.get(name.substring(0, inner));
            if (outer == null || outer.wrapper() == null) {
                return Optional.empty();
            }
            wrapper = outer.wrapper();
        }
        String rest = name.substring(inner + 1);
        int colon = rest.indexOf(':');
        String base = colon < 0 ? rest : rest.substring(0, colon);
        if (base.equals(LEARNED) && colon > 0) {
            TextLines lines = Learner.compile(List.of(rest.substring(colon + 1).split(Pattern.quote(LEARNED_NEXT))));
            return Optional.of(new Format(name, "as before", wrapper, lines, openers));
        }
        Plain plain = wrapper != null && wrapper.saysLevel() ? Plain.LINES : Plain.ANY;
        Lines lines = base.equals(PLAIN) ? plain : lines(base);
        if (lines == null) {
            return Optional.empty();
        }
        String mark = rest.substring(colon + 1);
        Lines ordered = switch (lines) {
            case TextLines text when colon >= 0 -> text.first(mark);
            case ColumnLines columns when colon >= 0 -> columns.marked(mark);
            default -> lines;
        };
        return Optional.of(new Format(name, "as before", wrapper, ordered, openers));
    }

    private @Nullable Lines lines(String name) {
        Definition definition = definitions.get(name);
        return definition == null ? null : definition.lines();
    }
}
