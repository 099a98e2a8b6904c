package dev.nightjar.report.letter;

import dev.nightjar.model.Issue;
import dev.nightjar.model.Issue.State;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Triaged;
import dev.nightjar.model.Visible;
import dev.nightjar.report.Night;
import dev.nightjar.report.Report;
import dev.nightjar.report.Templates;
import dev.nightjar.report.Verdict;
import dev.nightjar.report.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The digest as a letter: what changed first, in full; what goes on, the top of it; what was read, always.
///
/// @param subject one line: the verdict, and name of the worst issue
/// @param text 72 columns
/// @param html at most 60 kB, as some mail programs cut at 100: tables and inline styles only, no images, nothing
///     remote
public record Letter(String subject, String text, String html) {

    private static final int MOST_ISSUES = 25;
    private static final int MOST_KNOWN = 5;
    private static final int MOST_BYTES = 60_000;
    private static final int MOST_MISSING = 10;
    private static final int BAR_HEIGHT = 44;

    /// What the template sees.
    ///
    /// @param bars pixels per hour, or per as many hours as fit
    /// @param link of the overview, empty if pages have no address
    /// @param id of the issue that the closing command shows, empty without issues
    public record Body(
            String job,
            String verdict,
            String window,
            String host,
            String coverage,
            boolean incomplete,
            String errors,
            String warnings,
            List<Section> sections,
            List<Long> bars,
            String barsLabel,
            List<String> notRead,
            String link,
            String id) {}

    /// Issues of one state.
    ///
    /// @param of all there are, if some are left out; else empty
    public record Section(String state, String of, List<Item> items) {}

    /// An issue; link is empty if pages have no address.
    public record Item(
            String id,
            String link,
            String name,
            String message,
            String project,
            String counts,
            String since,
            String reason,
            String owner) {}

    /// The letter about a night: what the digest says, without address. The job is named in the subject.
    public static Letter of(Night night, String job, Templates templates) {
        int most = MOST_ISSUES;
        while (true) {
            Body body = body(night, job, most);
            String html = templates.render("mail.ftlh", Map.of("mail", body));
            if (html.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES || most == 0) {
                return new Letter("[nightjar " + job + "] " + new Verdict(night).subject(), Text.of(body), html);
            }
            most /= 2;
        }
    }

    private static Body body(Night night, String job, int most) {
        Words words = new Words(night.zone(), night.window());
        Verdict verdict = new Verdict(night);
        String link = night.link().map(l -> l.endsWith("/") ? l : l + "/").orElse("");
        List<Section> sections = sections(night, words, link, most);
        return new Body(
                job,
                verdict.sentence(),
                words.window(),
                inert(night.host(), 90),
                verdict.coverage(),
                verdict.missing() > 0,
                sum(night, verdict.events(true), true),
                sum(night, verdict.events(false), false),
                sections,
                bars(night),
                "at most "
                        + Words.count(hourly(night).stream()
                                .mapToLong(Long::longValue)
                                .max()
                                .orElse(0)) + " in one hour",
                notRead(night),
                link,
                sections.isEmpty() ? "" : sections.getFirst().items().getFirst().id());
    }

    private static String sum(Night night, long events, boolean errors) {
        return Words.count(events, errors ? "error" : "warning")
                + night.usual()
                        .map(usual -> " (usual " + Words.count(errors ? usual.errors() : usual.warnings()) + ")")
                        .orElse("");
    }

    private static List<Section> sections(Night night, Words words, String link, int most) {
        List<Section> sections = new ArrayList<>();
        int left = most;
        for (State state : List.of(State.NEW, State.REGRESSED, State.ESCALATING, State.ONGOING, State.RESOLVED)) {
            List<Triaged> all = night.issues().stream()
                    .filter(t -> t.state() == state)
                    .sorted(Verdict.WORST_FIRST)
                    .toList();
            int shown = Math.min(Verdict.needsALook(state) ? left : Math.min(left, MOST_KNOWN), all.size());
            if (shown > 0) {
                List<Item> items =
                        all.stream().limit(shown).map(t -> item(t, words, link)).toList();
                String of = shown < all.size() ? Words.count(all.size()) : "";
                sections.add(new Section(Verdict.word(state), of, items));
                left -= shown;
            }
        }
        return sections;
    }

    private static Item item(Triaged t, Words words, String link) {
        Issue issue = t.activity().issue();
        String owner = t.owner() == null ? "" : t.owner() + (t.contact().isEmpty() ? "" : " <" + t.contact() + ">");
        boolean said = issue.type() == null && issue.title().equals(issue.message());
        long users = t.activity().users();
        return new Item(
                issue.id().shown(),
                link.isEmpty() ? "" : link + Report.pageOf(issue.id()),
                inert(Verdict.name(t), 120),
                said ? "" : inert(issue.message(), 200),
                inert(issue.project(), 64),
                Words.count(t.activity().count(), "event") + (users == 0 ? "" : ", " + Words.count(users, "user")),
                words.at(t.activity().first()).brief() + " to "
                        + words.at(t.activity().last()).brief(),
                inert(t.reason(), 160),
                inert(owner, 90));
    }

    /// Visible, cut, and with addresses broken up: mail programs make links of what looks like one, also of an
    /// attacker's.
    static String inert(String raw, int most) {
        String line = Visible.line(raw.length() > 4 * most ? raw.substring(0, 4 * most) : raw)
                .replace("://", "[:]//")
                .replace("www.", "www[.]");
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + "…";
    }

    private static List<Long> bars(Night night) {
        List<Long> hourly = hourly(night);
        int span = Math.max(1, (hourly.size() + 27) / 28);
        List<Long> bars = IntStream.range(0, (hourly.size() + span - 1) / span)
                .mapToObj(i -> hourly.subList(i * span, Math.min(hourly.size(), (i + 1) * span)).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .toList();
        long peak = Math.max(1, bars.stream().mapToLong(Long::longValue).max().orElse(1));
        return bars.stream()
                .map(count -> count == 0 ? 0 : Math.max(2, count * BAR_HEIGHT / peak))
                .toList();
    }

    private static List<Long> hourly(Night night) {
        int most = night.issues().stream()
                .mapToInt(t -> t.activity().hourly().size())
                .max()
                .orElse(0);
        return IntStream.range(0, most)
                .mapToObj(hour -> night.issues().stream()
                        .map(t -> t.activity().hourly())
                        .filter(hours -> hour < hours.size())
                        .mapToLong(hours -> hours.get(hour))
                        .sum())
                .toList();
    }

    private static List<String> notRead(Night night) {
        List<NotRead> all = night.runs().stream()
                .limit(1)
                .flatMap(run -> run.notRead().stream())
                .toList();
        Stream<String> lines = all.stream().limit(MOST_MISSING).map(n -> inert(n.path() + ": " + n.reason(), 200));
        Stream<String> rest = all.size() > MOST_MISSING
                ? Stream.of("and " + (all.size() - MOST_MISSING) + " more, see the report")
                : Stream.of();
        return Stream.concat(lines, rest).toList();
    }
}
