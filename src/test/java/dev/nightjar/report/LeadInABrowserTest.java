package dev.nightjar.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Triaged;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.openqa.selenium.WebElement;

/// What an issue's page begins with, what states mean, and how pages are on a phone and on paper.
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("chrome")
class LeadInABrowserTest {

    private static final String FIRST = "i/F3EYDSFV.html";

    private Chrome chrome;
    private Path busy;

    @BeforeAll
    void open(@TempDir Path dir) {
        chrome = Chrome.open(LeadInABrowserTest.class);
        busy = Report.with(Optional.empty())
                .write(dir.resolve("busy"), Nights.busy())
                .getParent();
    }

    @AfterAll
    void close() {
        if (chrome != null) {
            chrome.close();
        }
    }

    @Test
    void beginsWithClassMessageCulpritStateOwnerAndCommands() {
        chrome.go(busy.resolve(FIRST));
        String shown = chrome.driver.findElement(By.cssSelector(".verdict")).getText();
        assertThat(shown)
                .containsSubsequence(
                        "java.lang.NullPointerException",
                        "Cannot invoke",
                        "in com.acme.shop.OrderService.pay",
                        "new",
                        "first seen today",
                        "Owner payments",
                        "nightjar resolve F3EY-DSFV",
                        "nightjar mute F3EY-DSFV --for 7d REASON",
                        "nightjar assign F3EY-DSFV OWNER",
                        "nightjar show F3EY-DSFV");
    }

    @Test
    void copiesEachCommandUpToWhatHasToBeSaidYet() {
        chrome.go(busy.resolve(FIRST));
        chrome.js("window.copied = []; document.addEventListener('copy', e => window.copied.push(e.target.value))");
        List<WebElement> buttons = chrome.driver.findElements(By.cssSelector(".tools .copy button"));
        buttons.forEach(WebElement::click);
        assertThat(chrome.js("return window.copied"))
                .isEqualTo(List.of(
                        "nightjar resolve F3EY-DSFV",
                        "nightjar mute F3EY-DSFV --for 7d ",
                        "nightjar assign F3EY-DSFV ",
                        "nightjar show F3EY-DSFV",
                        "F3EY-DSFV"));
        buttons.get(2).click();
        assertThat(chrome.text(".status")).isEqualTo("Copied nightjar assign F3EY-DSFV: add OWNER");
    }

    @Test
    void offersToTakeBackWhatWasDecided() {
        for (Triaged t : Nights.busy().issues()) {
            String id = t.activity().issue().id().text();
            chrome.go(busy.resolve("i/" + id + ".html"));
            assertThat(chrome.text(".steps"))
                    .contains(t.state() == State.MUTED ? "nightjar unmute" : "nightjar mute")
                    .contains(t.state() == State.RESOLVED ? "nightjar reopen" : "nightjar resolve");
        }
    }

    @Test
    void commandsAreThereWithoutJavaScript() {
        chrome.scripts(false);
        try {
            chrome.go(busy.resolve(FIRST));
            assertThat(chrome.driver.findElement(By.cssSelector(".steps")).getText())
                    .contains("nightjar mute F3EY-DSFV --for 7d REASON")
                    .doesNotContain("Copy");
        } finally {
            chrome.scripts(true);
        }
    }

    @Test
    void opensOneEventWithTheLinesAroundIt() {
        chrome.go(busy.resolve(FIRST));
        assertThat(chrome.js("return document.querySelectorAll('.sample[open]').length"))
                .isEqualTo(1L);
        assertThat(chrome.text(".sample[open] .lines")).contains("order 88100 created", "POST /orders/88100/pay 500");
    }

    @Test
    void namesOnlyWhatDiffersBetweenItsEvents() {
        chrome.go(busy.resolve("i/AE2584KC.html"));
        assertThat((Boolean) chrome.js("return [...document.querySelectorAll('#h-values ~ .top-lists .top-list')]"
                        + ".every(list => list.querySelectorAll('li, .each span').length > 1)"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "p/shop.html", FIRST, "find.html#q=exception", "related.html"})
    void everyStateSaysWhatItMeans(String page) {
        chrome.driver.get("about:blank");
        chrome.driver.get(busy.toUri() + page);
        if (page.contains("#q=")) {
            chrome.until("document.querySelector('#answer').dataset.answered !== undefined");
        }
        List<?> states = (List<?>)
                chrome.js("return [...document.querySelectorAll('.state')].map(e => e.textContent + ': ' + e.title)");
        assertThat(states).isNotEmpty();
        for (Object state : states) {
            String word = state.toString().replaceFirst(":.*", "");
            assertThat(state)
                    .isEqualTo(word + ": "
                            + State.valueOf(word.toUpperCase(Locale.ROOT)).meaning());
        }
    }

    @Test
    void identifiersBreakAtDotsOnAPhone() {
        chrome.width(360);
        try {
            for (String page : List.of("index.html", FIRST)) {
                chrome.go(busy.resolve(page));
                assertThat(chrome.js(BROKEN)).as(page).isEqualTo(List.of());
            }
        } finally {
            chrome.command("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    /// Texts whose lines end elsewhere than behind a dot and the like.
    private static final String BROKEN = """
            const wrong = [];
            for (const code of document.querySelectorAll('.sub code, .culprit code, h1, .frame > code')) {
              const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
              const range = document.createRange();
              let last = null;
              for (let text = walk.nextNode(); text; text = walk.nextNode()) {
                for (let i = 0; i < text.length; i++) {
                  range.setStart(text, i);
                  range.setEnd(text, i + 1);
                  const box = range.getBoundingClientRect();
                  if (last && box.height && box.top > last.top + 5 && !/[.:_$\\s\\/\\\\-]/.test(last.char)) wrong.push(code.textContent);
                  if (box.height) last = {top: box.top, char: text.data[i]};
                }
              }
            }
            return wrong;
            """;

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "p/shop.html", FIRST, "runs.html", "audit.html", "related.html"})
    void cutsNothingOnPaper(String page) {
        chrome.width(718);
        chrome.command("Emulation.setEmulatedMedia", Map.of("media", "print"));
        try {
            chrome.go(busy.resolve(page));
            assertThat(chrome.js(CUT)).as(page).isEqualTo(List.of());
            assertThat(chrome.js(WIDER)).isEqualTo(0L);
        } finally {
            chrome.command("Emulation.setEmulatedMedia", Map.of("media", ""));
            chrome.command("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    private static final String WIDER =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth";

    /// What is wider than its box and cannot be seen whole; what is only for those who listen is left out.
    private static final String CUT = """
            return [...document.querySelectorAll('main *')]
                .filter(e => !e.closest('.away, svg') && getComputedStyle(e).overflowX !== 'visible'
                    && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1)
                .map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 60));
            """;

    @Test
    void chartsBesideEachOtherStartAtOneHeight() {
        chrome.go(busy.resolve(FIRST));
        assertThat(chrome.js("return new Set([...document.querySelectorAll('.pair .chart > svg')]"
                        + ".map(e => Math.round(e.getBoundingClientRect().top))).size"))
                .isEqualTo(1L);
    }
}
