package dev.nightjar.notify.letter;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.model.finding.Notice.Kind;
import dev.nightjar.report.PageTemplates;
import dev.nightjar.report.Report;
import dev.nightjar.report.night.Wording;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An alert as a letter: what is new, each with its reason and owner, and nothing else.
public final class AlertLetter {

    /// News that have room in it; of the others it says how many there are.
    public static final int MOST_ITEMS = 25;

    private AlertLetter() {}

    /// Whose alert it is.
    ///
    /// @param change what to edit to change or stop it
    /// @param number of the alert, counted by job
    /// @param link address of `index.html`'s folder, if people reach it
    public record About(
            String job, String change, String host, long number, Instant at, ZoneId zone, Optional<String> link) {}

    /// What the template sees.
    ///
    /// @param rest what is left out, may be empty
    /// @param id of the issue that the closing command shows, empty without issues
    public record Body(
            String verdict,
            String preheader,
            String from,
            List<Item> items,
            String rest,
            String link,
            String id,
            String numbered,
            String change) {}

    /// A piece of news; id and link are empty if it is not about an issue.
    ///
    /// @param frames the calls to look at first, may be empty
    public record Item(
            String kind,
            String project,
            String id,
            String link,
            String name,
            List<String> frames,
            String reason,
            String counts,
            String owner) {}

    /// @param news at least one, the most important first
    /// @param samples an event or more of the issues that the first of them are about
    public static Letter of(
            List<Notice> news, Map<IssueId, List<StoredEvent>> samples, About about, PageTemplates templates) {
        int most = MOST_ITEMS;
        while (true) {
            Body body = body(news, samples, about, most);
            String html = templates.render("alert.ftlh", Map.of("mail", body));
            if (html.getBytes(StandardCharsets.UTF_8).length <= Letter.MOST_BYTES || most == 1) {
                return new Letter(subject(news, about.job()), LetterText.of(body), html);
            }
            most /= 2;
        }
    }

    /// Fixed words, numbers, names of projects, and of logs only names of classes and functions.
    static String subject(List<Notice> news, String job) {
        Notice first = news.getFirst();
        String prefix = "[nightjar " + Harmless.name(job) + "] ";
        if (news.size() > 1) {
            return prefix + counts(news) + ": " + Harmless.name(first.title()) + " (+" + (news.size() - 1) + ")";
        }
        String project = Harmless.name(first.project());
        return prefix
                + switch (first.kind()) {
                    case NEW, REGRESSED, ESCALATING ->
                        word(first.kind()) + " in " + project + ": " + Harmless.name(first.title()) + " ("
                                + numbers(first) + ")";
                    case AUDIT -> "audit finding in " + project + ": " + Harmless.name(first.title());
                    case SILENT -> project + " is silent";
                };
    }

    private static String numbers(Notice notice) {
        String users = notice.users() == 0 ? "" : ", " + Wording.users(notice.users());
        return Wording.count(notice.events(), "event") + users;
    }

    /// `2 new, 1 silent`.
    private static String counts(List<Notice> news) {
        List<String> counts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            long count = news.stream().filter(one -> one.kind() == kind).count();
            if (count > 0) {
                counts.add(Wording.count(count) + " " + word(kind));
            }
        }
        return String.join(", ", counts);
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Body body(List<Notice> news, Map<IssueId, List<StoredEvent>> samples, About about, int most) {
        String link = about.link().map(l -> l.endsWith("/") ? l : l + "/").orElse("");
        List<Item> items =
                news.stream().limit(most).map(one -> item(one, samples, link)).toList();
        String projects = String.join(
                ", ", news.stream().map(Notice::project).distinct().limit(5).toList());
        return new Body(
                counts(news) + " in " + Harmless.text(projects, 200),
                items.getFirst().name() + " · " + items.getFirst().reason(),
                "Nightjar · " + Harmless.text(about.job(), 90) + " · " + Harmless.text(about.host(), 90) + " · "
                        + Letter.time(about.at(), about.zone()),
                items,
                news.size() > most ? "And " + Wording.count(news.size() - most) + " more." : "",
                link,
                items.stream()
                        .map(Item::id)
                        .filter(id -> !id.isEmpty())
                        .findFirst()
                        .orElse(""),
                "Alert #" + about.number() + "; what is told here is not told again.",
                Harmless.text(about.change(), 200));
    }

    private static Item item(Notice notice, Map<IssueId, List<StoredEvent>> samples, String link) {
        IssueId issue = notice.issue();
        String contact = notice.contact().isEmpty() ? "" : " <" + notice.contact() + ">";
        return new Item(
                word(notice.kind()),
                Harmless.text(notice.project(), 64),
                issue == null ? "" : issue.shown(),
                issue == null || link.isEmpty() ? "" : link + Report.pageOf(issue),
                Harmless.text(notice.title(), 120),
                issue == null ? List.of() : Sections.frames(samples.getOrDefault(issue, List.of())),
                Harmless.text(notice.sentence(), 240),
                issue == null ? "" : numbers(notice),
                notice.owner() == null ? "" : Harmless.text("owner: " + notice.owner() + contact, 100));
    }
}
