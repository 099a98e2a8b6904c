package dev.nightjar.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("chrome")
class KeysInABrowserTest {

    private static final String FIRST = "i/F3EYDSFV.html";

    private Chrome chrome;
    private Path busy;

    @BeforeAll
    void open(@TempDir Path dir) {
        chrome = Chrome.open(KeysInABrowserTest.class);
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
    void stepsThroughRowsAndOpensOne() {
        chrome.go(busy.resolve("index.html"));
        press("jjk");
        assertThat(chrome.js("return document.activeElement.getAttribute('href')"))
                .isEqualTo(FIRST);
        chrome.driver.switchTo().activeElement().sendKeys(Keys.ENTER);
        assertThat(chrome.driver.getCurrentUrl()).endsWith(FIRST);
    }

    @Test
    void stepsThroughIssuesFromPageToPage() {
        chrome.go(busy.resolve(FIRST));
        press("j");
        assertThat(chrome.driver.getCurrentUrl()).doesNotEndWith(FIRST);
        press("k");
        assertThat(chrome.driver.getCurrentUrl()).endsWith(FIRST);
    }

    @Test
    void copiesTheIdAndSaysSo() {
        chrome.go(busy.resolve(FIRST));
        press("y");
        assertThat(chrome.text(".status")).isEqualTo("Copied F3EY-DSFV");
    }

    @Test
    void listsItsKeys() {
        chrome.go(busy.resolve("index.html"));
        press("?");
        assertThat(chrome.js("return document.querySelector('dialog').open")).isEqualTo(true);
        press("?");
        assertThat(chrome.js("return document.querySelector('dialog').open")).isEqualTo(false);
    }

    @Test
    void unfoldsTheEventThatALinkPointsTo() {
        chrome.driver.get(busy.resolve(FIRST).toUri() + "#sample-3");
        assertThat(chrome.js("return document.getElementById('sample-3').open")).isEqualTo(true);
    }

    @Test
    void turnsTheTraceAroundWithoutJavaScript() {
        chrome.scripts(false);
        try {
            chrome.go(busy.resolve(FIRST));
            assertThat(first()).isEqualTo("java.lang.NullPointerException");
            chrome.driver
                    .findElement(By.cssSelector("[name=order][value=outer]"))
                    .click();
            assertThat(first()).isEqualTo("com.acme.shop.web.PaymentFailed");
            chrome.driver.findElement(By.cssSelector("[name=order][value=raw]")).click();
            assertThat(chrome.driver.findElement(By.cssSelector("pre.raw")).getText())
                    .startsWith("com.acme.shop.web.PaymentFailed: payment of order 88100 failed");
        } finally {
            chrome.scripts(true);
        }
    }

    /// The type of the exception that stands highest on the page.
    private String first() {
        return chrome.driver.findElements(By.cssSelector(".causes .what b")).stream()
                .min(java.util.Comparator.comparing(
                        element -> element.getLocation().getY()))
                .orElseThrow()
                .getText();
    }

    private void press(String keys) {
        chrome.driver.switchTo().activeElement().sendKeys(keys);
    }
}
