package dev.nightjar.store;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Run;
import dev.nightjar.model.Run.Thinned;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.issue.Regrouping;
import dev.nightjar.model.log.LogPattern;
import dev.nightjar.model.log.Position;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// The one writer of an index. What was read and what was stored appear or vanish together: `commit` is the
/// only step that makes anything durable, and it takes occurrences, tallies, issues, positions and the run
/// in one.
public interface Store extends AutoCloseable {

    /// A secret of this index, 32 bytes made with it: the key for content hashes, so that nobody who writes
    /// logs can make one file pass for another.
    byte[] key();

    /// The positions of the last commit.
    List<Position> positions();

    /// Says which issue each occurrence belongs to: the first of its hashes that is known, else a new issue
    /// with its first hash. Called in the order of the log, by one thread at a time, so that the same logs
    /// give the same issues.
    List<IssueId> assign(List<Occurrence> occurrences);

    /// Lets ids lead to one issue from now on: that of the first which leads to any. Ids that lead to none lead
    /// there; nothing if none does. As `assign`, in the order of the log.
    ///
    /// @return issues that others of the ids lead to, which stay as they are, and the one they belong to
    Map<IssueId, IssueId> join(List<IssueId> ids);

    /// Which of the occurrences are to be kept: of an issue that is loud in an hour a sample is. Called in the
    /// order of the log, once for each, by one thread of a project at a time, as `assign` before it.
    BitSet keep(List<Occurrence> occurrences, List<IssueId> issues);

    /// Counts occurrences with the issues that `assign` gave, and stores those that are kept. Any number of
    /// threads; never while `commit` runs.
    ///
    /// @param linesBefore number of lines of the file before the block that the occurrences come from
    /// @param kept which are stored, by their place in the list
    void add(List<Occurrence> occurrences, List<IssueId> issues, long linesBefore, BitSet kept);

    /// The same, which stores all.
    default void add(List<Occurrence> occurrences, List<IssueId> issues, long linesBefore) {
        BitSet all = new BitSet();
        all.set(0, occurrences.size());
        add(occurrences, issues, linesBefore, all);
    }

    /// Writes to disk what can be written before the next commit, so that it has less to do: each thread that
    /// added does so when it has no more to add. Nothing becomes durable.
    void flush();

    /// Takes back the event of an open record, because its record has grown and comes again.
    void retract(String fileId, long start, Position.Open open);

    /// Remembers that a release went live; the same release of a project said again counts once, from its
    /// earliest time.
    void add(Deploy deploy);

    /// Remembers that records of a project from `from` to `to` were read.
    void lived(String project, Instant from, Instant to);

    /// Adds to what is known of templates at any level: first, last, counts; `days` of what is added is not
    /// used. Keeps at most 10,000 for each project: the rarest of the oldest go first.
    void patterns(List<LogPattern> seen);

    /// Makes everything added since the last commit durable, together with these positions (others stay as
    /// they are). A failure leaves the last commit: the store is then closed and must be opened anew.
    void commit(List<Position> changed, Run run);

    /// Drops the positions of files that are gone for good; with the next commit. Their events keep their
    /// names.
    void forget(List<String> fileIds);

    /// Events counted since the store was opened.
    long events();

    /// Issues first seen since the store was opened.
    long newIssues();

    /// Groups every stored event of the last commit anew. To be called before anything is added; durable with
    /// the next commit.
    Regrouping regroup(Regrouper judge);

    /// What was counted and not kept since the store was opened.
    Thinned thinned();

    /// Deletes what is beyond the bounds; issues, their first seen and all-time counts stay. Also folds tallies
    /// that several commits wrote for one hour into one. Durable with the next commit.
    ///
    /// @return what was deleted that is not too old
    Thinned prune(Bounds bounds);

    /// By age alone.
    default Thinned prune(Instant eventsBefore, Instant talliesBefore) {
        return prune(Bounds.before(eventsBefore, talliesBefore));
    }

    /// What is added but not committed is dropped.
    @Override
    void close();
}
