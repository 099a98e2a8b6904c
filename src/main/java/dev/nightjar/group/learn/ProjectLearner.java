package dev.nightjar.group.learn;

import dev.nightjar.group.learn.KeptTemplates.Kept;
import dev.nightjar.model.IssueId;
import dev.nightjar.text.Visible;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Learns which words of a project's messages vary, and which messages are one therefore. The same templates in
/// any order open the same places. Not thread-safe.
public final class ProjectLearner {

    private static final int EXAMPLES = 5;
    private static final int LONGEST_EXAMPLE = 60;
    private static final Comparator<OpenPattern> WIDEST = Comparator.comparingInt(OpenPattern::places)
            .reversed()
            .thenComparing(pattern -> pattern.scope().equals(LearnedScope.ANY) ? 0 : 1)
            .thenComparing(OpenPattern::text);

    private final String version;
    private final String project;
    private final ValueWords words;
    private final PlaceGuard guard;
    private final LocalDate today;
    private final boolean frozen;
    private final List<OpenPattern> forbids;
    private final Map<Integer, List<OpenPattern>> patterns = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Map<String, String> notes = new HashMap<>();
    private final PlaceEvidence places = new PlaceEvidence(PlaceEvidence.MOST);
    private final PlaceEvidence numbered = new PlaceEvidence(PlaceEvidence.MOST);
    private final PlaceEvidence named = new PlaceEvidence(PlaceEvidence.MOST);
    private final KeptTemplates kept;
    private final Set<IssueId> represented = new HashSet<>();
    private final Deque<OpenPattern> opening = new ArrayDeque<>();
    private final List<Union> unions = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private boolean changed;

    /// Ids that are one issue's from now on: that of a pattern, then those of its messages, the oldest first.
    public record Union(List<IssueId> ids, String reason) {
        public Union {
            ids = List.copyOf(ids);
        }
    }

    /// @param version of the rules that ids are made by
    /// @param text what was learned before, and what people wrote
    /// @param today what is learned from now on is noted with this day
    /// @param most templates that are kept
    public ProjectLearner(
            String version, String project, ValueWords words, LearnedText text, LocalDate today, int most) {
        this.version = version;
        this.project = project;
        this.words = words;
        this.guard = new PlaceGuard(words);
        this.today = today;
        this.frozen = text.isFrozen(today);
        this.forbids = text.forbids();
        this.kept = new KeptTemplates(words, most);
        text.opens().forEach(this::add);
        for (int i = 0; i < text.opens().size(); i++) {
            notes.put(key(text.opens().get(i)), text.notes().get(i));
        }
    }

    /// Looks at a message's template: once is enough.
    ///
    /// @param own the id of the issue that it makes alone
    /// @param micros when it was logged
    /// @return ids of the patterns that it fits, the widest first; empty if it is joined with no other
    public List<IssueId> see(LearnedScope scope, String counted, IssueId own, long micros) {
        SaidWords said = SaidWords.of(counted, words);
        if (said.size() > SaidWords.MOST || forbidden(scope, said)) {
            return List.of();
        }
        List<OpenPattern> fits = fitting(scope, said);
        Kept template = new Kept(scope, counted, own, micros, !fits.isEmpty(), said.size(), said.form());
        if (!fits.isEmpty()) {
            represent(template, fits);
            if (frozen || fits.stream().anyMatch(pattern -> !pattern.scope().equals(LearnedScope.ANY))) {
                return ids(scope, fits);
            }
            observe(said, LearnedScope.ANY, false);
            openAll();
        } else if (!frozen && kept.find(scope, counted) == null) {
            changed = true;
            kept.add(template);
            learn(said, template);
        }
        return ids(scope, fitting(scope, said));
    }

    /// The same without learning from it.
    public List<IssueId> fits(LearnedScope scope, String counted) {
        SaidWords said = SaidWords.of(counted, words);
        return forbidden(scope, said) ? List.of() : ids(scope, fitting(scope, said));
    }

    /// Whether a person forbids to join a template with others.
    public boolean forbids(LearnedScope scope, String counted) {
        return !forbids.isEmpty() && forbidden(scope, SaidWords.of(counted, words));
    }

    private void learn(SaidWords said, Kept template) {
        observe(said, LearnedScope.ANY, true);
        if (fitting(template.scope(), said).isEmpty() && FreePlaces.due(kept.count(template))) {
            List<SaidWords> alike = kept
                    .fitting(template.tokens(), template.scope(), one -> !one.joined() && one.form() == template.form())
                    .getOrDefault(template.scope(), List.of())
                    .stream()
                    .map(kept::said)
                    .toList();
            new FreePlaces(guard).in(alike).forEach(each -> open(new OpenPattern(template.scope(), each), false));
        }
        openAll();
    }

    /// What opens is a template again.
    private void openAll() {
        while (!opening.isEmpty()) {
            OpenPattern pattern = opening.remove();
            observe(pattern.said(), pattern.scope(), true);
        }
    }

    /// One template of each pattern is kept, to lead to its issue should a wider pattern open.
    private void represent(Kept template, List<OpenPattern> fits) {
        if (represented.add(template.scope().of(version, project, fits.getFirst()))) {
            changed = true;
            kept.add(template);
        }
    }

    /// Notes what stands at the places of a message, and opens those that vary.
    ///
    /// @param alone whether it fits nothing yet; what others say is noted while there is room, for they may be
    ///     many
    private void observe(SaidWords said, LearnedScope scope, boolean alone) {
        for (int i = 0; i < said.size(); i++) {
            byte kind = said.kinds[i];
            if ((kind == SaidWords.WORD || kind == SaidWords.STAR)
                    && guard.against(said, i) == null
                    && PlaceGuard.hasOthers(said, i)) {
                observe(said, i, scope, alone);
            }
        }
        skeleton(said, scope, true, alone);
        skeleton(said, scope, false, alone);
    }

    private void observe(SaidWords said, int i, LearnedScope scope, boolean alone) {
        PlaceEvidence.Place place = places.at(said.without(i), alone);
        boolean fresh = said.kinds[i] == SaidWords.STAR ? place.star() : place.add(said.word(i), said.shapes[i]);
        byte width = fresh || alone ? place.open(PlaceGuard.isValue(said, i)) : SaidWords.WORD;
        if (width > SaidWords.WORD) {
            byte[] kinds = said.kinds.clone();
            kinds[i] = width;
            open(new OpenPattern(scope, said.with(kinds)), false);
        }
    }

    /// All names at once: where several of them differ together.
    private void skeleton(SaidWords said, LearnedScope scope, boolean onlyNumbered, boolean alone) {
        boolean[] vary = new boolean[said.size()];
        int plain = 0;
        boolean any = false;
        boolean concrete = false;
        for (int i = 0; i < vary.length; i++) {
            boolean word = said.kinds[i] == SaidWords.WORD;
            boolean name = word
                    && (onlyNumbered ? said.shapes[i].isNumbered() : said.shapes[i].isName())
                    && guard.against(said, i) == null;
            vary[i] = name || said.kinds[i] > SaidWords.WORD;
            any |= vary[i];
            concrete |= name;
            plain += !vary[i] && said.isPlain(i) ? 1 : 0;
        }
        if (any && plain >= (onlyNumbered ? 1 : 2)) {
            PlaceEvidence.Place place = (onlyNumbered ? numbered : named).at(said.without(vary), alone);
            skeleton(said, scope, onlyNumbered, vary, concrete, alone, place);
        }
    }

    private void skeleton(
            SaidWords said,
            LearnedScope scope,
            boolean onlyNumbered,
            boolean[] vary,
            boolean concrete,
            boolean alone,
            PlaceEvidence.Place place) {
        boolean fresh = concrete ? place.add(said.hash(), WordShape.NUMBERED) : place.star();
        if ((fresh || alone) && place.vary(onlyNumbered)) {
            byte[] kinds = said.kinds.clone();
            byte width = onlyNumbered ? SaidWords.NUMBERED : SaidWords.NAME;
            for (int i = 0; i < kinds.length; i++) {
                kinds[i] = vary[i] ? (byte) Math.max(kinds[i], width) : kinds[i];
            }
            open(new OpenPattern(scope, said.with(kinds)), true);
        }
    }

    /// Opens a pattern.
    ///
    /// @param several only if there are messages that it joins
    private void open(OpenPattern pattern, boolean several) {
        if (frozen || open.contains(key(pattern)) || forbidden(pattern.scope(), pattern.said())) {
            return;
        }
        Map<LearnedScope, List<Kept>> fits = kept.fitting(pattern.said().size(), pattern.scope(), one -> {
            if (!pattern.mayFit(one.counted())) {
                return false;
            }
            SaidWords said = kept.said(one);
            return pattern.fits(one.scope(), said, guard) && !forbidden(one.scope(), said);
        });
        if (several && fits.values().stream().noneMatch(this::areSeveral)) {
            return;
        }
        changed = true;
        add(pattern);
        opening.add(pattern);
        Set<String> values = new TreeSet<>();
        fits.forEach((scope, all) -> {
            all.forEach(one -> values.add(pattern.values(kept.said(one))));
            join(pattern, scope, all);
        });
        lines.add(LearnedText.line(pattern, today + ", " + values.size() + " values: " + examples(values)));
    }

    /// Whether they are not all of one pattern already.
    private boolean areSeveral(List<Kept> all) {
        if (all.stream().anyMatch(one -> !one.joined())) {
            return true;
        }
        Set<OpenPattern> tops = new HashSet<>();
        for (Kept one : all) {
            tops.addAll(fitting(one.scope(), kept.said(one)).stream().limit(1).toList());
        }
        return tops.size() > 1;
    }

    private static String examples(Set<String> values) {
        return values.stream()
                .limit(EXAMPLES)
                .map(Visible::line)
                .map(value -> value.length() > LONGEST_EXAMPLE ? value.substring(0, LONGEST_EXAMPLE) + "…" : value)
                .collect(Collectors.joining("; "));
    }

    private void join(OpenPattern pattern, LearnedScope scope, List<Kept> all) {
        IssueId id = scope.of(version, project, pattern);
        Set<IssueId> ids = new LinkedHashSet<>(List.of(id));
        for (Kept one : all) {
            ids.add(one.own());
            if (one.joined()) {
                ids.addAll(ids(scope, fitting(scope, kept.said(one))));
            }
        }
        represented.add(id);
        for (Kept one : all.subList(1, all.size())) {
            if (!one.joined()) {
                kept.remove(one);
            }
        }
        kept.add(all.getFirst().as(true));
        unions.add(new Union(List.copyOf(ids), pattern.text()));
    }

    private void add(OpenPattern pattern) {
        if (open.add(key(pattern))) {
            List<OpenPattern> all = patterns.computeIfAbsent(pattern.said().size(), any -> new ArrayList<>());
            all.add(pattern);
            all.sort(WIDEST);
        }
    }

    private static String key(OpenPattern pattern) {
        return pattern.scope().logger() + "\n" + pattern.scope().level() + "\n" + pattern.text();
    }

    private boolean forbidden(LearnedScope scope, SaidWords said) {
        for (OpenPattern forbid : forbids) {
            if (forbid.means(scope, said)) {
                return true;
            }
        }
        return false;
    }

    private List<OpenPattern> fitting(LearnedScope scope, SaidWords said) {
        List<OpenPattern> all = patterns.get(said.size());
        if (all == null) {
            return List.of();
        }
        List<OpenPattern> fits = new ArrayList<>();
        for (OpenPattern pattern : all) {
            if (pattern.fits(scope, said, guard)) {
                fits.add(pattern);
            }
        }
        return fits;
    }

    private List<IssueId> ids(LearnedScope scope, List<OpenPattern> fits) {
        return fits.stream()
                .map(pattern -> scope.of(version, project, pattern))
                .distinct()
                .toList();
    }

    /// What is one issue since it was asked last.
    public List<Union> unions() {
        List<Union> all = List.copyOf(unions);
        unions.clear();
        return all;
    }

    /// Lines for the text of what is learned, since it was asked last.
    public List<String> lines() {
        List<String> all = List.copyOf(lines);
        lines.clear();
        return all;
    }

    /// Whether it knows more than when `memory` was asked last.
    public boolean hasChanged() {
        return changed;
    }

    /// The evidence for places that are not open, as lines.
    public List<String> memory() {
        changed = false;
        List<String> all = new ArrayList<>();
        places.write("place", all::add);
        numbered.write("numbered", all::add);
        named.write("named", all::add);
        kept.write(all::add);
        return all;
    }

    /// Takes evidence that `memory` gave. A line that cannot be read is left out: what it said is learned
    /// again.
    public void remember(List<String> memory) {
        for (String line : memory) {
            String[] cells = line.split("\t", -1);
            try {
                switch (cells[0]) {
                    case "place" -> places.read(cells);
                    case "numbered" -> numbered.read(cells);
                    case "named" -> named.read(cells);
                    case "template", "form" ->
                        kept.read(cells, (scope, counted) -> scope.own(version, project, counted));
                    default -> {}
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // of another version, or cut off
            }
        }
        kept.fitting(one -> one.joined())
                .forEach(one -> ids(one.scope(), fitting(one.scope(), kept.said(one))).stream()
                        .limit(1)
                        .forEach(represented::add));
    }

    /// Why a message is joined with others, or why not yet: a word or pattern each, and what is known of it.
    public Map<String, String> reasons(LearnedScope scope, String counted) {
        SaidWords said = SaidWords.of(counted, words);
        Map<String, String> reasons = new java.util.LinkedHashMap<>();
        List<OpenPattern> fits = fitting(scope, said);
        if (forbids.stream().anyMatch(forbid -> forbid.means(scope, said))) {
            reasons.put(counted, "a person forbids to join it");
        } else if (!fits.isEmpty()) {
            fits.forEach(pattern -> reasons.put(pattern.text(), notes.getOrDefault(key(pattern), "")));
        } else {
            for (int i = 0; i < said.size(); i++) {
                if (said.kinds[i] == SaidWords.WORD && said.before(i) >= 0) {
                    reasons.putIfAbsent(said.tokens[i], reason(said, i));
                }
            }
            reasons.values().removeIf(String::isEmpty);
            if (reasons.isEmpty()) {
                reasons.put(counted, "no other message differs from it in nothing but one word");
            }
        }
        return reasons;
    }

    /// Empty if nothing else was seen there.
    private String reason(SaidWords said, int i) {
        String against = guard.against(said, i);
        if (against != null) {
            return against;
        }
        if (!PlaceGuard.hasOthers(said, i)) {
            return "";
        }
        PlaceEvidence.Place place = places.look(said.without(i));
        double enough = 1 / said.shapes[i].weight(PlaceGuard.isValue(said, i));
        return place.seen() < 2 || said.shapes[i] == WordShape.TRUTH
                ? ""
                : place.seen() + " of " + (long) Math.ceil(enough - 1e-9) + " values";
    }
}
