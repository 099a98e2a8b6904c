package dev.nightjar.notify.letter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Level;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.NightParts;
import dev.nightjar.report.Nights;
import dev.nightjar.report.PageTemplates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterTest {

    private static Letter letter(Night night, String job) {
        return Letter.of(night, job, new PageTemplates(Optional.empty()));
    }

    @Test
    void carriesTheVerdictInItsSubject() {
        assertThat(letter(Nights.busy(), "nightly").subject())
                .isEqualTo(
                        "[nightjar nightly] REPORT INCOMPLETE: 1 of 6 files unreadable; 2 new, 1 regressed, 1 escalating: "
                                + "NullPointerException: Cannot invoke \"com.acme.shop.Cart.total()\" because \"<name… (+3), 1 project silent, 2 audit findings");
        assertThat(letter(Nights.quiet(), "nightly").subject())
                .isEqualTo("[nightjar nightly] all quiet: 0 new, 60 errors (usual 151)");
    }

    @Test
    void doesNotCallLogsQuietThatWereNotUnderstood() {
        Letter letter = letter(Nights.unclear(), "nightly");
        assertThat(letter.subject()).isEqualTo("[nightjar nightly] 2 logs need a look");
        assertThat(letter.text())
                .startsWith("Nothing new, but 2 logs need a look\n")
                .containsIgnoringWhitespaces(
                        "/var/log/press/press.log: none of 412 records says a level; 9 say failed, error,"
                                + " killed; see: nightjar formats test /var/log/press/press.log")
                .contains("ink-1")
                .doesNotContainIgnoringCase("quiet");
        assertThat(letter.html()).contains("none of 31 records says a level").doesNotContainIgnoringCase("all quiet");
    }

    @Test
    void statesWhatWasReadEveryNight() {
        for (Night night : List.of(Nights.busy(), Nights.quiet(), Nights.unclear())) {
            Letter letter = letter(night, "nightly");
            assertThat(letter.text()).containsPattern("\n\\d of \\d files read, 12 lines not understood\n");
            assertThat(letter.html()).containsPattern("\\d of \\d files read, 12 lines not understood");
        }
    }

    @Test
    void laysTheTextOutIn72Columns() {
        assertThat(letter(Nights.busy(), "nightly").text().lines()).allMatch(line -> line.length() <= 72);
        assertThat(letter(Nights.busy(), "nightly").text()).contains("""
                REGRESSED

                  PN6D-MP7F  TimeoutException: Did not observe any item or terminal
                             signal within <int>ms in '<name>'
                             at com.acme.shop.Cart.lines (Cart.java:88)
                             at com.acme.shop.OrderService.pay (OrderService.java:142)
                             at com.acme.shop.web.OrderController.pay
                             (OrderController.java:61)
                             shop: 128 events, 61 users, 03:12 to 05:56
                             resolved 12 Nov in 4.1.0 by mara, back in 4.2.1 since 02:05
                             owner: stock <stock@acme.example>
                             https://errors.acme.example/i/PN6DMP7F.html
                """);
    }

    @Test
    void staysSmallWhateverTheLogSays() {
        List<Triaged> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(NightParts.issue(
                    i,
                    "shop",
                    State.NEW,
                    Level.ERROR,
                    "\"<&'>".repeat(400),
                    "\"<&'>\u0001".repeat(4_000),
                    "<\">".repeat(300),
                    "\u202e".repeat(999),
                    5,
                    5,
                    List.of(5L),
                    "&".repeat(500)));
        }
        Letter letter = letter(Nights.busy().with(all), "nightly");
        assertThat(letter.html().length()).isBetween(5_000, 60_000);
        assertThat(letter.html()).contains("of 300");
        assertThat(letter.subject().length()).isLessThan(200);
    }

    @Test
    void makesNoLinkAndNoMarkupOfLogText() {
        String evil =
                "see https://evil.example/login or www.evil.example <img src=\"http://evil.example/x.png\"> \u001b[2J";
        Letter letter = letter(Nights.hostile(List.of(evil)), "nightly");
        assertThat(letter.html())
                .doesNotContain("://evil", "www.evil", "<img", "\u001b")
                .contains("https[:]//evil.example");
        assertThat(letter.text()).doesNotContain("://evil", "www.evil", "\u001b");
        assertThat(letter.subject()).doesNotContain("://evil", "\u001b").doesNotContain("\n");
        Letter busy = letter(Nights.busy(), "nightly");
        assertThat(busy.html().replace("https://errors.acme.example/", "")).doesNotContain("http");
    }
}
