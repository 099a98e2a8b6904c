package dev.nightjar.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/// A real browser without window. One runs for all tests; each class that opens it has a window of its own, with
/// nothing stored by those before, and holds the lock `chrome`. Where there is none, its tests fail in CI and are
/// skipped, loudly, elsewhere.
public final class Chrome implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    /// Started by the first class that opens it, ended with the virtual machine.
    private static final class Running {

        static final ChromeDriver DRIVER = start();
        static final String FIRST_WINDOW = DRIVER.getWindowHandle();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(DRIVER::quit));
        }
    }

    final ChromeDriver driver = Running.DRIVER;

    private Chrome() {
        driver.switchTo().newWindow(WindowType.WINDOW);
        driver.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", "file://", "storageTypes", "all"));
        driver.manage().window().setSize(new Dimension(1280, 1000));
        console();
        requests();
    }

    public static Chrome open(Class<?> tests) {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
            String missing =
                    tests.getSimpleName() + " needs " + CHROMIUM + " and " + DRIVER + ": run scripts/setup-tests";
            if (System.getenv("CI") != null) {
                Assertions.fail(missing);
            }
            System.err.println("\n!!! SKIPPED, ALL OF " + missing + "\n");
            Assumptions.abort(missing);
        }
        return new Chrome();
    }

    private static ChromeDriver start() {
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
                "--window-size=1280,1000");
        options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.IGNORE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable("performance", Level.ALL);
        logs.enable("browser", Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        options.setExperimentalOption("perfLoggingPrefs", Map.of("enableNetwork", true, "enablePage", false));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        return new ChromeDriver(service, options);
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

    /// For each selector, the text of the first element that fits, as the page has it.
    Map<String, String> firstTexts(Collection<String> selectors) {
        Map<?, ?> found = (Map<?, ?>) js(
                "return Object.fromEntries(arguments[0].map(s => [s, (document.querySelector(s) || {textContent: 'MISSING'}).textContent]))",
                selectors);
        Map<String, String> texts = new LinkedHashMap<>();
        found.forEach((selector, text) -> texts.put((String) selector, (String) text));
        return texts;
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
        // where a dialog is open, this throws
        Object harm = js("return [window.pwned, document.querySelectorAll("
                + "'main script, main [onerror], main img, main iframe, main form').length]");
        assertThat(harm).isEqualTo(Arrays.asList(null, 0L));
        assertThat(console()).isEmpty();
        assertThat(requests())
                .allMatch(url -> url.startsWith(home.toUri().toString().replaceFirst("/$", ""))
                        || url.startsWith("data:image/"));
    }

    /// What axe-core objects to on the page as it is.
    List<?> faults() {
        return faults("{rules: {'target-size': {enabled: true}}}");
    }

    /// What its rules of colours object to, which are all that another colour scheme may change.
    List<?> faultsOfColour() {
        return faults("{runOnly: ['color-contrast', 'link-in-text-block']}");
    }

    private List<?> faults(String options) {
        return (List<?>)
                driver.executeAsyncScript(
                        "const done = arguments[0]; axe.run(" + options
                                + ").then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | '))))");
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
        driver.close();
        driver.switchTo().window(Running.FIRST_WINDOW);
    }
}
