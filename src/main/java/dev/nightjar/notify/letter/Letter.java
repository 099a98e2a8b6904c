package dev.nightjar.notify.letter;

import dev.nightjar.model.finding.Night;
import dev.nightjar.report.PageTemplates;
import dev.nightjar.report.night.Wording;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What is said by mail, without address. The digest: what changed first, in full; what goes on, the top of it;
/// what was read, always.
///
/// @param subject one line: the verdict, and name of the worst issue
/// @param text 72 columns
/// @param html at most 60 kB, as some mail programs cut at 100: tables and inline styles only, no images, nothing
///     remote
public record Letter(String subject, String text, String html) {

    static final int MOST_BYTES = 60_000;

    private static final int MOST_ISSUES = 25;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    /// The digest of a whole night.
    public static Letter of(Night night, String job, PageTemplates templates) {
        return of(night, DigestContext.of(job), templates);
    }

    /// The digest of a night, or of the part of it that is its owner's.
    ///
    /// @param night holds only the issues that are to be told
    public static Letter of(Night night, DigestContext occasion, PageTemplates templates) {
        Subject gist = new Subject(night, occasion);
        int most = MOST_ISSUES;
        while (true) {
            Body body = body(night, occasion, gist, most);
            String html = templates.render("mail.ftlh", Map.of("mail", body));
            if (html.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES || most == 0) {
                return new Letter(gist.subject(), LetterText.of(body), html);
            }
            most /= 2;
        }
    }

    private static Body body(Night night, DigestContext occasion, Subject gist, int most) {
        Sections sections = new Sections(night);
        DaysSection days = new DaysSection(night);
        List<Body.Section> issues = new ArrayList<>(sections.issues(most));
        issues.addAll(sections.late(most));
        String link = Sections.link(night);
        return new Body(
                occasion.missed().stream().map(Letter::missed).toList(),
                preheader(gist, issues),
                from(night, occasion),
                new Wording(night.zone(), night.window()).window() + ": "
                        + Harmless.text(night.scope().why(), 90),
                gist.sentence(),
                gist.sums(),
                gist.coverage(),
                gist.missing() > 0,
                numbered(night, occasion),
                occasion.isWhole() ? days.bars() : List.of(),
                days.days(),
                issues,
                occasion.isWhole() ? notes(occasion, sections) : sections.silent(),
                others(occasion, link),
                link,
                issues.isEmpty() ? "" : issues.getFirst().items().getFirst().id(),
                Harmless.text(occasion.change(), 200));
    }

    private static String from(Night night, DigestContext occasion) {
        String owner = occasion.isWhole() ? "" : " for " + Harmless.text(occasion.owner(), 90);
        return "Nightjar · " + Harmless.text(occasion.job(), 90) + owner + " · " + Harmless.text(night.host(), 90);
    }

    private static String missed(DigestContext.Missed missed) {
        return "No report for " + DATE.format(missed.night()) + ": " + Harmless.text(missed.why(), 300);
    }

    /// Not the verdict again: the subject has it.
    private static String preheader(Subject gist, List<Body.Section> issues) {
        return issues.isEmpty()
                ? gist.sums() + "; " + gist.coverage()
                : issues.getFirst().items().getFirst().reason() + " · " + gist.sums();
    }

    private static String numbered(Night night, DigestContext occasion) {
        if (occasion.number() == 0) {
            return "";
        }
        return "Report #" + occasion.number()
                + occasion.previous()
                        .map(p -> ", previous #" + p.number() + " sent " + time(p.at(), night.zone()))
                        .orElse(", the first");
    }

    static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    private static List<Body.Note> notes(DigestContext occasion, Sections sections) {
        List<Body.Note> notes = new ArrayList<>(sections.notes());
        if (!occasion.undelivered().isEmpty()) {
            List<String> lines = occasion.undelivered().stream()
                    .limit(5)
                    .map(line -> Harmless.text(line, 200))
                    .toList();
            notes.add(new Body.Note("Not delivered", true, lines));
        }
        return notes;
    }

    private static String others(DigestContext occasion, String link) {
        if (occasion.others() == 0) {
            return "";
        }
        return "And " + Wording.count(occasion.others(), "issue") + " of others"
                + (link.isEmpty() ? "." : " in the report.");
    }
}
