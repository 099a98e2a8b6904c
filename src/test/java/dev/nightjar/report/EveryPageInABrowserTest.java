package dev.nightjar.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/// What holds for every kind of page: that anybody can use it, that it asks for nothing from elsewhere, and that
/// text from a log stays text.
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("chrome")
class EveryPageInABrowserTest {

    private static final Report REPORT = Report.with(Optional.empty());

    private Path dir;
    private Chrome chrome;
    private Path busy;
    private Path hostile;
    private Path large;
    private String axe;

    @BeforeAll
    void open(@TempDir Path temporary) throws IOException {
        dir = temporary;
        chrome = Chrome.open(EveryPageInABrowserTest.class);
        busy = dir.resolve("busy");
        REPORT.write(busy, Nights.busy());
        REPORT.single(busy.resolve("night.html"), Nights.busy());
        large = dir.resolve("large");
        REPORT.write(large, Nights.large(2_000, 20));
        hostile = dir.resolve("hostile");
        REPORT.write(hostile, Nights.hostile(Hostile.TEXTS));
        REPORT.single(hostile.resolve("night.html"), Nights.hostile(Hostile.TEXTS));
        try (InputStream in = getClass().getResourceAsStream("/axe.min.js")) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    void close() {
        if (chrome != null) {
            chrome.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "p/shop.html",
                "i/F3EYDSFV.html",
                "i/AE2584KC.html",
                "related.html",
                "audit.html",
                "unusual.html",
                "quality.html",
                "releases.html",
                "runs.html",
                "find.html#q=exception",
                "find.html#q=req-9f31c42",
                "night.html"
            })
    void hasNoAccessibilityFaultInLightOrDarkWideOrOnAPhone(String page) {
        for (int width : List.of(1280, 360)) {
            chrome.width(width);
            chrome.driver.get("about:blank");
            chrome.driver.get(busy.toUri() + page);
            if (page.contains("#q=")) {
                chrome.until("document.querySelector('#answer').dataset.answered !== undefined");
            }
            chrome.js(axe);
            for (String scheme : List.of("light", "dark")) {
                chrome.media("prefers-color-scheme", scheme);
                assertThat(scheme.equals("light") ? chrome.faults() : chrome.faultsOfColour())
                        .as(page + " " + scheme + " " + width)
                        .isEmpty();
            }
            assertThat(chrome.js("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as(page + " wider than " + width)
                    .isEqualTo(0L);
        }
        chrome.driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        chrome.media("prefers-color-scheme", "light");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "related.html: .graph .group | .said code",
                "audit.html: .tracks tbody th | .tracks tbody td:nth-child(2) | .tracks td:nth-child(7) | .findings b | .findings .dim:last-child",
                "unusual.html: .missing a | #h-unseen ~ .odd .template code | #h-vanished ~ .odd .sub a",
                "releases.html: .lane p a | .releases tbody th b | .releases td.dim",
                "night.html: .sheet .line1 > span"
            })
    void showsTextFromLogsAsText(String page) {
        chrome.console();
        chrome.requests();
        chrome.go(hostile.resolve(page.substring(0, page.indexOf(':'))));
        for (String selector : page.substring(page.indexOf(':') + 2).split(" \\| ")) {
            assertThat(chrome.texts(selector).stream().map(String::strip))
                    .as(selector)
                    .containsAll(Hostile.lines().stream()
                            .filter(line -> line.length() < 400)
                            .map(String::strip)
                            .toList());
        }
        chrome.unharmed(hostile);
    }

    @Test
    void asksForNothingFromElsewhere() throws IOException {
        chrome.console();
        chrome.requests();
        for (Path page : pages(busy)) {
            chrome.go(page);
            assertThat((List<?>) chrome.js(
                            "return [...document.querySelectorAll('[src], link[href]')].map(e => e.src || e.href)"))
                    .as(page.toString())
                    .allMatch(url ->
                            url.toString().startsWith("file:") || url.toString().startsWith("data:image/"));
        }
        chrome.unharmed(busy);
    }

    @Test
    void canBeReadWithoutJavaScript() throws IOException {
        chrome.scripts(false);
        try {
            for (Path page : pages(busy)) {
                chrome.go(page);
                String shown = (String) chrome.js("return document.body.innerText");
                assertThat(shown).as(page.toString()).hasSizeGreaterThan(250).doesNotContain("Copy");
            }
            chrome.go(busy.resolve("related.html"));
            assertThat((String) chrome.js("return document.body.innerText"))
                    .contains("22 of 22", "The second began after 22 of 22 bursts", "req-9f31c42");
        } finally {
            chrome.scripts(true);
        }
    }

    @Test
    void paintsLargePagesFast() throws IOException {
        for (Path page : pages(large)) {
            assertThat(Files.size(page)).as(page.toString()).isLessThan(400_000);
        }
        try (Stream<Path> shards = Files.list(large.resolve("data"))) {
            assertThat(shards.toList())
                    .hasSizeGreaterThan(5)
                    .allMatch(shard -> shard.toFile().length() < 400_000);
        }
        List<Double> paints = new ArrayList<>();
        for (String page : List.of("index.html", "p/project-3.html", "find.html")) {
            chrome.go(large.resolve(page));
            chrome.until("performance.getEntriesByName('first-contentful-paint').length > 0");
            paints.add(
                    ((Number) chrome.js("return performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                            .doubleValue());
        }
        assertThat(paints).as("milliseconds to the first paint").allMatch(paint -> paint < 3_000);
        System.out.println("first paint of index, project and find of 2,000 issues, in ms: " + paints);
    }

    @Test
    void loadsTheOneShardThatAnswers() {
        String id = Nights.large(2_000, 20)
                .issues()
                .get(1_200)
                .activity()
                .issue()
                .id()
                .shown();
        chrome.requests();
        chrome.go(large.resolve("find.html"));
        chrome.driver.findElement(By.id("q")).sendKeys(id + Keys.ENTER);
        chrome.until("location.pathname.endsWith(arguments[0])", "/i/" + id.replace("-", "") + ".html");
        assertThat(chrome.requests().stream().filter(url -> url.matches(".*/data/[ik][0-9]+\\.js")))
                .hasSizeBetween(1, 2);
    }

    @Test
    void filtersAndOpensIssuesOfTheOneFile() {
        chrome.go(busy.resolve("night.html"));
        chrome.driver.findElement(By.tagName("body")).sendKeys("/");
        chrome.driver.switchTo().activeElement().sendKeys("voucher");
        String shown = "return [...document.querySelectorAll('.sheet > li')].filter(r => !r.hidden).length";
        assertThat(chrome.js(shown)).isEqualTo(1L);
        chrome.driver.get("about:blank");
        chrome.driver.get(busy.toUri() + "night.html#AE2584KC");
        assertThat(chrome.js("return document.querySelector('#AE2584KC details').open"))
                .isEqualTo(true);
    }

    private static List<Path> pages(Path home) throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(home, home.resolve("p"), home.resolve("i"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".html"))
                        .sorted()
                        .limit(20)
                        .forEach(pages::add);
            }
        }
        return pages;
    }
}
