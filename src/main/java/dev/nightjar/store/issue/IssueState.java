package dev.nightjar.store.issue;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.store.encoded.Hash;
import dev.nightjar.store.encoded.Pseudonyms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// All that is known of one issue: its text, its counts and what leads to it. Not thread-safe.
public final class IssueState {

    /// Ids that lead to one issue.
    public static final int MOST_HASHES = 512;

    private final IssueText text;
    private final IssueCounts counts;
    private final Set<String> hashes = new LinkedHashSet<>();

    public IssueState(IssueText text, IssueCounts counts, List<IssueId> aliases) {
        this.text = text;
        this.counts = counts;
        counts.resolve(text.says());
        hashes.add(text.id().text());
        aliases.forEach(alias -> hashes.add(alias.text()));
    }

    /// A new issue.
    public IssueState(IssueId id, Occurrence occurrence) {
        this(
                IssueText.of(id, occurrence),
                new IssueCounts(IssueText.of(id, occurrence).project()),
                List.of());
    }

    /// An issue with the text of another, and none of its events.
    public IssueState(IssueId id, IssueState like) {
        this(like.text.as(id), new IssueCounts(like.text.project()), List.of());
    }

    /// The id under which it is stored.
    public IssueId id() {
        return text.id();
    }

    /// One line for people.
    public String title() {
        return text.title();
    }

    /// The project of all its events.
    public String project() {
        return text.project();
    }

    /// Events of all time, also those that were pruned since.
    public long count() {
        return counts.count;
    }

    /// What its events come to; changes as events are recorded.
    public IssueCounts counts() {
        return counts;
    }

    /// The hash leads here from now on, unless there are too many already.
    public void alias(IssueId hash) {
        if (hashes.size() < MOST_HASHES) {
            hashes.add(hash.text());
        }
    }

    /// An id that once was an issue leads here from now on, but says nothing of events: it stands among the hashes
    /// and among what was printed.
    public void former(IssueId id) {
        hashes.add(id.text());
        counts.printed(id.text());
    }

    /// Ids that lead here and that no event has.
    public Set<IssueId> former() {
        Set<IssueId> former = new LinkedHashSet<>();
        hashes.stream().filter(counts.printed()::contains).forEach(hash -> former.add(new IssueId(hash)));
        former.remove(id());
        return former;
    }

    /// Ids that lead here and that events may have.
    public List<IssueId> deciding() {
        Set<IssueId> former = former();
        return hashes.stream()
                .map(IssueId::new)
                .filter(hash -> !former.contains(hash))
                .toList();
    }

    /// Adds what is known of events of another issue that are not stored any more.
    public void rest(IssueState other, long events) {
        counts.add(other.counts.of(events, other.hashes));
    }

    /// The same with so many events.
    public IssueState of(long events) {
        IssueState same = new IssueState(text, counts.of(events, Set.of()), List.of());
        same.hashes.addAll(hashes);
        return same;
    }

    /// Counts one event.
    public void record(Occurrence occurrence, Pseudonyms pseudonyms, Hash hash) {
        counts.record(occurrence, occurrence.event().record().hostOrFiles(), pseudonyms, hash);
    }

    /// The same with what is known of others, whose ids lead here then.
    public IssueState with(List<IssueState> others) {
        IssueCounts sum = counts.of(counts.count, Set.of());
        IssueState whole = new IssueState(text, sum, List.of());
        whole.hashes.addAll(hashes);
        for (IssueState other : others) {
            sum.add(other.counts);
            whole.hashes.addAll(other.hashes);
        }
        return whole;
    }

    /// Ids that lead here besides its own.
    public List<IssueId> leading() {
        return hashes.stream()
                .filter(hash -> !hash.equals(id().text()))
                .map(IssueId::new)
                .toList();
    }

    /// What it is, as its first event said.
    public IssueText text() {
        return text;
    }

    /// What the issue did over all time; `hourly` is empty.
    public Activity activity(Window all) {
        return counts.activity(issue(), all);
    }

    /// True if all its events lie in the window.
    public boolean within(Window window) {
        return window.contains(counts.firstSeen) && window.contains(counts.lastSeen);
    }

    /// The issue as readers see it, with the counts of now.
    public Issue issue() {
        Set<String> aliases = new LinkedHashSet<>(hashes);
        aliases.remove(id().text());
        aliases.addAll(counts.printed());
        return new Issue(
                id(),
                text.project(),
                counts.level(),
                text.type(),
                counts.called(text.title()),
                text.message(),
                text.culprit(),
                counts.logger(),
                counts.count,
                counts.firstSeen,
                counts.lastSeen,
                counts.releaseFirst,
                counts.releaseLast,
                aliases,
                text.why(),
                new ArrayList<>(counts.templates()));
    }
}
