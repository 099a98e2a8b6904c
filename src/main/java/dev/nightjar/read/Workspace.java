package dev.nightjar.read;

import dev.nightjar.config.Configuration;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.group.learn.ValueWords;
import dev.nightjar.insight.Auditor;
import dev.nightjar.insight.Unseen;
import dev.nightjar.model.Deploy;
import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.finding.Audited;
import dev.nightjar.model.finding.PatternFinding;
import dev.nightjar.model.finding.Related;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Merges;
import dev.nightjar.model.log.Looked;
import dev.nightjar.model.quality.Incidence;
import dev.nightjar.model.quality.LogQuality;
import dev.nightjar.read.lint.LogReview;
import dev.nightjar.scan.learned.Joining;
import dev.nightjar.store.Archive;
import dev.nightjar.store.Store;
import dev.nightjar.store.Stores;
import dev.nightjar.store.Upkeep;
import dev.nightjar.triage.journal.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// A data directory and the configuration it belongs to: what was stored there, what people decided about it,
/// and what follows from both. Does not change; each question looks at what stands on disk then.
///
/// @param looked at which logs this process has looked itself
public record Workspace(Settings settings, Clock clock, Stores stores, Looked looked) {

    /// The same with what a scan of this process has looked at.
    public Workspace having(Looked at) {
        return new Workspace(settings, clock, stores, at);
    }

    /// What was stored, without a lock; empty if nothing was ever scanned.
    public Optional<Archive> archive() {
        settings.trust().data(settings.data());
        return stores.read(settings.data(), merges());
    }

    /// What was stored.
    ///
    /// @throws Failure with exit code 66 if nothing was ever scanned
    public Archive stored() {
        return archive()
                .orElseThrow(() -> new Failure(
                        Failure.Exit.NO_SOURCE,
                        "nothing was scanned yet into " + settings.data() + "; begin with: nightjar scan"));
    }

    /// The one writer, with the lock.
    ///
    /// @throws Failure with exit code 75 if another process writes
    public Store write() {
        settings.trust().data(settings.data());
        settings.trust().local(settings.data());
        return stores.write(
                settings.data(),
                clock,
                settings.insight().keepUsers(),
                settings.retention().perHour());
    }

    /// What looks after the data folder.
    public Upkeep upkeep() {
        settings.trust().data(settings.data());
        return upkeep(settings.data());
    }

    /// What looks after another data folder, as a copy of this one.
    public Upkeep upkeep(Path data) {
        return stores.upkeep(data, clock);
    }

    /// Which process writes now; empty if none does.
    public Optional<String> writer() {
        return stores.writer(settings.data());
    }

    /// What lists and pages show if nobody asks for less: the projects of the configuration and all others of which
    /// logs were read, as those that a command line named. By name; empty if there are none.
    public List<Project> held(Archive archive) {
        SortedMap<String, Project> held = new TreeMap<>(settings.projects());
        archive.projects()
                .forEach(name -> held.computeIfAbsent(name, any -> Configuration.adHoc(Optional.of(name), List.of())));
        return List.copyOf(held.values());
    }

    /// Everything that rests on states, owners and the life of logs.
    public IssueReader triaging(Archive archive, List<Project> projects) {
        return new IssueReader(settings, archive, journal(), projects, clock.instant(), looked);
    }

    /// What belongs together in a window.
    public Related related(Archive archive, Window window) {
        return Relations.of(archive, window);
    }

    /// Events of security in a window, and what of them is unusual.
    public Audited audited(Archive archive, Window window) {
        return Auditor.look(archive.audits(new Window(Instant.EPOCH, window.to())), window, settings.zone());
    }

    /// Templates of any level that were never seen before the window, or are missing in it.
    public List<PatternFinding> unusual(Archive archive, Window window, List<Project> projects) {
        return projects.stream()
                .flatMap(
                        project -> Unseen.of(
                                archive.patterns(project.name()),
                                archive.lived(project.name()),
                                window,
                                settings.zone())
                                .stream())
                .toList();
    }

    /// What logs of a window should say otherwise.
    ///
    /// @param most events that are looked at, the newest
    public LogQuality quality(Archive archive, Window window, List<Project> projects, long most) {
        return new LogReview(settings.home())
                .of(archive, window, projects.stream().map(Project::name).toList(), most);
    }

    /// Of how many failures the newest records of an issue in a window are; empty if each is of its own.
    public Optional<Incidence> incidence(Archive archive, Window window, IssueId issue) {
        return new LogReview(settings.home()).of(archive, window, issue);
    }

    private Journal journal() {
        settings.trust().data(settings.data());
        return Journal.open(settings.data());
    }

    /// What people decided, oldest first.
    public List<Decision> decisions() {
        return journal().all();
    }

    /// Lines of the journal that cannot be read, `file:line: reason`.
    public List<String> unreadableDecisions() {
        return journal().unreadable();
    }

    /// Which issues people said are one.
    public Merges merges() {
        return Merges.of(decisions());
    }

    /// Writes a decision to the journal.
    public void decide(Decision decision) {
        journal().append(decision);
    }

    /// The same issue with what learning has to do with it: why it is joined with others, or why not yet.
    public Issue explained(Issue issue) {
        return issue.with(LearnedParts.of(this, issue));
    }

    /// Writes to the journal which issues turned out to be one, as far as it does not say so.
    public void join(List<Decision> merges) {
        Journal journal = journal();
        Merges known = Merges.of(journal.all());
        List<Decision> fresh = merges.stream()
                .filter(merge -> merge.into()
                        .filter(into -> !known.of(into).equals(known.of(merge.issue())))
                        .isPresent())
                .toList();
        if (!fresh.isEmpty()) {
            journal.append(fresh);
        }
    }

    /// What joins issues while a store is written.
    ///
    /// @param projects that are read
    public Joining joining(Store store, Supplier<ValueWords> words, int projects) {
        Set<IssueId> apart = Merges.takenOut(decisions());
        return new Joining(settings.data(), store, words, clock, apart, this::join, projects);
    }

    /// Writes to the journal that a release went live.
    public void deployed(Deploy deploy, String by) {
        journal().append(deploy, clock.instant(), by);
    }

    /// Nightjar's version, `dev` when run from classes.
    public static String version() {
        String version = Workspace.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
