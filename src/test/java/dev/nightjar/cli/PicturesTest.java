package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.report.Chrome;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Takes a picture of everything people see of the sample shop's night. `mvn test -Dtest=PicturesTest
/// -Dupdate=true` writes them to `docs/images/`; else they go to `target/images/` and only must not be empty, and
/// no page may be wider than a phone.
@Tag("browser")
@ResourceLock("chrome")
class PicturesTest {

    private static final Path FOLDER = Path.of(Boolean.getBoolean("update") ? "docs/images" : "target/images")
            .toAbsolutePath();
    private static final String MARK = "@@@";

    /// What a customer of the sample shop quotes.
    private static final String REQUEST = "req-75b5b1aa";

    private static final int WIDE = 1280;
    private static final int PHONE = 360;

    /// A4 in CSS pixels.
    private static final int PAPER = 794;

    private static final int LONGEST = 2400;

    @TempDir
    static Path temp;

    private static Chrome chrome;

    @BeforeAll
    static void readTheNight() throws IOException {
        Files.createDirectories(FOLDER);
        chrome = Chrome.open(PicturesTest.class);
        chrome.command("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        run("run", "nightly");
    }

    @AfterAll
    static void close() {
        if (chrome != null) {
            chrome.close();
        }
    }

    private static String run(String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = Stream.concat(Stream.of(command), options()).toList();
        new Main(print(out), print(err), Map.of()).run(all.toArray(String[]::new));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Stream<String> options() {
        return Stream.of(
                "--config", "samples/shop", "--data", temp.resolve("data").toString());
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    @Test
    void everyKindOfPage() throws IOException {
        Path report = temp.resolve("data/report");
        Map<String, Path> pages = new TreeMap<>();
        for (String name : List.of("index", "related", "audit", "releases", "find", "runs")) {
            pages.put(name, report.resolve(name + ".html"));
        }
        pages.put("project", report.resolve("p/checkout.html"));
        pages.put("issue", report.resolve("i/" + worst().replace("-", "") + ".html"));
        for (Map.Entry<String, Path> page : pages.entrySet()) {
            assertThat(page.getValue()).exists();
            chrome.go(page.getValue());
            if (page.getKey().equals("find")) {
                chrome.js("location.hash = '#q=' + arguments[0]", REQUEST);
                chrome.until("document.querySelector('#answer').dataset.answered === arguments[0]", REQUEST);
            }
            four(page.getKey());
        }
    }

    @Test
    void theMail() throws Exception {
        Path mail;
        try (Stream<Path> outbox = Files.walk(temp.resolve("data/outbox"))) {
            mail = outbox.filter(file -> file.toString().endsWith(".eml"))
                    .findFirst()
                    .orElseThrow();
        }
        Path html = temp.resolve("mail.html");
        try (InputStream in = Files.newInputStream(mail)) {
            MimeMultipart parts =
                    (MimeMultipart) new MimeMessage(Session.getInstance(new Properties()), in).getContent();
            BodyPart shown = parts.getBodyPart(1);
            Files.writeString(html, (String) shown.getContent());
        }
        chrome.go(html);
        four("mail");
    }

    @Test
    void theTerminal() throws Exception {
        terminal("issues", "issues --limit 6", 100, 40);
        terminal("show", "show " + worst(), 100, 56);
        terminal("search", "search level:error", 100, 34);
        terminal("hist", "hist", 100, 30);
    }

    private static String worst() {
        return run("issues", "--limit", "1", "--json").replaceFirst("(?s)^\\{\"id\":\"([^\"]*)\".*", "$1");
    }

    /// Light, dark, on a phone, and as it is printed.
    private static void four(String name) throws IOException {
        chrome.media("prefers-color-scheme", "light");
        size(WIDE);
        picture(name + "-light");
        chrome.media("prefers-color-scheme", "dark");
        picture(name + "-dark");
        chrome.media("prefers-color-scheme", "light");
        size(PHONE);
        Long width = (Long) chrome.js("return document.documentElement.scrollWidth");
        assertThat(width).as(name + " on a phone").isLessThanOrEqualTo(PHONE);
        picture(name + "-narrow");
        size(PAPER);
        chrome.command("Emulation.setEmulatedMedia", Map.of("media", "print"));
        picture(name + "-print");
        chrome.command("Emulation.setEmulatedMedia", Map.of("media", ""));
    }

    private static void size(int width) {
        chrome.command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 300, "deviceScaleFactor", 1, "mobile", false));
    }

    private static void picture(String name) throws IOException {
        Number height = (Number) chrome.js("return document.documentElement.scrollHeight");
        Number width = (Number) chrome.js("return document.documentElement.clientWidth");
        Map<String, Object> clip = new HashMap<>(
                Map.of("x", 0, "y", 0, "width", width, "height", Math.min(LONGEST, height.intValue()), "scale", 1));
        Map<String, Object> taken = chrome.command(
                "Page.captureScreenshot",
                Map.of("format", "webp", "quality", 80, "captureBeyondViewport", true, "clip", clip));
        byte[] bytes = Base64.getDecoder().decode((String) taken.get("data"));
        assertThat(bytes.length).as(name).isGreaterThan(2_000);
        Files.write(FOLDER.resolve(name + ".webp"), bytes);
    }

    /// Types a command in a terminal of that size and takes the first screen of what it printed.
    private static void terminal(String name, String command, int columns, int lines) throws Exception {
        Path dir = Files.createDirectories(temp.resolve(name));
        String screen;
        try (Tmux tmux = Tmux.open(PicturesTest.class, dir, columns, lines)) {
            tmux.type("cd '" + Path.of("").toAbsolutePath() + "'; echo " + MARK + "; ");
            tmux.run(command + " --no-pager " + String.join(" ", options().toList()) + " 2>/dev/null");
            tmux.await(now -> now.stripTrailing().endsWith("\n$"));
            screen = tmux.history();
        }
        List<String> printed = screen.lines()
                .dropWhile(line -> !line.strip().equals(MARK))
                .skip(1)
                .toList();
        String shown = String.join("\n", printed.subList(0, Math.min(lines, printed.size() - 1)));
        Path page = Files.writeString(
                temp.resolve(name + ".html"), Ansi.page(shown.stripTrailing(), "nightjar " + command));
        chrome.go(page);
        size(columns * 9 + 60);
        picture("terminal-" + name);
    }
}
