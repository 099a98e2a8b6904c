package dev.nightjar.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// Tables that sort by their columns and are filtered, with the choice in the address.
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("chrome")
class TablesInABrowserTest {

    private static final Report REPORT = Report.with(Optional.empty());
    private static final String SHOWN = "[...document.querySelectorAll('.issues tbody tr:not([hidden])')]";

    private Path dir;
    private Chrome chrome;
    private Path busy;

    @BeforeAll
    void open(@TempDir Path temporary) {
        dir = temporary;
        chrome = Chrome.open(TablesInABrowserTest.class);
        busy = REPORT.write(dir.resolve("busy"), Nights.busy()).getParent();
    }

    @AfterAll
    void close() {
        if (chrome != null) {
            chrome.close();
        }
    }

    @Test
    void sortsByNumbersAsNumbersMostFirstThenLeastThenAsTheyCame() {
        chrome.go(busy.resolve("index.html"));
        List<String> came = ids();
        press("events");
        assertThat(numbers(".c-events")).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(numbers(".c-events").getFirst()).isEqualTo(871);
        assertThat(sorted("events")).isEqualTo("descending");
        press("events");
        assertThat(numbers(".c-events")).isSorted();
        assertThat(sorted("events")).isEqualTo("ascending");
        press("events");
        assertThat(ids()).isEqualTo(came);
        assertThat(chrome.js("return document.querySelectorAll('[aria-sort]').length"))
                .isEqualTo(0L);
        assertThat(chrome.driver.getCurrentUrl()).doesNotContain("#");
    }

    @ParameterizedTest
    @CsvSource({"state", "issue", "trend", "events", "users", "last", "owner"})
    void sortsByAnyColumnByKeyboardAndRestoresThatFromTheAddress(String column) {
        chrome.go(busy.resolve("index.html"));
        List<String> came = ids();
        chrome.driver
                .findElement(By.cssSelector("[data-key=" + column + "] button"))
                .sendKeys(Keys.ENTER);
        List<String> sorted = ids();
        assertThat(sorted).containsExactlyInAnyOrderElementsOf(came);
        assertThat(sorted(column)).isIn("ascending", "descending");
        assertThat(chrome.js("return document.querySelectorAll('[aria-sort]').length"))
                .isEqualTo(1L);
        go("index.html", chrome.driver.getCurrentUrl().replaceFirst(".*#", ""));
        assertThat(ids()).isEqualTo(sorted);
        assertThat(sorted(column)).isIn("ascending", "descending");
    }

    @Test
    void putsWhatIsUnknownLastEitherWay() {
        go("index.html", "q=sort:owner");
        assertThat(texts(".c-owner")).startsWith("data").endsWith("–", "–", "–");
        go("index.html", "q=sort:-owner");
        assertThat(texts(".c-owner")).startsWith("stock").endsWith("–", "–", "–");
        go("index.html", "q=sort:users");
        assertThat(texts(".c-users")).endsWith("–", "–");
    }

    @Test
    void sortsTimesByTimeNotByTheirWords() {
        go("index.html", "q=sort:-last");
        assertThat(chrome.js("return " + SHOWN + ".map(row => row.querySelector('.c-last time').dateTime).join(' ')"))
                .isEqualTo(chrome.js("return " + SHOWN
                        + ".map(row => row.querySelector('.c-last time').dateTime).sort().reverse().join(' ')"));
    }

    @Test
    void sortsOtherTablesByBytesAndByDurations() {
        chrome.go(busy.resolve("runs.html"));
        chrome.driver
                .findElement(By.xpath("//table[contains(@class,'files')]//th[normalize-space()='Bytes']/button"))
                .click();
        assertThat(chrome.texts(".files tbody td:nth-child(5)"))
                .containsExactly("611.2 MB", "311.2 MB", "211.2 MB", "51.2 MB", "20.1 kB");
        chrome.driver
                .findElement(By.xpath("//th[normalize-space()='Took']/button"))
                .click();
        assertThat(chrome.text("#h-runs ~ .wide tbody th")).isEqualTo("470");
    }

    @Test
    void filtersByWordsStateProjectAndOwnerTogether() {
        chrome.go(busy.resolve("index.html"));
        chrome.driver.findElement(By.tagName("body")).sendKeys("f");
        chrome.driver.switchTo().activeElement().sendKeys("WITH");
        assertThat(tally()).isEqualTo("2 shown, filtering all 10");
        choose("project", "shop");
        assertThat(ids()).hasSize(1);
        chrome.driver.findElement(By.cssSelector(".sift input")).clear();
        chrome.driver.findElement(By.cssSelector(".sift input")).sendKeys(Keys.SPACE, Keys.BACK_SPACE);
        assertThat(ids()).hasSize(4);
        choose("owner", "payments");
        assertThat(ids()).hasSize(2);
        chrome.driver.findElement(By.cssSelector(".chips [data-state=new]")).click();
        assertThat(ids()).containsExactly("F3EY-DSFV");
        assertThat(chrome.driver.getCurrentUrl()).endsWith("#q=is:new%20project:shop%20owner:payments");
        chrome.driver.findElement(By.cssSelector(".sift .plain-button")).click();
        assertThat(ids()).hasSize(10);
        assertThat(tally()).isEmpty();
        assertThat(chrome.driver.getCurrentUrl()).endsWith("index.html");
    }

    @Test
    void countsNobodyAsAnOwner() {
        chrome.go(busy.resolve("index.html"));
        choose("owner", "no owner");
        assertThat(ids()).hasSize(3);
        go("index.html", chrome.driver.getCurrentUrl().replaceFirst(".*#", ""));
        assertThat(ids()).hasSize(3);
    }

    @Test
    void restoresEverythingFromALinkThatWasSent() {
        go("index.html", "q=is:new,regressed%20project:shop%20sort:-users%20%22any%20item%22");
        assertThat(ids()).hasSize(1);
        assertThat(chrome.js("return document.querySelector('.sift input').value"))
                .isEqualTo("\"any item\"");
        assertThat(chrome.js("return document.querySelector('.sift .project').selectedOptions[0].text"))
                .isEqualTo("shop");
        assertThat(chrome.texts(".chips [aria-pressed=true] .state")).containsExactly("new", "regressed");
        assertThat(sorted("users")).isEqualTo("descending");
        chrome.js("location.hash = '#q=owner:data'");
        chrome.until(SHOWN + ".length === 1 && document.querySelector('.sift input').value === ''");
        assertThat(texts(".c-owner")).containsExactly("data");
    }

    @ParameterizedTest
    @CsvSource({
        "show=muted, 1",
        "q=project:nowhere, 0",
        "q=%zz, 0",
        "q=sort:nothing, 10",
        "q=is:, 10",
        "q=, 10",
        "h-issues, 10"
    })
    void takesWhateverAnAddressSays(String fragment, int rows) {
        chrome.console();
        go("index.html", fragment);
        assertThat(ids()).hasSize(rows);
        assertThat(chrome.console()).isEmpty();
    }

    @Test
    void saysTheWholeWhereOnlyTheWorstAreListed() {
        Path home = REPORT.write(dir.resolve("large"), Nights.large(450, 2)).getParent();
        chrome.go(home.resolve("index.html"));
        assertThat(chrome.text("#h-issues .hint")).isEqualTo("the 200 worst of 450");
        assertThat(chrome.texts(".chips .n").stream()
                        .mapToInt(Integer::parseInt)
                        .sum())
                .isEqualTo(450);
        chrome.driver.findElement(By.cssSelector(".sift input")).sendKeys("failure");
        assertThat(tally()).isEqualTo("200 shown, filtering the 200 worst of 450");
        assertThat(chrome.driver.findElement(By.linkText("find elsewhere")).getDomProperty("href"))
                .endsWith("find.html#q=failure");
        chrome.go(home.resolve("p/project-0--p2.html"));
        assertThat(chrome.text("#h-issues .hint")).isEqualTo("201 to 225 of 225");
    }

    @Test
    void changesNothingWithoutJavaScript() {
        chrome.scripts(false);
        try {
            go("index.html", "q=is:new");
            assertThat(ids()).hasSize(10);
            assertThat(chrome.js("return document.querySelectorAll('.sift, .sort, .chips:not([hidden])').length"))
                    .isEqualTo(0L);
            assertThat(chrome.text("#h-issues .hint")).isEqualTo("10");
        } finally {
            chrome.scripts(true);
        }
    }

    @Test
    void takesNamesFromLogsAsText() {
        Path home = REPORT.write(dir.resolve("hostile"), Nights.hostile(Hostile.TEXTS))
                .getParent();
        chrome.console();
        chrome.requests();
        chrome.go(home.resolve("index.html"));
        int options = chrome.driver
                .findElements(By.cssSelector(".sift .project option"))
                .size();
        assertThat(options).isGreaterThan(20);
        for (int i = 1; i < options; i += 3) {
            chrome.driver
                    .findElements(By.cssSelector(".sift .project option"))
                    .get(i)
                    .click();
            List<String> chosen = ids();
            assertThat(chosen).isNotEmpty();
            String address = chrome.driver.getCurrentUrl();
            chrome.driver.get("about:blank");
            chrome.driver.get(address);
            assertThat(ids()).as(address).isEqualTo(chosen);
        }
        for (String text : Hostile.TEXTS) {
            chrome.driver.get("about:blank");
            chrome.driver.get(home.resolve("index.html").toUri() + "#q="
                    + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        chrome.unharmed(home);
    }

    @Test
    void offersAListOfColumnsOnAPhoneInsteadOfHeads() {
        chrome.width(360);
        try {
            chrome.go(busy.resolve("index.html"));
            choose("sorting", "by events");
            assertThat(numbers(".c-events").getFirst()).isEqualTo(871);
            assertThat(chrome.js("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isEqualTo(0L);
        } finally {
            chrome.command("Emulation.clearDeviceMetricsOverride", java.util.Map.of());
        }
    }

    private void go(String page, String fragment) {
        chrome.driver.get("about:blank");
        chrome.driver.get(busy.resolve(page).toUri() + "#" + fragment);
    }

    private void press(String column) {
        chrome.driver
                .findElement(By.cssSelector("[data-key=" + column + "] button"))
                .click();
    }

    private void choose(String facet, String text) {
        chrome.driver
                .findElement(By.xpath("//select[@class='" + facet + "']/option[.='" + text + "']"))
                .click();
    }

    private String tally() {
        return chrome.text(".sift [role=status]");
    }

    private Object sorted(String column) {
        return chrome.js(
                "return document.querySelector('[data-key=' + arguments[0] + ']').getAttribute('aria-sort')", column);
    }

    private List<String> ids() {
        return strings("row => row.dataset.id");
    }

    private List<String> texts(String cell) {
        return strings("row => row.querySelector('" + cell + "').textContent");
    }

    private List<Integer> numbers(String cell) {
        return strings("row => row.querySelector('" + cell + "').firstChild.textContent").stream()
                .map(text -> Integer.parseInt(text.replace(",", "")))
                .toList();
    }

    private List<String> strings(String of) {
        List<String> found = new ArrayList<>();
        ((List<?>) chrome.js("return " + SHOWN + ".map(" + of + ")")).forEach(text -> found.add((String) text));
        return found;
    }
}
