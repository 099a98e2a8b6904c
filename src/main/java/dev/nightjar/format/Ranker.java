package dev.nightjar.format;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.layout.ControlCodes;
import dev.nightjar.format.layout.Speakers;
import dev.nightjar.format.layout.TextLines;
import dev.nightjar.format.layout.Wrapper;
import dev.nightjar.format.learn.Learner;
import dev.nightjar.format.level.ProgramLevels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.Mixed;
import dev.nightjar.format.record.Plain;
import dev.nightjar.format.structured.ColumnLines;
import dev.nightjar.format.structured.JsonLines;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a file's beginning speaks for: first the format that fits most lines best, within whatever wrappers stand
/// round them; then, for the best, who else writes here and in what format.
final class Ranker {

    private static final double ENOUGH = 0.9;
    private static final double ENOUGH_TOGETHER = 0.8;
    private static final int MOST_OTHERS = 3;
    private static final int MOST_SPEAKERS = 64;
    private static final int LONGEST_NAME = 2_000;

    /// A kind that holds so much of lines and speakers is that of the speakers who are not known yet.
    private static final double COMMON = 0.6;

    private final Map<String, Definition> definitions;
    private final Kinds kinds;
    private final byte[] sample;
    private final int length;

    Ranker(Map<String, Definition> definitions, Kinds kinds, byte[] sample, int length) {
        this.definitions = definitions;
        this.kinds = kinds;
        this.sample = sample;
        this.length = length;
    }

    /// Every format that the sample speaks for, best first; the last is always the fallback.
    List<Detector.Candidate> ranking(String wanted) {
        Within within = Within.FILE;
        byte[] content = sample;
        int size = length;
        if (ControlCodes.in(sample, length)) {
            within = within.with(ControlCodes.STRIPPED, ControlCodes.NAME);
            content = ControlCodes.STRIPPED.unwrapAll(sample, length);
            size = content.length;
        }
        Detector detector = new Detector(content, size);
        List<Detector.Candidate> candidates = candidates(detector, within, content, size, wanted);
        if (candidates.isEmpty() && detector.isQuick()) {
            detector.lookAtAll();
            candidates = candidates(detector, within, content, size, wanted);
        }
        if (wanted.equals("auto")) {
            learned(detector, candidates, within).ifPresent(candidates::add);
        }
        candidates.sort(Comparator.comparingDouble(Detector.Candidate::score).reversed());
        candidates.add(plain(detector, within));
        candidates.set(0, completed(candidates.getFirst(), detector));
        return candidates;
    }

    private Detector.Candidate plain(Detector detector, Within within) {
        return new Detector.Candidate(0, 0, within, Kinds.PLAIN, detector.plainReason(), Plain.ANY, kinds);
    }

    private List<Detector.Candidate> candidates(
            Detector detector, Within within, byte[] content, int size, String wanted) {
        List<Detector.Candidate> candidates = new ArrayList<>();
        for (Definition definition : definitions.values()) {
            if (!wanted.equals("auto") && !definition.name().equals(wanted)) {
                continue;
            }
            Lines lines = definition.lines();
            if (lines != null) {
                candidate(detector, definition.name(), lines, within).ifPresent(candidates::add);
            } else if (within.mayHold(definition.name())) {
                wrapped(detector, definition, within, content, size).ifPresent(candidates::add);
            }
        }
        return candidates;
    }

    /// What can be learned from the lines themselves, where no definition fits nearly all of them; it counts half.
    private Optional<Detector.Candidate> learned(Detector detector, List<Detector.Candidate> known, Within within) {
        if (known.stream().anyMatch(one -> one.coverage() >= ENOUGH && !one.isPlain()) || isEnough(detector, known)) {
            return Optional.empty();
        }
        return detector.learn().filter(within::mayBeHeaders).flatMap(layouts -> {
            TextLines lines = Learner.compile(layouts);
            return detector.judge(lines)
                    .filter(evidence -> evidence.coverage() >= within.leastLearned())
                    .map(evidence -> new Detector.Candidate(
                            evidence.score() / 2,
                            evidence.coverage(),
                            within,
                            Kinds.learned(layouts),
                            evidence.reason() + ", learned from them",
                            lines,
                            kinds));
        });
    }

    private Optional<Detector.Candidate> candidate(Detector detector, String name, Lines lines, Within within) {
        if (lines instanceof ColumnLines columns && !columns.isNamed()) {
            return detector.named(columns).flatMap(named -> candidate(detector, name, named, within));
        }
        return detector.judge(lines).map(evidence -> {
            String grown = lines instanceof TextLines text ? detector.grown(text) : "";
            if (lines instanceof TextLines text && !grown.isEmpty()) {
                String full = name + ":" + TextLines.GROWN + grown;
                return new Detector.Candidate(
                        evidence.score(),
                        evidence.coverage(),
                        within,
                        full,
                        evidence.reason(),
                        text.grown(grown),
                        kinds);
            }
            String mark = switch (lines) {
                case TextLines text when evidence.layout() > 0 -> text.mark(evidence.layout());
                case ColumnLines columns -> columns.mark();
                case JsonLines json -> json.mark(detector.members());
                default -> "";
            };
            Lines ordered = switch (lines) {
                case TextLines text -> text.first(evidence.layout());
                case JsonLines json when !mark.isEmpty() -> json.marked(mark);
                default -> lines;
            };
            String full = name + (mark.isEmpty() ? "" : ":" + mark);
            return new Detector.Candidate(
                    evidence.score(), evidence.coverage(), within, full, evidence.reason(), ordered, kinds);
        });
    }

    private Optional<Detector.Candidate> wrapped(
            Detector outside, Definition definition, Within around, byte[] content, int size) {
        Wrapper wrapper = Objects.requireNonNull(definition.wrapper());
        Detector.Evidence outer = outside.judge(wrapper).orElse(null);
        if (outer == null) {
            return Optional.empty();
        }
        Within within = around.with(wrapper, definition.name());
        if (wrapper.saysLevel()) {
            return Optional.of(new Detector.Candidate(
                    outer.score(), outer.coverage(), within, Kinds.PLAIN, outer.reason(), Plain.LINES, kinds));
        }
        byte[] inner = wrapper.unwrapAll(content, size);
        if (ControlCodes.in(inner, inner.length)) {
            within = within.with(ControlCodes.STRIPPED, ControlCodes.NAME);
            inner = ControlCodes.STRIPPED.unwrapAll(inner, inner.length);
        }
        Detector inside = new Detector(inner, inner.length);
        List<Detector.Candidate> known = candidates(inside, within, inner, inner.length, "auto");
        learned(inside, known, within).ifPresent(known::add);
        if (known.isEmpty() && wrapper.isWeak() && !inside.hasContinuations()) {
            return Optional.empty(); // nothing is in it but a text: the whole lines say as much
        }
        return Optional.of(best(known).orElse(plain(inside, within)).weighed(outer.score(), outer.coverage()));
    }

    private static Optional<Detector.Candidate> best(List<Detector.Candidate> of) {
        return of.stream().max(Comparator.comparingDouble(Detector.Candidate::score));
    }

    /// With the formats of the lines that it does not fit, and with those of everybody who writes.
    private Detector.Candidate completed(Detector.Candidate best, Detector detector) {
        Wrapper wrapper = best.within().wrapper();
        if (wrapper == null || best.lines() == Plain.LINES) {
            return mixed(best, detector);
        }
        ByteArrayOutputStream bare = new ByteArrayOutputStream();
        Map<String, ByteArrayOutputStream> written = bySpeaker(wrapper, bare);
        byte[] all = wrapper.unwrapAll(sample, length);
        Detector.Candidate whole = mixed(best, new Detector(all, all.length));
        if (written.size() < 2) {
            return whole;
        }
        Map<String, Detector.Candidate> found = new LinkedHashMap<>();
        written.entrySet().stream()
                .sorted(Comparator.comparing(one -> -one.getValue().size()))
                .limit(MOST_SPEAKERS)
                .forEach(one -> found.put(one.getKey(), of(one.getValue().toByteArray(), best.within())));
        return spoken(whole, written, found, of(bare.toByteArray(), best.within()));
    }

    /// @param bare takes the lines that nothing stands round
    private Map<String, ByteArrayOutputStream> bySpeaker(Wrapper wrapper, ByteArrayOutputStream bare) {
        Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
        for (int p = 0; p < length; ) {
            int newline = Bytes.indexOf(sample, (byte) '\n', p, length);
            int end = newline < 0 ? length : newline;
            Wrapper.Line line = wrapper.unwrap(sample, p, end);
            if (line != null) {
                ByteArrayOutputStream to =
                        written.computeIfAbsent(wrapper.speaker(sample, p, end), any -> new ByteArrayOutputStream());
                to.write(line.payload(), line.from(), line.to() - line.from());
                if (!line.partial()) {
                    to.write('\n');
                }
            } else {
                bare.write(sample, p, end - p);
                bare.write('\n');
            }
            p = end + 1;
        }
        return written;
    }

    /// What the lines of one who writes speak for, if they say a time or a level of their own.
    private Detector.Candidate of(byte[] content, Within within) {
        Detector detector = new Detector(content, content.length);
        List<Detector.Candidate> known = known(detector, within);
        learned(detector, known, within).ifPresent(known::add);
        known.removeIf(one -> !detector.tells(one.lines()));
        return mixed(best(known).orElse(plain(detector, within)), detector);
    }

    private static Detector.Candidate spoken(
            Detector.Candidate whole,
            Map<String, ByteArrayOutputStream> written,
            Map<String, Detector.Candidate> found,
            Detector.Candidate bare) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        Map<String, Integer> heads = new LinkedHashMap<>();
        int total = 0;
        for (Map.Entry<String, Detector.Candidate> one : found.entrySet()) {
            int size = Objects.requireNonNull(written.get(one.getKey())).size();
            total += size;
            sizes.merge(one.getValue().kind(), size, Integer::sum);
            heads.merge(one.getValue().kind(), 1, Integer::sum);
        }
        String common = Kinds.PLAIN;
        for (Map.Entry<String, Integer> kind : sizes.entrySet()) {
            boolean usual = heads.getOrDefault(kind.getKey(), 0) >= COMMON * found.size();
            common = usual && kind.getValue() >= COMMON * total ? kind.getKey() : common;
        }
        Map<String, String> named = new LinkedHashMap<>();
        Map<String, Lines> lines = new LinkedHashMap<>();
        Lines other = Plain.ANY;
        for (Map.Entry<String, Detector.Candidate> one : found.entrySet()) {
            Detector.Candidate candidate = one.getValue();
            if (candidate.kind().equals(common)) {
                other = candidate.lines();
                continue;
            }
            named.put(one.getKey(), candidate.kind());
            if (Kinds.name(named, common).length() > LONGEST_NAME) {
                named.remove(one.getKey());
                break;
            }
            lines.put(one.getKey(), candidate.lines());
        }
        if (!bare.isPlain() && !common.contains(bare.kind())) {
            common = common + Kinds.AND + bare.kind();
            other = Mixed.of(other, List.of(bare.lines()));
        }
        return whole.spoken(Kinds.name(named, common), new Speakers(lines, other, ProgramLevels.NONE));
    }

    /// With the kinds of the lines that do not fit, if they have a time or a level.
    private Detector.Candidate mixed(Detector.Candidate main, Detector detector) {
        Detector.Candidate mixed = main;
        for (int i = 0; i < MOST_OTHERS && main.lines() != Plain.LINES; i++) {
            Detector rest = detector.without(mixed.lines());
            Detector.Candidate other = rest.isEmpty()
                    ? null
                    : best(known(rest, main.within()).stream()
                                    .filter(one -> rest.tells(one.lines()))
                                    .toList())
                            .orElse(null);
            if (other == null) {
                return mixed;
            }
            mixed = mixed.and(other);
        }
        return mixed;
    }

    private List<Detector.Candidate> known(Detector detector, Within within) {
        List<Detector.Candidate> known = new ArrayList<>();
        for (Definition definition : definitions.values()) {
            Lines lines = definition.lines();
            if (lines != null) {
                candidate(detector, definition.name(), lines, within).ifPresent(known::add);
            }
        }
        return known;
    }

    /// The best with those beside it fits nearly all lines.
    private boolean isEnough(Detector detector, List<Detector.Candidate> known) {
        return best(known)
                .filter(one -> one.lines() != Plain.LINES && !one.isPlain())
                .map(one -> kinds.withUnmistakable(mixed(one, detector).lines(), List.of()))
                .filter(lines -> detector.without(lines).size() <= (1 - ENOUGH_TOGETHER) * detector.size())
                .isPresent();
    }
}
