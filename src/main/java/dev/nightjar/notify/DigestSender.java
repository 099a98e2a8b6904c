package dev.nightjar.notify;

import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Scope;
import dev.nightjar.model.Window;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Late;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.notify.letter.DigestContext;
import dev.nightjar.notify.letter.Letter;
import dev.nightjar.notify.mail.Mail;
import dev.nightjar.notify.outbox.Digest;
import dev.nightjar.notify.outbox.Ledger;
import dev.nightjar.notify.outbox.LedgerEntry;
import dev.nightjar.read.NightBuilder;
import dev.nightjar.read.Scopes;
import dev.nightjar.read.Workspace;
import dev.nightjar.report.PageTemplates;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.store.Archive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes digests and sends them: one to a job's readers, and if it is wished one to each owner. What was sent is
/// in the ledger: each night's is sent once, and knows the one before it.
public final class DigestSender {

    /// A sign of life is not put off by a run that begins a little earlier than the last.
    private static final Duration EARLY = Duration.ofHours(1);

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;:\"\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,255}");

    private final Workspace workspace;
    private final Settings settings;
    private final Clock clock;
    private final PageTemplates templates;

    public DigestSender(Workspace workspace, PageTemplates templates) {
        this.workspace = workspace;
        this.settings = workspace.settings();
        this.clock = workspace.clock();
        this.templates = templates;
    }

    /// A digest that is not sent yet.
    public record Draft(List<String> to, Digest digest) {}

    /// Everything that one sending is about.
    private record Sending(
            Job.Step.Mail step,
            String job,
            Ledger ledger,
            DigestWindow nightly,
            Night night,
            long commit,
            boolean force) {}

    /// Sends what is due and says what became of it.
    ///
    /// @param asked the time somebody wants to be told of; empty: what the step says
    /// @param force sends again what was sent for this night
    /// @throws Failure with exit code 69 if a mail could not go out; all were tried, what waits is in
    ///     the outbox
    public List<String> send(
            Job.Step.Mail step,
            List<Project> projects,
            String job,
            Optional<Window> asked,
            boolean force,
            ScheduleHistory due) {
        try (Ledger ledger = Ledger.hold(settings.data());
                Archive archive = workspace.stored()) {
            Sending sending = sending(archive, ledger, step, projects, job, asked, force, due);
            List<String> said = new ArrayList<>(ledger.unreadable());
            List<Addressed> letters = letters(sending);
            if (letters.isEmpty()) {
                said.add(quiet(sending));
            }
            deliver(sending, letters, said);
            return said;
        }
    }

    /// What would be sent now, even if it was sent already or there is nothing to say. Changes nothing.
    public List<Draft> drafts(
            Job.Step.Mail step, List<Project> projects, String job, Optional<Window> asked, ScheduleHistory due) {
        try (Ledger ledger = Ledger.look(settings.data());
                Archive archive = workspace.stored()) {
            Sending sending = sending(archive, ledger, step, projects, job, asked, true, due);
            List<Draft> drafts = new ArrayList<>();
            drafts.add(new Draft(step.to(), digest(sending, whole(sending, false))));
            owners(sending).forEach(one -> drafts.add(new Draft(one.to, digest(sending, one))));
            return drafts;
        }
    }

    private Sending sending(
            Archive archive,
            Ledger ledger,
            Job.Step.Mail step,
            List<Project> projects,
            String job,
            Optional<Window> asked,
            boolean force,
            ScheduleHistory due) {
        Scopes scopes = new Scopes(archive, projects, clock.instant());
        Scope usual = asked.map(scopes::asked)
                .orElseGet(() -> scopes.letter(step.window(), step.at(), ledger.isWithoutDigest()));
        DigestWindow nightly =
                DigestWindow.of(usual.window(), step.at(), ledger, job, due, clock.instant(), settings.zone());
        boolean catchesUp = asked.isEmpty() && !nightly.window().equals(usual.window());
        Scope scope = catchesUp ? scopes.because(nightly.window(), "since the last report") : usual;
        long commit = archive.commit();
        OptionalLong told = asked.isPresent() || nightly.told().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        nightly.told().getAsLong() > commit
                                ? commit
                                : nightly.told().getAsLong());
        Night night = new NightBuilder(workspace).told(archive, scope, projects, told);
        return new Sending(step, job, ledger, nightly, night, commit, force);
    }

    /// A digest for some readers.
    ///
    /// @param group empty for the job's own, else the owner
    private record Addressed(String group, List<String> to, Night night, boolean heartbeat, long others) {}

    private List<Addressed> letters(Sending sending) {
        List<Addressed> letters = new ArrayList<>();
        boolean news = isNews(sending, sending.night, true);
        if (news || heartbeatDue(sending)) {
            letters.add(whole(sending, !news && sending.step.when() != Job.When.ALWAYS));
        }
        letters.addAll(owners(sending));
        return letters;
    }

    private static Addressed whole(Sending sending, boolean heartbeat) {
        return new Addressed("", sending.step.to(), sending.night, heartbeat, 0);
    }

    /// Each owner who can be reached and is not among the job's own readers, with the issues that are theirs.
    private static List<Addressed> owners(Sending sending) {
        Map<String, List<Triaged>> byOwner = new TreeMap<>();
        Map<String, String> contacts = new LinkedHashMap<>();
        Stream<Triaged> all = Stream.concat(
                sending.night.issues().stream(),
                sending.night.insight().late().stream().map(Late.News::triaged));
        all.filter(t -> sending.step.owners() && t.owner() != null && t.state() != State.MUTED)
                .forEach(t -> {
                    byOwner.computeIfAbsent(t.owner(), any -> new ArrayList<>());
                    contacts.merge(t.owner(), t.contact(), (one, other) -> one.isEmpty() ? other : one);
                });
        sending.night.issues().stream()
                .filter(t -> t.owner() != null && byOwner.containsKey(t.owner()) && t.state() != State.MUTED)
                .forEach(t -> byOwner.getOrDefault(t.owner(), new ArrayList<>()).add(t));
        List<Addressed> letters = new ArrayList<>();
        byOwner.forEach((owner, own) -> {
            String contact = contacts.getOrDefault(owner, "");
            Night night = sending.night.part(owner, own);
            if (ADDRESS.matcher(contact).matches()
                    && !sending.step.to().contains(contact)
                    && isNews(sending, night, false)) {
                letters.add(
                        new Addressed(owner, List.of(contact), night, false, active(sending.night) - active(night)));
            }
        });
        return letters;
    }

    private static long active(Night night) {
        return night.issues().stream()
                .filter(t -> t.activity().count() > 0 && t.state() != State.MUTED)
                .count();
    }

    private static boolean isNews(Sending sending, Night night, boolean whole) {
        Verdict verdict = new Verdict(night, whole);
        boolean changes = verdict.look() > 0 || verdict.count(State.RESOLVED) > 0 || verdict.late() > 0;
        boolean besides = whole
                && (verdict.missing() > 0
                        || !sending.nightly.missed().isEmpty()
                        || !night.insight().silent().isEmpty()
                        || !night.insight().audited().findings().isEmpty());
        return switch (sending.step.when()) {
            case ALWAYS -> true;
            case CHANGES -> changes || besides;
            case NEW ->
                verdict.count(State.NEW) > 0
                        || night.insight().late().stream()
                                .anyMatch(news -> news.triaged().state() == State.NEW);
        };
    }

    private boolean heartbeatDue(Sending sending) {
        Duration after = sending.step.heartbeat().minus(EARLY);
        return sending.ledger
                .lastDigest(sending.job, "")
                .filter(last -> last.at().plus(after).isAfter(clock.instant()))
                .isEmpty();
    }

    private String quiet(Sending sending) {
        sending.ledger.append(entry(sending, LedgerEntry.Kind.QUIET, "", 0, sending.nightly.key(), "", List.of()));
        return "no mail for " + sending.nightly.key() + ": nothing that "
                + (sending.step.when() == Job.When.NEW ? "is new" : "has changed");
    }

    private void deliver(Sending sending, List<Addressed> letters, List<String> said) {
        List<Failure> failures = new ArrayList<>();
        List<Addressed> due = new ArrayList<>();
        for (Addressed letter : letters) {
            Optional<LedgerEntry> sent = sending.force ? Optional.empty() : sent(sending, letter);
            sent.ifPresentOrElse(entry -> said.add(alreadySent(sending, letter, entry)), () -> due.add(letter));
        }
        try (Mail mail = Mail.of(settings, clock)) {
            for (Addressed letter : due) {
                attempt(() -> said.add(deliver(sending, letter, mail)), failures);
            }
            if (due.isEmpty()) {
                attempt(() -> mail.retry().forEach(one -> attempt(() -> said.add(one.orFail()), failures)), failures);
            }
        }
        failures.stream().min(Comparator.comparing(Failure::exit)).ifPresent(worst -> {
            throw worst;
        });
    }

    private static void attempt(Runnable action, List<Failure> failures) {
        try {
            action.run();
        } catch (Failure failure) {
            failures.add(failure);
        }
    }

    /// Written down once the mail is safe in the outbox, even if no server takes it now.
    private String deliver(Sending sending, Addressed letter, Mail mail) {
        Digest digest = digest(sending, letter);
        try {
            String said = mail.send(letter.to, digest).orFail();
            sending.ledger.append(entry(sending, letter, digest));
            return said;
        } catch (Failure failure) {
            if (failure.exit() == Failure.Exit.UNAVAILABLE) {
                sending.ledger.append(entry(sending, letter, digest));
            }
            throw failure;
        }
    }

    private static Optional<LedgerEntry> sent(Sending sending, Addressed letter) {
        return sending.ledger
                .of(sending.job)
                .filter(entry -> isOf(entry, sending, letter) && entry.to().containsAll(letter.to))
                .reduce((earlier, later) -> later)
                .filter(entry -> sending.step.at() == Job.At.NOW || isToldAlready(sending, letter));
    }

    /// A night that ends with the newest line goes on when more of it is read: what is new of that was not told.
    private static boolean isToldAlready(Sending sending, Addressed letter) {
        Set<String> told = sending.ledger
                .of(sending.job)
                .filter(entry -> isOf(entry, sending, letter) && entry.to().containsAll(letter.to))
                .flatMap(entry -> entry.news().stream())
                .collect(Collectors.toSet());
        return AlertRules.of(letter.night).stream()
                .filter(notice -> notice.kind() != Notice.Kind.SILENT)
                .allMatch(notice -> told.contains(notice.key()));
    }

    private static boolean isOf(LedgerEntry entry, Sending sending, Addressed letter) {
        String night = sending.nightly.key();
        return entry.kind() == LedgerEntry.Kind.DIGEST
                && entry.group().equals(letter.group)
                && (entry.key().equals(night) || entry.key().startsWith(night + "-"));
    }

    private static String alreadySent(Sending sending, Addressed letter, LedgerEntry sent) {
        return "already sent: report #" + sent.number() + " for " + sending.nightly.key() + " went to "
                + String.join(", ", letter.to) + " at "
                + sent.at().atZone(sending.night.zone()).toLocalDateTime().withNano(0)
                + "; nightjar mail --to " + String.join(",", letter.to) + " --force sends one by hand";
    }

    private Digest digest(Sending sending, Addressed letter) {
        Letter written = Letter.of(letter.night, occasion(sending, letter), templates);
        return new Digest(
                sending.job,
                sending.night.host(),
                key(sending, letter),
                clock.instant(),
                written.subject(),
                written.text(),
                written.html(),
                letter.group,
                List.of());
    }

    /// The same digest has the same key, and so the same Message-ID; what is sent again on purpose gets another.
    private static String key(Sending sending, Addressed letter) {
        long before = sending.ledger
                .of(sending.job)
                .filter(entry -> isOf(entry, sending, letter))
                .count();
        return sending.nightly.key() + (before == 0 ? "" : "-" + (before + 1));
    }

    /// What to edit to change or stop a job's mails.
    static String whereToStop(Settings settings, String job) {
        String file = "jobs/" + job + ".yaml";
        if (!settings.jobs().containsKey(job)) {
            return "it was sent by hand, with nightjar " + job;
        }
        return settings.home().map(home -> file + " in " + home).orElse(file);
    }

    private DigestContext occasion(Sending sending, Addressed letter) {
        Optional<LedgerEntry> last = sending.ledger.lastDigest(sending.job, letter.group);
        return new DigestContext(
                sending.job,
                whereToStop(settings, sending.job),
                letter.group,
                last.map(LedgerEntry::number).orElse(0L) + 1,
                last.map(entry -> new DigestContext.Previous(entry.number(), entry.at())),
                letter.group.isEmpty() ? sending.nightly.missed() : List.of(),
                letter.heartbeat,
                letter.others,
                letter.group.isEmpty() ? undelivered(last) : List.of());
    }

    /// Mails since the last digest that did not arrive.
    private List<String> undelivered(Optional<LedgerEntry> last) {
        Instant since = last.map(entry -> entry.at().minus(EARLY)).orElse(Instant.EPOCH);
        try (Mail mail = Mail.of(settings, clock)) {
            return Stream.concat(
                            mail.dead().stream()
                                    .filter(letter -> letter.since().isAfter(since))
                                    .map(letter -> said(letter, "was refused")),
                            mail.waiting().stream()
                                    .filter(letter -> letter.tries() > 0)
                                    .map(letter -> said(letter, "waits")))
                    .toList();
        }
    }

    private static String said(Mail.Letter letter, String what) {
        return "a mail to " + String.join(", ", letter.to()) + " " + what + ": " + letter.reason();
    }

    private LedgerEntry entry(Sending sending, Addressed letter, Digest digest) {
        long number = sending.ledger
                        .lastDigest(sending.job, letter.group)
                        .map(LedgerEntry::number)
                        .orElse(0L)
                + 1;
        LedgerEntry entry = entry(
                sending, LedgerEntry.Kind.DIGEST, letter.group, number, digest.runId(), digest.messageId(), letter.to);
        List<Notice> news = AlertRules.of(letter.night);
        return entry.with(
                news.stream().map(Notice::key).toList(),
                news.stream().map(AlertRules::about).toList());
    }

    private LedgerEntry entry(
            Sending sending,
            LedgerEntry.Kind kind,
            String group,
            long number,
            String key,
            String message,
            List<String> to) {
        return new LedgerEntry(
                clock.instant(),
                kind,
                sending.job,
                group,
                number,
                key,
                sending.night.window().to(),
                sending.commit,
                message,
                to,
                List.of(),
                List.of());
    }
}
