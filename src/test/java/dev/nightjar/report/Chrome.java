package dev.nightjar.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/// A real browser without window. Where there is none, its tests fail in CI and are skipped, loudly, elsewhere.
public final class Chrome implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    final ChromeDriver driver;

    private Chrome(ChromeDriver driver) {
        this.driver = driver;
    }

    public static Chrome open(Class<?> tests, Path profile) {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
            String missing =
                    tests.getSimpleName() + " needs " + CHROMIUM + " and " + DRIVER + ": run scripts/setup-tests";
            if (System.getenv("CI") != null) {
                Assertions.fail(missing);
            }
            System.err.println("\n!!! SKIPPED, ALL OF " + missing + "\n");
            Assumptions.abort(missing);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,1000",
                "--user-data-dir=" + profile);
        options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.IGNORE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable("performance", Level.ALL);
        logs.enable("browser", Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        return new Chrome(new ChromeDriver(service, options));
    }

    public void go(Path page) {
        driver.get(page.toUri().toString());
    }

    public Object js(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /// Waits, 10 s at most, until an expression holds.
    public void until(String expression, Object... arguments) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Boolean.TRUE.equals(js("return " + expression, arguments))) {
            Assertions.assertTrue(System.nanoTime() < end, "still not: " + expression + " " + List.of(arguments));
        }
    }

    /// The text of the first element that fits, as the page has it.
    String text(String selector) {
        return (String)
                js("return (document.querySelector(arguments[0]) || {textContent: 'MISSING'}).textContent", selector);
    }

    /// The texts of all elements that fit.
    List<String> texts(String selector) {
        List<?> all =
                (List<?>) js("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector);
        return all.stream().map(String.class::cast).toList();
    }

    /// Addresses asked for since the last call.
    List<String> requests() {
        return driver.manage().logs().get("performance").getAll().stream()
                .map(LogEntry::getMessage)
                .filter(m -> m.contains("\"Network.requestWillBeSent\""))
                .map(m -> m.replaceFirst("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /// What the console says since the last call: blocked scripts, missing files, errors.
    List<String> console() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /// No dialog, no script of a log's, nothing asked for outside of a folder, nothing in the console.
    void unharmed(Path home) {
        try {
            throw new AssertionError("a dialog: " + driver.switchTo().alert().getText());
        } catch (NoAlertPresentException e) {
            assertThat(js("return window.pwned")).isNull();
        }
        assertThat(console()).isEmpty();
        assertThat(requests())
                .allMatch(url -> url.startsWith(home.toUri().toString().replaceFirst("/$", ""))
                        || url.startsWith("data:image/"));
        assertThat(
                        js(
                                "return document.querySelectorAll('main script, main [onerror], main img, main iframe, main form').length"))
                .isEqualTo(0L);
    }

    /// What axe-core objects to on the page as it is.
    List<?> faults() {
        return (List<?>)
                driver.executeAsyncScript(
                        "const done = arguments[0]; axe.run().then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | '))))");
    }

    void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    public void media(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /// A command of the DevTools protocol.
    public Map<String, Object> command(String name, Map<String, Object> parameters) {
        return driver.executeCdpCommand(name, parameters);
    }

    void scripts(boolean on) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
