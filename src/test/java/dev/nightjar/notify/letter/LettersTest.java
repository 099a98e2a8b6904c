package dev.nightjar.notify.letter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.Scope;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.AuditFinding;
import dev.nightjar.model.finding.Audited;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.model.finding.Notice.Kind;
import dev.nightjar.model.finding.Silence;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Late;
import dev.nightjar.model.issue.Rest;
import dev.nightjar.model.issue.Tops;
import dev.nightjar.model.issue.Totals;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.report.NightParts;
import dev.nightjar.report.Nights;
import dev.nightjar.report.PageTemplates;
import dev.nightjar.report.night.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Letters as a whole: `src/test/resources/letters/NAME.html` and `.txt` are what must be written;
/// `-Dgolden=write` writes what is.
class LettersTest {

    private static final Path GOLDEN = Path.of("src/test/resources/letters");
    private static final String EVIL = "https://evil.example/a www.evil.example mailto:x@evil.example <img src=x"
            + " onerror=alert(1)> <a href=\"http://evil.example\">x</a> =?utf-8?q?Subject?= ${7*7} \u202e\u001b[2J\r\n"
            + "Bcc: x@evil.example";

    private static final PageTemplates TEMPLATES = new PageTemplates(Optional.empty());
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @ValueSource(strings = {"digest", "owner", "gap", "alert"})
    void readsAsItAlwaysDid(String name) throws IOException {
        Letter letter = letter(name);
        String text = "Subject: " + letter.subject() + "\n\n" + letter.text();
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(GOLDEN.resolve(name + ".txt"), text);
            Files.writeString(GOLDEN.resolve(name + ".html"), letter.html());
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN.resolve(name + ".txt")));
        assertThat(letter.html()).isEqualTo(Files.readString(GOLDEN.resolve(name + ".html")));
        assertThat(letter.text().lines()).allMatch(line -> line.length() <= 72);
    }

    private static Letter letter(String name) {
        return switch (name) {
            case "digest" -> Letter.of(night(24), occasion("", List.of()), TEMPLATES);
            case "owner" -> Letter.of(night(24).of("shop").with(own()), occasion("payments", List.of()), TEMPLATES);
            case "gap" ->
                Letter.of(
                        night(72),
                        occasion(
                                "",
                                List.of(
                                        new DigestContext.Missed(
                                                LocalDate.of(2026, 11, 20), "run failed: no space left"),
                                        new DigestContext.Missed(LocalDate.of(2026, 11, 21), "it did not run"))),
                        TEMPLATES);
            default -> AlertLetter.of(news(), thrown(), about(), TEMPLATES);
        };
    }

    private static DigestContext occasion(String owner, List<DigestContext.Missed> missed) {
        return new DigestContext(
                "nightly",
                "jobs/nightly.yaml in /etc/nightjar",
                owner,
                318,
                Optional.of(new DigestContext.Previous(317, Instant.parse("2026-11-21T05:00:12Z"))),
                missed,
                false,
                owner.isEmpty() ? 0 : 3,
                List.of());
    }

    private static AlertLetter.About about() {
        return new AlertLetter.About(
                "watch",
                "jobs/watch.yaml in /etc/nightjar",
                "log1.acme.example",
                7,
                Nights.END,
                BERLIN,
                Optional.of("https://errors.acme.example"));
    }

    private static List<Triaged> issues() {
        List<Triaged> issues = new ArrayList<>();
        issues.add(issue(1, State.NEW, "java.lang.NullPointerException", "com.acme.OrderService.pay", 42, "payments"));
        issues.add(issue(2, State.REGRESSED, "java.util.concurrent.TimeoutException", "com.acme.Stock.get", 128, null));
        issues.add(issue(3, State.ESCALATING, "TypeError", "checkout.renderTotals", 373, "front-end"));
        for (int i = 4; i < 12; i++) {
            issues.add(issue(i, State.ONGOING, "java.io.IOException", "com.acme.Known" + i + ".run", 90 - i, null));
        }
        issues.add(issue(12, State.RESOLVED, "IllegalStateException", "com.acme.Vouchers.redeem", 0, "payments"));
        return issues;
    }

    private static List<Triaged> own() {
        return issues().stream().filter(t -> "payments".equals(t.owner())).toList();
    }

    private static Triaged issue(int nth, State state, String type, String culprit, long count, String owner) {
        return NightParts.issue(
                nth,
                "shop",
                state,
                Level.ERROR,
                type,
                "Order <int> failed: <text>",
                culprit,
                "since a while, " + count + " times",
                count,
                count / 3,
                Collections.nCopies(24, count / 24),
                owner);
    }

    private static Night night(int hours) {
        List<Triaged> issues = issues();
        List<Long> month = new ArrayList<>(Collections.nCopies(720, 1L));
        Collections.fill(month.subList(648, 672), 0L);
        Collections.fill(month.subList(696, 720), 3L);
        Run run = new Run(
                "481",
                Nights.END.minusSeconds(12),
                Nights.END,
                List.of(new Run.ReadFile("/var/log/shop.log", "shop", "", "logback", "", 9, 9, 9, 9, 2, null)),
                9,
                9,
                9,
                1,
                0,
                List.of(new NotRead("/var/log/core.1", "looks binary, left out", true)),
                List.of());
        Night.Insight none = Night.Insight.NONE;
        Night.Insight insight = new Night.Insight(
                none.related(),
                new Audited(
                        List.of(),
                        List.of(new AuditFinding(
                                AuditFinding.Kind.FIRST_PAIR,
                                "masquerade",
                                "first time ever: admin as s.weber, once",
                                List.of()))),
                List.of(),
                List.of(new Silence("search", Nights.END.minus(Duration.ofHours(5)), Nights.END, Duration.ofHours(2))),
                List.of(),
                List.of(),
                List.of(),
                Map.of("", totals(month)),
                Map.of(),
                Tops.NONE,
                Map.of("", 320L),
                none.alike(),
                none.quality(),
                none.formula(),
                late(issues),
                Map.of(),
                none.latest());
        return new Night(
                Scope.of(Window.until(Nights.END, Duration.ofHours(hours))),
                BERLIN,
                "log1.acme.example",
                List.of("search", "shop"),
                issues,
                Rest.NONE,
                id -> issues.stream()
                        .filter(t -> t.activity().issue().id().equals(id))
                        .map(t -> NightParts.sample(t, 0))
                        .toList(),
                List.of(run),
                Optional.of(new Night.Usual(151, 920, 7)),
                Optional.of("https://errors.acme.example"),
                "1",
                insight);
    }

    /// Errors alone, of 30 days of which all lines were read.
    private static Totals totals(List<Long> errors) {
        Instant from = Nights.END.minus(Duration.ofDays(30));
        BitSet read = new BitSet();
        int first = (int) (from.getEpochSecond() / 3600);
        read.set(first, first + errors.size());
        return new Totals(from, errors, List.of(), new Coverage(read));
    }

    private static List<Notice> news() {
        List<Notice> news = new ArrayList<>();
        issues().stream()
                .limit(3)
                .forEach(t -> news.add(notice(Kind.valueOf(t.state().name()), Verdict.name(t))));
        news.add(new Notice(
                Kind.AUDIT,
                "k",
                "shop",
                null,
                "masquerade",
                "first time ever: admin as s.weber",
                Nights.END,
                null,
                "",
                1,
                0));
        news.add(new Notice(Kind.SILENT, "k", "search", null, "search", "no log", Nights.END, null, "", 0, 0));
        return news;
    }

    private static List<Late.News> late(List<Triaged> issues) {
        Triaged first = issues.getFirst();
        return List.of(new Late.News(
                first,
                new Late(
                        first.id(),
                        3,
                        2,
                        Nights.END.minus(Duration.ofHours(75)),
                        Nights.END.minus(Duration.ofHours(74)))));
    }

    private static Map<IssueId, List<StoredEvent>> thrown() {
        return Map.of(IssueId.of(7), List.of(NightParts.sample(issues().getFirst(), 0)));
    }

    private static Notice notice(Kind kind, String title) {
        return new Notice(
                kind,
                "k",
                "shop",
                IssueId.of(7),
                title,
                "first seen 09:03",
                Nights.END,
                "payments",
                "p@acme.example",
                12,
                4);
    }

    @Test
    void oneSubjectSaysWhatAnAlertIsAbout() {
        assertThat(AlertLetter.subject(List.of(notice(Kind.NEW, "NullPointerException in OrderService")), "watch"))
                .isEqualTo("[nightjar watch] new in shop: NullPointerException in OrderService (12 events, 4 users)");
        assertThat(AlertLetter.subject(List.of(news().get(3)), "watch"))
                .isEqualTo("[nightjar watch] audit finding in shop: masquerade");
        assertThat(AlertLetter.subject(List.of(news().get(4)), "watch")).isEqualTo("[nightjar watch] search is silent");
        assertThat(AlertLetter.subject(news(), "watch"))
                .isEqualTo("[nightjar watch] 1 new, 1 regressed, 1 escalating, 1 audit, 1 silent:"
                        + " NullPointerException: Order <int> failed: <text> (+4)");
    }

    @Test
    void staysSmallWhateverIsTold() {
        String huge = "\"<&'>\u0001".repeat(20_000);
        List<Notice> news = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            news.add(new Notice(Kind.NEW, "k", huge, IssueId.of(i), huge, huge, Nights.END, huge, huge, 1, 1));
        }
        Letter letter = AlertLetter.of(news, Map.of(), about(), TEMPLATES);
        assertThat(letter.html().getBytes(StandardCharsets.UTF_8).length).isBetween(5_000, Letter.MOST_BYTES);
        assertThat(letter.html()).contains("more.");
        assertThat(letter.subject().length()).isLessThan(200);
    }

    @Test
    void linksOnlyToTheReport() {
        Pattern attribute = Pattern.compile("[a-z]+=\"[^\"]*(?:http|//|mailto|url\\()[^\"]*\"");
        for (String name : List.of("digest", "owner", "gap", "alert")) {
            Matcher found = attribute.matcher(letter(name).html());
            int links = 0;
            for (; found.find(); links++) {
                assertThat(found.group()).startsWith("href=\"https://errors.acme.example/");
            }
            assertThat(links).isPositive();
        }
    }

    @Test
    void saysHostileTextAsItIsAndObeysNoneOfIt() {
        Night night = Nights.hostile(List.of(EVIL));
        DigestContext occasion = new DigestContext(
                EVIL,
                EVIL,
                EVIL,
                1,
                Optional.empty(),
                List.of(new DigestContext.Missed(LocalDate.EPOCH, EVIL)),
                false,
                1,
                List.of(EVIL));
        DigestContext whole = new DigestContext(
                "nightly", EVIL, "", 1, Optional.empty(), occasion.missed(), true, 0, occasion.undelivered());
        Notice notice = new Notice(Kind.NEW, EVIL, EVIL, null, EVIL, EVIL, Nights.END, EVIL, EVIL, 1, 1);
        for (Letter letter : List.of(
                Letter.of(night, occasion, TEMPLATES),
                Letter.of(night, whole, TEMPLATES),
                AlertLetter.of(List.of(notice), Map.of(), about(), TEMPLATES),
                AlertLetter.of(List.of(notice, notice), Map.of(), about(), TEMPLATES))) {
            assertThat(letter.subject())
                    .doesNotContain("\n", "\r", "://", "=?", "@", "\u202e", "\u001b")
                    .doesNotContainPattern("[^\\x20-\\x7e…]");
            assertThat(letter.html())
                    .doesNotContain("<img", "://evil", "www.evil", "mailto:x", "49 ", "\u202e", "\u001b");
            assertThat(letter.text()).doesNotContain("://evil", "www.evil", "mailto:x", "\u202e", "\u001b");
        }
    }
}
