package dev.nightjar.store.lucene.issue;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.store.Issues.Slice;
import dev.nightjar.store.encoded.Pseudonyms;
import dev.nightjar.store.issue.IdNumbers;
import dev.nightjar.store.issue.IssueCounts;
import dev.nightjar.store.issue.Sampling;
import dev.nightjar.store.lucene.count.Activities;
import dev.nightjar.store.lucene.event.EventBlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;

/// Says what issues did: of all, slice by slice, of one slice, or of some.
///
/// @param horizon events before this were deleted
/// @param sampling which events of later hours were kept
public record ActivityReader(
        IndexSearcher searcher,
        EventBlocks blocks,
        IssuesOnDisk known,
        Pseudonyms pseudonyms,
        long horizon,
        Sampling sampling) {

    /// All issues with their texts, most events first.
    public List<Activity> all(Window window) throws IOException {
        List<Activity> all = new ArrayList<>();
        for (Slice slice : known.slices()) {
            all.addAll(whole(of(window, slice)));
        }
        all.sort(Activities.MOST_FIRST);
        return all;
    }

    /// The same with the texts.
    private List<Activity> whole(List<Activity> light) throws IOException {
        known.expect(light.stream().map(activity -> activity.issue().id()).toList());
        return light.stream()
                .map(a -> new Activity(
                        known.sure(a.issue().id()),
                        a.window(),
                        a.count(),
                        a.users(),
                        a.hosts(),
                        a.first(),
                        a.last(),
                        a.hourly()))
                .toList();
    }

    /// Those of a slice, without their texts.
    public List<Activity> of(Window window, Slice slice) throws IOException {
        Map<Long, IssueCounts> counts = known.counts(slice);
        Optional<List<Activity>> ever = IssuesOnDisk.ever(window, counts);
        return ever.isPresent()
                ? ever.get()
                : activities(new MatchAllDocsQuery(), slice).in(window, number -> {
                    IssueCounts of = counts.get(number);
                    return of == null ? null : of.light(number);
                });
    }

    /// Some, with their texts.
    ///
    /// @param roots under which they are told
    public List<Activity> of(Window window, Set<IssueId> roots) throws IOException {
        Optional<List<Activity>> ever = known.ever(window, roots);
        if (ever.isPresent()) {
            return ever.get();
        }
        known.expect(roots);
        List<Activity> found = activities(Activities.issues(known.allMembers(roots)), Slice.ALL)
                .in(window, number -> known.issue(IdNumbers.id(number)));
        found.sort(Activities.MOST_FIRST);
        return found;
    }

    private Activities activities(Query only, Slice slice) {
        return new Activities(searcher, blocks, pseudonyms, horizon, sampling, known.merged(), only, slice);
    }
}
