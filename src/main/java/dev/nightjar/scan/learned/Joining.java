package dev.nightjar.scan.learned;

import dev.nightjar.group.learn.LearnedScope;
import dev.nightjar.group.learn.ProjectLearner;
import dev.nightjar.group.learn.ProjectLearner.Union;
import dev.nightjar.group.learn.ValueWords;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Event.MessageEvent;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.store.Store;
import dev.nightjar.store.issue.LongMap;
import dev.nightjar.text.Budget;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Says which issues the occurrences of a scan belong to. A template is looked at when it is first met; after that it
/// costs one look into a table. Projects may be asked for at once, each by one thread at a time.
public final class Joining {

    /// Who says so in the journal.
    public static final String WHO = "nightjar";

    private static final int MOST_KNOWN = 100_000;
    private static final int KEPT_BYTES = 400;
    private static final int MOST_KEPT = 20_000;

    private final Path data;
    private final Store store;
    private final Supplier<ValueWords> words;
    private final Clock clock;
    private final Set<IssueId> apart;
    private final Consumer<List<Decision>> journal;
    private final int projects;
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final List<Decision> joined = new ArrayList<>();

    /// @param apart issues that people took out of others: they are left as they are
    /// @param journal is told what was joined
    /// @param projects that share the memory
    public Joining(
            Path data,
            Store store,
            Supplier<ValueWords> words,
            Clock clock,
            Set<IssueId> apart,
            Consumer<List<Decision>> journal,
            int projects) {
        this.data = data;
        this.store = store;
        this.words = words;
        this.clock = clock;
        this.apart = apart;
        this.journal = journal;
        this.projects = Math.max(1, projects);
    }

    /// A project, and the pattern of each template that was met; itself if it fits none.
    private static final class State {

        private final LearnedFiles files;
        private final LongMap known = new LongMap();
        private @Nullable ProjectLearner learner;

        State(LearnedFiles files) {
            this.files = files;
        }
    }

    /// The issue of each occurrence, as `Store.assign` says; those that fit a pattern are replaced by the same with the
    /// pattern's id.
    public List<IssueId> assign(String project, List<Occurrence> occurrences) {
        State state = states.computeIfAbsent(project, name -> new State(new LearnedFiles(data, name)));
        synchronized (state) {
            return assign(project, state, occurrences);
        }
    }

    private List<IssueId> assign(String project, State state, List<Occurrence> occurrences) {
        List<IssueId> issues = new ArrayList<>(occurrences.size());
        for (int i = 0; i < occurrences.size(); i++) {
            Occurrence occurrence = occurrences.get(i);
            List<IssueId> hashes = occurrence.fingerprint().hashes();
            if (hashes.size() == 1 && occurrence.event() instanceof MessageEvent) {
                IssueId own = hashes.getFirst();
                long to = state.known.get(own.number());
                if (to == LongMap.NONE) {
                    int from = issues.size();
                    int upTo = i;
                    to = meet(
                            project,
                            state,
                            occurrence,
                            () -> issues.addAll(store.assign(occurrences.subList(from, upTo))));
                    state.known.put(own.number(), to);
                }
                if (to != own.number()) {
                    String version = occurrence.fingerprint().version();
                    occurrences.set(i, occurrence.with(new Fingerprint(version, List.of(new IssueId(to), own))));
                }
            }
        }
        issues.addAll(store.assign(occurrences.subList(issues.size(), occurrences.size())));
        return issues;
    }

    /// Looks at a template that was not met before.
    ///
    /// @param before has to be done before issues are joined: what stands before it belongs to them
    private long meet(String project, State state, Occurrence occurrence, Runnable before) {
        if (state.known.size() > MOST_KNOWN) {
            state.known.clear();
        }
        IssueId own = occurrence.fingerprint().hashes().getFirst();
        LearnedScope.Said said =
                apart.contains(own) ? null : LearnedScope.said(occurrence).orElse(null);
        if (said == null) {
            return own.number();
        }
        ProjectLearner learner =
                learner(project, state, occurrence.fingerprint().version());
        Instant time = occurrence.event().record().time();
        long micros = time == null ? Long.MAX_VALUE : time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
        List<IssueId> patterns = learner.see(said.scope(), said.counted(), own, micros);
        List<Union> unions = new ArrayList<>(learner.unions());
        if (!patterns.isEmpty()) {
            List<IssueId> all = new ArrayList<>(patterns);
            all.add(own);
            unions.add(new Union(all, said.counted()));
        }
        if (!unions.isEmpty()) {
            before.run();
            unions.forEach(union -> join(state, union));
        }
        return patterns.isEmpty() ? own.number() : patterns.getFirst().number();
    }

    private void join(State state, Union union) {
        List<IssueId> ids =
                union.ids().stream().filter(id -> !apart.contains(id)).toList();
        ids.forEach(id -> state.known.put(id.number(), ids.getFirst().number()));
        Instant now = clock.instant();
        store.join(ids).forEach((from, into) -> {
            synchronized (joined) {
                joined.add(new Decision(
                        now,
                        WHO,
                        Decision.Kind.MERGE,
                        from,
                        null,
                        into.shown() + " " + union.reason(),
                        Decision.Ends.NEVER,
                        "",
                        false,
                        ""));
            }
        });
    }

    private ProjectLearner learner(String project, State state, String version) {
        ProjectLearner known = state.learner;
        if (known == null) {
            ValueWords values = words.get();
            int most = (int) Math.min(MOST_KEPT, Budget.LEARNED.bytes() / projects / KEPT_BYTES);
            LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
            known = new ProjectLearner(version, project, values, state.files.text(values), today, most);
            known.remember(state.files.evidence());
            state.learner = known;
        }
        return known;
    }

    /// Writes what was learned and joined since it was written last. While nothing is assigned, and before what was
    /// assigned is committed.
    public void save() {
        Collection<State> all = states.values();
        for (State state : all) {
            ProjectLearner learner = state.learner;
            if (learner != null) {
                state.files.append(learner.lines());
                if (learner.hasChanged()) {
                    state.files.write(learner.memory());
                }
            }
        }
        if (!joined.isEmpty()) {
            journal.accept(List.copyOf(joined));
            joined.clear();
        }
    }
}
