package dev.nightjar;

import dev.nightjar.care.Space;
import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.discover.FirstLook;
import dev.nightjar.group.learn.ValueWords;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Run.Thinned;
import dev.nightjar.model.Scope;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.model.log.Looked;
import dev.nightjar.model.log.Position;
import dev.nightjar.notify.AlertSender;
import dev.nightjar.notify.DigestSender;
import dev.nightjar.notify.OutboxView;
import dev.nightjar.read.NightBuilder;
import dev.nightjar.read.Retention;
import dev.nightjar.read.Scopes;
import dev.nightjar.read.Surroundings;
import dev.nightjar.read.Workspace;
import dev.nightjar.read.merged.MergedLines;
import dev.nightjar.read.rules.Check;
import dev.nightjar.read.rules.Checkup;
import dev.nightjar.read.rules.Regroup;
import dev.nightjar.report.PageTemplates;
import dev.nightjar.report.Report;
import dev.nightjar.scan.Loading;
import dev.nightjar.scan.Scan;
import dev.nightjar.scan.learned.Joining;
import dev.nightjar.source.Glance;
import dev.nightjar.source.ReadPlan;
import dev.nightjar.source.Tracker;
import dev.nightjar.source.quarantine.Quarantine;
import dev.nightjar.store.Archive;
import dev.nightjar.store.Store;
import dev.nightjar.store.lucene.LuceneStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/// Joins the rooms: everything that can be done, each in a few lines.
public final class Nightjar {

    private final Workspace workspace;
    private final Settings settings;
    private final Clock clock;

    private Nightjar(Workspace workspace) {
        this.workspace = workspace;
        this.settings = workspace.settings();
        this.clock = workspace.clock();
    }

    /// Over the index in the data folder of the settings. Opens nothing yet.
    public static Nightjar of(Settings settings, Clock clock) {
        return new Nightjar(new Workspace(settings, clock, new LuceneStores(), Looked.NEVER));
    }

    /// The same behind a scan: what it looked at is known.
    public Nightjar after(Scan scan) {
        return new Nightjar(workspace.having(scan.looked()));
    }

    /// The configuration that everything here goes by.
    public Settings settings() {
        return settings;
    }

    /// What was stored and decided.
    public Workspace workspace() {
        return workspace;
    }

    /// Plans a scan: takes the lock, finds the files and what is new in each. The caller closes it.
    ///
    /// @throws Failure with exit code 75 if another run holds the lock, 66 or 77 if nothing could
    ///     be read, 74 if there is not enough room
    public Scan scan(List<Project> projects, String runId) {
        Space.forRun(settings.data(), 0);
        Store store = workspace.write();
        try {
            Quarantine quarantine = Quarantine.begin(settings.data(), runId, clock.instant());
            Function<List<Position>, ReadPlan> look = positions ->
                    new Tracker(settings, positions, store.key(), clock.instant(), quarantine).plan(projects);
            ReadPlan plan = look.apply(store.positions()).orRefuse(projects);
            Space.forRun(settings.data(), plan.bytes());
            Function<Supplier<ValueWords>, Joining> join = words -> workspace.joining(store, words, projects.size());
            return new Scan(store, plan, look, quarantine, projects, () -> rooms(projects), join, clock, runId);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /// Tells whether files of these projects changed since it was asked last; true at first. Cheaper than a
    /// scan.
    public BooleanSupplier changes(List<Project> projects) {
        return new Glance(settings.zone(), projects)::changed;
    }

    /// Looks at files with nothing stored.
    public FirstLook firstLook() {
        return new FirstLook(settings, clock);
    }

    /// Looks at what a run depends on.
    public Checkup checkup() {
        return new Checkup(workspace, rooms(List.of()).extractor(), firstLook()::whole);
    }

    private Loading.Rooms rooms(Collection<Project> projects) {
        return Loading.rooms(settings, projects);
    }

    /// Reads all definitions that scans need. Fails with exit code 78 and every problem.
    public void checkDefinitions(List<Project> projects) {
        rooms(projects);
    }

    /// Which rules of the projects never matched what was stored.
    public Check.Found check(Archive archive, List<Project> projects) {
        return new Check(archive, rooms(projects).grouping()).of(projects, workspace.triaging(archive, projects));
    }

    /// Lines of the logs around events, by their ids; at most 1,000 on each side.
    public Map<String, Surroundings.Around> surroundings(
            Archive archive, List<StoredEvent> events, int before, int after) {
        return new Surroundings(settings, () -> rooms(List.of()), before, after).of(archive, events);
    }

    /// What finds the lines of all files of a project around events.
    public MergedLines merged(Archive archive) {
        return new MergedLines(settings, () -> rooms(List.of()), archive);
    }

    /// Writes the pages and returns the first.
    ///
    /// @param only the projects that are shown; empty: all that the index holds
    /// @param asked the time somebody wants to see; empty: what the step says
    public Path report(Job.Step.Report step, List<Project> only, Optional<Window> asked) {
        try (Archive archive = workspace.stored()) {
            List<Project> projects = only.isEmpty() ? workspace.held(archive) : only;
            Scopes scopes = new Scopes(archive, projects, clock.instant());
            Path out = step.out().orElse(settings.report().dir());
            boolean fresh = !Files.exists(out.resolve("index.html"));
            Scope scope = asked.map(scopes::asked).orElseGet(() -> scopes.page(step.window(), step.at(), fresh));
            Night night = new NightBuilder(workspace).shown(archive, scope, projects);
            Report report =
                    Report.with(step.templates().map(settings.trust()::tree).or(settings::templates));
            return step.single().map(file -> report.single(file, night)).orElseGet(() -> report.write(out, night));
        }
    }

    /// Tells news at once, and says what was told; nothing if there is none.
    public List<String> alert(Job.Step.Alert step, List<Project> projects, String job) {
        return new AlertSender(workspace, new PageTemplates(settings.templates())).tell(step, projects, job);
    }

    /// What an alert would tell now, most important first.
    public List<Notice> news(Job.Step.Alert step, List<Project> projects, String job) {
        return new AlertSender(workspace, new PageTemplates(settings.templates())).pending(step, projects, job);
    }

    /// Sends digests, and shows what would be sent.
    public DigestSender digests() {
        return new DigestSender(workspace, new PageTemplates(settings.templates()));
    }

    /// Deletes what is older than the retention, durably.
    ///
    /// @param open a scan that is not closed: it goes through its store, which has the lock
    /// @return what was thinned, as far as it was not too old
    public Thinned prune(Optional<Scan> open) {
        new OutboxView(settings, clock).prune();
        return new Retention(workspace).prune(open);
    }

    /// Groups what was stored as the rules say now; empty if nothing was ever scanned.
    ///
    /// @param only the project to look at; empty: all
    /// @param dry changes nothing, takes no lock
    public Optional<Regroup.Planned> regroup(Optional<String> only, boolean dry) {
        Regroup regroup = new Regroup(workspace, rooms(settings.projects().values()), only);
        return dry ? regroup.preview() : regroup.apply();
    }
}
