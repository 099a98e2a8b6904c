package dev.nightjar.notify;

import dev.nightjar.config.Job;
import dev.nightjar.config.Machine;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.Audited;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Rest;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.notify.letter.AlertLetter;
import dev.nightjar.notify.letter.Letter;
import dev.nightjar.notify.mail.Mail;
import dev.nightjar.notify.outbox.Digest;
import dev.nightjar.notify.outbox.Ledger;
import dev.nightjar.notify.outbox.LedgerEntry;
import dev.nightjar.read.IssueReader;
import dev.nightjar.read.Listed;
import dev.nightjar.read.NightBuilder;
import dev.nightjar.read.Scopes;
import dev.nightjar.read.Workspace;
import dev.nightjar.report.PageTemplates;
import dev.nightjar.store.Archive;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Tells news at once, each piece of it once. What is to be told is written to the ledger first, and that it was
/// told when its mail is safe in the outbox and its hooks were called: what a crash cuts off is told again with the
/// same number, and so the same Message-ID.
public final class AlertSender {

    private final Workspace workspace;
    private final Settings settings;
    private final Clock clock;
    private final PageTemplates templates;

    /// Issues that are news and too many to be told.
    private long beyond;

    public AlertSender(Workspace workspace, PageTemplates templates) {
        this.workspace = workspace;
        this.settings = workspace.settings();
        this.clock = workspace.clock();
        this.templates = templates;
    }

    /// What would be told now, most important first. Changes nothing.
    public List<Notice> pending(Job.Step.Alert step, List<Project> projects, String job) {
        Ledger ledger = Ledger.look(settings.data());
        AlertLog told = new AlertLog(ledger, job, step, clock.instant());
        return news(step, projects).stream().filter(told::isNews).toList();
    }

    /// Tells it, and says what was told; nothing if there is none.
    ///
    /// @throws Failure with exit code 69 if a mail was not sent or a hook refused; all were tried
    public List<String> tell(Job.Step.Alert step, List<Project> projects, String job) {
        List<Notice> all = news(step, projects);
        List<String> said = new ArrayList<>();
        try (Ledger ledger = Ledger.hold(settings.data())) {
            AlertLog told = new AlertLog(ledger, job, step, clock.instant());
            said.addAll(ledger.unreadable());
            Optional<LedgerEntry> cutOff = told.begun();
            cutOff.ifPresent(begun -> again(begun, all, step, ledger, said));
            List<Notice> news = all.stream().filter(told::isNews).toList();
            Optional<Instant> held = told.heldUntil();
            if (news.isEmpty()) {
                retry(step, said);
            } else if (held.isPresent()) {
                said.add(count(news) + " held back until "
                        + held.get().atZone(settings.zone()).toLocalTime().withNano(0)
                        + ", to be told together");
            } else {
                LedgerEntry begun = begun(news, step, job, told.nextNumber());
                ledger.append(begun);
                tell(begun, news, told.followedUp(news), step, ledger, said);
            }
        }
        return said;
    }

    /// What waits for its server is tried again even if there is no news.
    private void retry(Job.Step.Alert step, List<String> said) {
        List<String> failed = new ArrayList<>();
        if (!step.to().isEmpty()) {
            try (Mail mail = Mail.of(settings, clock)) {
                mail.retry().forEach(one -> (one.state() == Mail.State.WAITING ? failed : said).add(one.said()));
            } catch (Failure failure) {
                failed.add(String.valueOf(failure.getMessage()));
            }
        }
        if (!step.hooks().isEmpty()) {
            Hooks.Told told = new Hooks(settings, clock).retry();
            said.addAll(told.said());
            failed.addAll(told.failed());
        }
        fail(failed);
    }

    private void again(LedgerEntry begun, List<Notice> all, Job.Step.Alert step, Ledger ledger, List<String> said) {
        List<Notice> news = all.stream()
                .filter(notice -> begun.news().contains(notice.key()))
                .toList();
        if (news.isEmpty()) {
            ledger.append(begun.told(clock.instant(), ""));
        } else {
            tell(begun, news, List.of(), step, ledger, said);
        }
    }

    private void tell(
            LedgerEntry begun,
            List<Notice> news,
            List<String> followsUp,
            Job.Step.Alert step,
            Ledger ledger,
            List<String> said) {
        Digest digest = digest(begun, news, followsUp);
        List<String> failed = new ArrayList<>();
        if (!step.to().isEmpty()) {
            try (Mail mail = Mail.of(settings, clock)) {
                said.add(mail.send(step.to(), digest).orFail());
            } catch (Failure failure) {
                if (failure.exit() != Failure.Exit.UNAVAILABLE) {
                    throw failure;
                }
                failed.add(String.valueOf(failure.getMessage()));
            }
        }
        Hooks.Told hooks = new Hooks(settings, clock).tell(step.hooks(), news, begun.job(), digest.host(), begun.key());
        said.addAll(hooks.said());
        failed.addAll(hooks.failed());
        ledger.append(begun.told(clock.instant(), step.to().isEmpty() ? "" : digest.messageId()));
        said.add("alert #" + begun.number() + ": " + count(news) + " told"
                + (beyond == 0 ? "" : ", " + beyond + " more issues not: nightjar issues lists them"));
        fail(failed);
    }

    private static void fail(List<String> failed) {
        if (!failed.isEmpty()) {
            throw new Failure(Failure.Exit.UNAVAILABLE, String.join("\n", failed));
        }
    }

    private Digest digest(LedgerEntry begun, List<Notice> news, List<String> followsUp) {
        String host = Machine.name();
        AlertLetter.About about = new AlertLetter.About(
                begun.job(),
                DigestSender.whereToStop(settings, begun.job()),
                host,
                begun.number(),
                begun.at(),
                settings.zone(),
                settings.report().link());
        Letter letter = AlertLetter.of(news, samples(news), about, templates);
        return new Digest(
                begun.job(),
                host,
                begun.key(),
                begun.at(),
                letter.subject(),
                letter.text(),
                letter.html(),
                "",
                followsUp);
    }

    /// The newest event of each issue that the letter has room for.
    private Map<IssueId, List<StoredEvent>> samples(List<Notice> news) {
        List<IssueId> issues = news.stream()
                .limit(AlertLetter.MOST_ITEMS)
                .map(Notice::issue)
                .filter(Objects::nonNull)
                .toList();
        return workspace
                .archive()
                .map(archive -> {
                    try (archive) {
                        return archive.samples(issues, 1);
                    }
                })
                .orElse(Map.of());
    }

    private LedgerEntry begun(List<Notice> news, Job.Step.Alert step, String job, long number) {
        return new LedgerEntry(
                clock.instant(),
                LedgerEntry.Kind.BEGUN,
                job,
                "",
                number,
                "alert-" + number,
                clock.instant(),
                -1,
                "",
                step.to(),
                news.stream().map(Notice::key).toList(),
                news.stream().map(AlertRules::about).toList());
    }

    private static String count(List<Notice> news) {
        return news.size() == 1 ? "1 piece of news" : news.size() + " pieces of news";
    }

    /// Nothing if nothing was ever scanned.
    private List<Notice> news(Job.Step.Alert step, List<Project> projects) {
        return workspace
                .archive()
                .map(archive -> {
                    try (archive) {
                        return news(archive, step, projects);
                    }
                })
                .orElse(List.of());
    }

    private List<Notice> news(Archive archive, Job.Step.Alert step, List<Project> projects) {
        Window window = new Scopes(archive, projects, clock.instant())
                .usual(step.window(), step.at())
                .window();
        IssueReader triaging = workspace.triaging(archive, projects);
        Audited audited = step.on().contains(Notice.Kind.AUDIT)
                ? workspace.audited(archive, window)
                : new Audited(List.of(), List.of());
        Listed worst = triaging.worst(window, NightBuilder.MOST_ISSUES);
        List<Triaged> issues = worst.read();
        Rest rest = worst.without(issues);
        beyond = rest.issues(State.NEW) + rest.issues(State.REGRESSED) + rest.issues(State.ESCALATING);
        return new AlertRules(window, settings.zone())
                .of(
                        step.on(),
                        issues,
                        audited,
                        triaging.silent(),
                        NightBuilder.late(archive, triaging, 0, window.from(), window));
    }
}
