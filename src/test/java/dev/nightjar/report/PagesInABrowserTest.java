package dev.nightjar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.IssueId;
import dev.nightjar.text.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.UnhandledAlertException;
import org.openqa.selenium.WebElement;

@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("chrome")
class PagesInABrowserTest {

    private static final String FIRST = "F3EY-DSFV";

    private Path dir;
    private Chrome chrome;
    private Path busy;

    @BeforeAll
    void open(@TempDir Path temporary) {
        dir = temporary;
        chrome = Chrome.open(PagesInABrowserTest.class);
        busy = dir.resolve("busy");
        Report.with(Optional.empty()).write(busy, Nights.busy());
    }

    @AfterAll
    void close() {
        if (chrome != null) {
            chrome.close();
        }
    }

    @Test
    void showsHostileTextInEveryFieldAsText() {
        Path home = dir.resolve("hostile");
        Report.with(Optional.empty()).write(home, Nights.hostile(Hostile.TEXTS));
        chrome.console();
        chrome.requests();
        chrome.go(home.resolve("index.html"));
        for (String selector : List.of(
                "tr .title > span", ".issues .sub code", ".plain tbody th a", ".alarm code", ".issues .reason")) {
            assertThat(chrome.texts(selector)).as(selector).containsExactlyInAnyOrderElementsOf(Hostile.lines());
        }
        chrome.unharmed(home);
        chrome.go(home.resolve("runs.html"));
        for (String selector : List.of(
                ".missing span",
                ".unclear p:first-child > code",
                ".unclear p b",
                ".unclear pre",
                ".files th code",
                ".files td b",
                ".files td:nth-child(2)",
                ".files td .dim")) {
            assertThat(chrome.texts(selector)).as(selector).containsExactlyInAnyOrderElementsOf(Hostile.lines());
        }
        chrome.unharmed(home);
        for (int i = 0; i < Hostile.TEXTS.size(); i++) {
            issue(home, Hostile.TEXTS.get(i), Nights.hostileId(i));
        }
    }

    private void issue(Path home, String text, IssueId id) {
        chrome.go(home.resolve("i/" + id.text() + ".html"));
        String line = Visible.line(text);
        Map<String, String> expected = new LinkedHashMap<>();
        for (String selector : List.of(
                "h1",
                "p.message",
                ".culprit code",
                ".what b",
                ".fields dd code",
                ".fields dt",
                ".why tbody th",
                ".why td code",
                "aside dd code",
                ".badge .reason")) {
            expected.put(selector, line);
        }
        expected.put(".frame .source", line.strip());
        expected.put(".ctx", line + "\n");
        expected.put("mark", Visible.text(text) + "\n");
        expected.put(".said", Visible.text(text));
        assertThat(chrome.firstTexts(expected.keySet())).isEqualTo(expected);
        chrome.unharmed(home);
    }

    @Test
    void aScriptOrADialogOfALogWouldBeNoticed() throws IOException {
        Path page = dir.resolve("page.html");
        Files.writeString(page, "<main></main><script>window.pwned = 1</script>");
        chrome.go(page);
        assertThatThrownBy(() -> chrome.unharmed(dir)).isInstanceOf(AssertionError.class);
        Files.writeString(page, "<main></main><script>setTimeout(() => alert('from a log'))</script>");
        chrome.go(page);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        chrome.unharmed(dir);
                    }
                })
                .isInstanceOf(UnhandledAlertException.class)
                .hasMessageContaining("from a log");
        chrome.driver.switchTo().alert().accept();
    }

    @Test
    void opensProjectsOfHostileNamesAndFindsThem() throws IOException {
        Path home = dir.resolve("hostile-projects");
        Report.with(Optional.empty()).write(home, Nights.hostile(Hostile.TEXTS));
        chrome.console();
        chrome.requests();
        List<String> headings = new ArrayList<>();
        try (Stream<Path> pages = Files.list(home.resolve("p"))) {
            for (Path page : pages.toList()) {
                chrome.go(page);
                headings.add(chrome.text("h1 .which"));
                chrome.unharmed(home);
            }
        }
        assertThat(headings).containsExactlyInAnyOrderElementsOf(Hostile.lines());
        chrome.go(home.resolve("find.html"));
        chrome.driver.findElement(By.id("q")).sendKeys("script");
        answered("script");
        assertThat(chrome.texts("#answer .title b"))
                .hasSizeGreaterThan(10)
                .allSatisfy(shown -> assertThat(Hostile.lines()).anyMatch(line -> line.endsWith(shown)));
        chrome.unharmed(home);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FIRST,
                "f3eydsfv",
                "F3EY DSFV", // its id
                "51ed270b", // an alias
                "req-9f31c42",
                "java.lang.NullPointerException",
                "NullPointerException",
                "nullpointerexception",
                "cart.total OrderService"
            })
    void findsAnIssueByAnythingThatNamesIt(String typed) {
        find(typed);
        assertThat(chrome.text("#answer .hits .id")).isEqualTo(FIRST);
        assertThat(hits()).isEqualTo(1);
    }

    @Test
    void findsAnIssueByTheIdOfAnEvent() {
        find(Nights.busy()
                .samples()
                .apply(IssueId.parse(FIRST).orElseThrow())
                .getFirst()
                .id());
        assertThat(chrome.text("#answer .hits .id")).isEqualTo(FIRST);
        assertThat(hits()).isEqualTo(1);
    }

    @Test
    void findsEveryIssueThatATraceIdLeadsTo() {
        find("4bf92f3577b34da6a3ce929d0e0e4700");
        assertThat(hits()).isEqualTo(10);
        assertThat(chrome.text("#answer h2")).startsWith("Failed in ").contains(" → ");
        assertThat(chrome.text("#answer dl")).contains("Began with", "Ask", "4bf92f3577b34da6a3ce929d0e0e4700");
        assertThat(chrome.texts("#answer .hits .reason"))
                .filteredOn(reason -> reason.endsWith(", the cause"))
                .hasSize(1);
    }

    @Test
    void findsTheIdsInAWholeMail() {
        find("Dear shop, it said req-9f31c42 (or F3EY-DSFV?) on 2 March. My order is 12345678, please help");
        assertThat(chrome.text("#answer .count")).isEqualTo("2 of 3 possible ids in the text known here");
        assertThat(chrome.texts("#answer .card .hits .id")).containsExactly(FIRST, FIRST);
        chrome.js(
                "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);"
                        + "document.querySelector('#q').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data}))",
                "Hello,\nI saw req-9f31c42.\nBye");
        answered("req-9f31c42");
        assertThat(chrome.text("#answer .hits .id")).isEqualTo(FIRST);
    }

    @Test
    void goesStraightToTheOnlyHit() {
        find("req-9f31c42").sendKeys(Keys.ENTER);
        chrome.until("location.pathname.endsWith(arguments[0])", "/i/F3EYDSFV.html");
        assertThat(chrome.driver.getCurrentUrl()).endsWith("/i/F3EYDSFV.html");
        assertThat(chrome.text("h1")).isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void saysWhyNothingIsFound() {
        find("req-unknown");
        assertThat(chrome.text("#answer"))
                .contains("Nothing here fits", "10 issues of Sat 21 Nov", "nightjar show req-unknown");
        find("F3EY-DSFW");
        assertThat(chrome.text("#answer")).contains("No issue and no event", "Did you mean", FIRST);
        find("0000-0000");
        assertThat(chrome.text("#answer")).contains("may be the id of an issue, but of none on these pages");
        find("9fe1c2ab");
        assertThat(chrome.text("#answer")).contains("Nothing on these pages has the id 9fe1c2ab");
    }

    private WebElement find(String typed) {
        chrome.go(busy.resolve("find.html"));
        WebElement box = chrome.driver.findElement(By.id("q"));
        box.clear();
        box.sendKeys(typed);
        answered(typed);
        return box;
    }

    private void answered(String typed) {
        chrome.until("document.querySelector('#answer').dataset.answered === arguments[0]", typed);
    }

    private int hits() {
        return chrome.driver.findElements(By.cssSelector("#answer .hits li")).size();
    }

    @Test
    void goesToTheSearchBoxWithASlashFromEveryPage() {
        chrome.go(busy.resolve("i/F3EYDSFV.html"));
        chrome.driver.findElement(By.tagName("body")).sendKeys("/");
        chrome.driver.switchTo().activeElement().sendKeys("req-9f31c42" + Keys.ENTER);
        assertThat(chrome.driver.getCurrentUrl()).endsWith("find.html#q=req-9f31c42");
        answered("req-9f31c42");
        assertThat(chrome.text("#answer .hits .id")).isEqualTo(FIRST);
    }

    @Test
    void showsOnlyTheChosenStatesAndKeepsThemInTheAddress() {
        chrome.go(busy.resolve("index.html"));
        chrome.driver
                .findElement(By.cssSelector(".chips [data-state=regressed]"))
                .click();
        String visible = "return [...document.querySelectorAll('.issues tbody tr')].filter(r => !r.hidden).length";
        assertThat(chrome.js(visible)).isEqualTo(1L);
        assertThat(chrome.driver.getCurrentUrl()).endsWith("#q=is:regressed");
        chrome.driver
                .findElement(By.cssSelector(".chips [data-state=regressed]"))
                .click();
        assertThat(chrome.js(visible)).isEqualTo(10L);
    }

    @Test
    void canBeReadWithoutJavaScript() {
        chrome.scripts(false);
        try {
            for (String page : List.of("index.html", "p/shop.html", "i/F3EYDSFV.html", "runs.html", "find.html")) {
                chrome.go(busy.resolve(page));
                String shown = (String) chrome.js("return document.body.innerText");
                assertThat(shown).as(page).hasSizeGreaterThan(300).doesNotContain("Copy");
            }
            assertThat((String) chrome.js("return document.querySelector('noscript').innerText"))
                    .contains("nightjar show ID");
            chrome.go(busy.resolve("i/F3EYDSFV.html"));
            chrome.driver.findElement(By.cssSelector(".fold summary")).click();
            assertThat((String) chrome.js("return document.body.innerText")).contains("CglibAopProxy.java:705");
        } finally {
            chrome.scripts(true);
        }
    }
}
