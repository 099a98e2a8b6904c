package dev.nightjar.notify;

import dev.nightjar.config.Job;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.notify.outbox.Ledger;
import dev.nightjar.notify.outbox.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What of the news a job has told already. A clock that was wrong holds nothing back: what was told in the future
/// was
/// told, but it is no reason to wait.
///
/// @param step whose alerts they are
record AlertLog(Ledger ledger, String job, Job.Step.Alert step, Instant now) {

    /// What goes on without an end is told again after so long.
    private static final Duration WEEK = Duration.ofDays(7);

    /// Whether it is to be told now.
    boolean isNews(Notice notice) {
        return ledger.all().stream().filter(this::hasReached).noneMatch(entry -> has(entry, notice));
    }

    /// What the job told, and digests that everybody got who gets its alerts.
    private boolean hasReached(LedgerEntry entry) {
        return switch (entry.kind()) {
            case ALERT, BEGUN -> entry.job().equals(job);
            case DIGEST ->
                step.hooks().isEmpty() && !step.to().isEmpty() && entry.to().containsAll(step.to());
            case QUIET -> false;
        };
    }

    private boolean has(LedgerEntry entry, Notice notice) {
        boolean same = entry.news().contains(notice.key());
        boolean recent = within(entry, step.again()) && entry.about().contains(AlertRules.about(notice));
        return recent || same && (!goesOn(notice) || within(entry, longest()));
    }

    /// Without anything in its key that tells this time from the next.
    private static boolean goesOn(Notice notice) {
        return switch (notice.kind()) {
            case ESCALATING -> true;
            case REGRESSED -> notice.key().indexOf(':') == notice.key().lastIndexOf(':');
            case NEW, AUDIT, SILENT -> false;
        };
    }

    private Duration longest() {
        return step.again().compareTo(WEEK) > 0 ? step.again() : WEEK;
    }

    private boolean within(LedgerEntry entry, Duration length) {
        return !entry.at().isAfter(now) && entry.at().plus(length).isAfter(now);
    }

    /// Until when news is held back, so that what comes together is told together; empty if it is not.
    Optional<Instant> heldUntil() {
        return alerts().filter(entry -> within(entry, step.collect()))
                .map(entry -> entry.at().plus(step.collect()));
    }

    /// The alert that a crash cut off, if the last one was.
    Optional<LedgerEntry> begun() {
        return ledger.of(job)
                .filter(entry -> entry.kind() == LedgerEntry.Kind.BEGUN || entry.kind() == LedgerEntry.Kind.ALERT)
                .reduce((earlier, later) -> later)
                .filter(entry -> entry.kind() == LedgerEntry.Kind.BEGUN);
    }

    private Optional<LedgerEntry> alerts() {
        return ledger.of(job)
                .filter(entry -> entry.kind() == LedgerEntry.Kind.ALERT)
                .reduce((earlier, later) -> later);
    }

    long nextNumber() {
        return 1
                + ledger.of(job)
                        .filter(entry ->
                                entry.kind() == LedgerEntry.Kind.BEGUN || entry.kind() == LedgerEntry.Kind.ALERT)
                        .mapToLong(LedgerEntry::number)
                        .max()
                        .orElse(0);
    }

    /// The Message-ID of the last mail about an issue, if this news is about it alone.
    List<String> followedUp(List<Notice> news) {
        IssueId issue = news.size() == 1 ? news.getFirst().issue() : null;
        if (issue == null) {
            return List.of();
        }
        return ledger.of(job)
                .filter(entry -> entry.kind() == LedgerEntry.Kind.ALERT
                        && !entry.message().isEmpty())
                .filter(entry -> entry.about().stream().anyMatch(about -> AlertRules.isAbout(about, issue)))
                .reduce((earlier, later) -> later)
                .map(entry -> List.of(entry.message()))
                .orElse(List.of());
    }
}
