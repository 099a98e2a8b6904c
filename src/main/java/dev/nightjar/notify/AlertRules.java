package dev.nightjar.notify;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.finding.AuditFinding;
import dev.nightjar.model.finding.Audited;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.model.finding.Notice.Kind;
import dev.nightjar.model.finding.Silence;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Late;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What happened that somebody should hear of, most important first. The same happening has the same key whenever
/// it is looked at.
record AlertRules(Window window, ZoneId zone) {

    /// @param late what was read of before the window; of that only what is new or came back is told
    List<Notice> of(Set<Kind> on, List<Triaged> issues, Audited audited, List<Silence> silent, List<Late.News> late) {
        List<Notice> news = new ArrayList<>();
        issues.stream()
                .sorted(Triaged.WORST_FIRST)
                .forEach(t -> kind(t).map(kind -> notice(kind, t)).ifPresent(news::add));
        Set<String> told = news.stream().map(Notice::key).collect(Collectors.toSet());
        late.forEach(one -> kind(one.triaged())
                .filter(kind -> kind != Kind.ESCALATING)
                .map(kind -> notice(kind, one))
                .filter(notice -> !told.contains(notice.key()))
                .ifPresent(news::add));
        audited.findings().forEach(finding -> news.add(notice(finding)));
        silent.forEach(silence -> news.add(notice(silence)));
        return news.stream()
                .filter(notice -> on.contains(notice.kind()))
                .sorted(Comparator.comparing(Notice::kind))
                .toList();
    }

    /// All news of a night.
    static List<Notice> of(Night night) {
        return new AlertRules(night.window(), night.zone())
                .of(
                        EnumSet.allOf(Kind.class),
                        night.issues(),
                        night.insight().audited(),
                        night.insight().silent(),
                        night.insight().late());
    }

    /// The same kind of news about the same thing.
    static String about(Notice notice) {
        IssueId issue = notice.issue();
        return word(notice.kind()) + " " + (issue == null ? notice.project() + " " + notice.title() : issue.text());
    }

    /// Whether what was told is about this issue, of whatever kind.
    static boolean isAbout(String about, IssueId issue) {
        return about.endsWith(" " + issue.text());
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Kind> kind(Triaged t) {
        return switch (t.state()) {
            case NEW -> Optional.of(Kind.NEW);
            case REGRESSED -> Optional.of(Kind.REGRESSED);
            case ESCALATING -> Optional.of(Kind.ESCALATING);
            case ONGOING, RESOLVED, MUTED -> Optional.empty();
        };
    }

    private Notice notice(Kind kind, Triaged t) {
        IssueId id = t.activity().issue().id();
        return new Notice(
                kind,
                word(kind) + ":" + id.text() + (kind == Kind.REGRESSED ? resolved(t) : ""),
                t.activity().issue().project(),
                id,
                Verdict.name(t),
                Verdict.reason(t),
                t.activity().last(),
                t.owner(),
                t.contact(),
                t.activity().count(),
                t.activity().users());
    }

    private Notice notice(Kind kind, Late.News late) {
        Notice known = notice(kind, late.triaged());
        return new Notice(
                kind,
                known.key(),
                known.project(),
                known.issue(),
                known.title(),
                Verdict.late(late.late(), new Wording(zone, window)) + "; " + known.sentence(),
                late.late().last(),
                known.owner(),
                known.contact(),
                late.late().count(),
                late.late().users());
    }

    /// What was resolved anew can come back anew.
    private static String resolved(Triaged t) {
        return t.history().stream()
                .filter(decision -> decision.kind() == Decision.Kind.RESOLVE)
                .map(Decision::at)
                .max(Comparator.naturalOrder())
                .map(at -> ":" + at)
                .orElse("");
    }

    /// A pair is new once. What somebody did at an unusual hour is one happening a day.
    private Notice notice(AuditFinding finding) {
        boolean known = !finding.events().isEmpty();
        String project = known ? finding.events().getFirst().project() : "";
        Instant at = known ? finding.events().getLast().time() : window.to();
        String first = !known
                ? finding.sentence()
                : switch (finding.kind()) {
                    case FIRST_PAIR -> finding.events().getFirst().id();
                    case UNUSUAL_HOUR -> {
                        LocalDate day =
                                finding.events().getFirst().time().atZone(zone).toLocalDate();
                        yield finding.events().getFirst().ids().getOrDefault("actor", "") + ":" + day;
                    }
                };
        String key = "audit:" + finding.kind().name().toLowerCase(Locale.ROOT) + ":" + finding.rule() + ":" + first;
        return new Notice(
                Kind.AUDIT,
                key,
                project,
                null,
                finding.rule(),
                finding.sentence(),
                at,
                null,
                "",
                finding.events().size(),
                0);
    }

    private Notice notice(Silence silence) {
        return new Notice(
                Kind.SILENT,
                "silent:" + silence.project() + ":" + silence.since(),
                silence.project(),
                null,
                silence.project(),
                silence.sentence(zone),
                silence.since(),
                null,
                "",
                0,
                0);
    }
}
