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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes a picture of everything people see of the sample shop's night. `mvn test -Dtest=PicturesTest
/// -Dupdate=true` writes them to `docs/images/`; else they go to `target/images/` and only must not be empty, and
/// no page may be wider than a phone.
class PicturesTest {

    private static final Path FOLDER = Path.of(Boolean.getBoolean("update") ? "docs/images" : "target/images")
            .toAbsolutePath();
    private static final Path TMUX = Path.of("/usr/bin/tmux");
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
        chrome = Chrome.open(PicturesTest.class, temp.resolve("profile"));
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
        if (!Files.isExecutable(TMUX)) {
            String missing = "pictures of the terminal need " + TMUX + ": run scripts/setup-tests";
            assertThat(System.getenv("CI")).as(missing).isNull();
            System.err.println("\n!!! SKIPPED: " + missing + "\n");
            Assumptions.abort(missing);
        }
        String worst = worst();
        terminal("issues", "issues --limit 6", 100, 40);
        terminal("show", "show " + worst, 100, 56);
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

    /// Types a command in a terminal of that size and takes what stands there when it has ended.
    private static void terminal(String name, String command, int columns, int lines) throws Exception {
        Path end = temp.resolve(name + ".end");
        Path script = temp.resolve(name + ".sh");
        Files.writeString(script, """
                '%s' --enable-native-access=ALL-UNNAMED -Dnightjar.home=. -Dnightjar.tty=1 '-Dnightjar.size=%d %d' \\
                    -cp '%s' %s %s --no-pager %s 2>/dev/null
                touch '%s'
                sleep 60
                """.formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        lines,
                        columns,
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        command,
                        String.join(" ", options().toList()),
                        end));
        String server = "nightjar-" + ProcessHandle.current().pid() + "-" + name;
        String[] size = {"-x", Integer.toString(columns), "-y", Integer.toString(lines)};
        tmux(server, "new-session", "-d", size[0], size[1], size[2], size[3], "bash '" + script + "'");
        try {
            long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!Files.exists(end)) {
                assertThat(System.nanoTime()).as(command + " ended in time").isLessThan(limit);
                Thread.sleep(100);
            }
            String screen = tmux(server, "capture-pane", "-e", "-p", "-S", "-");
            Path page = temp.resolve(name + ".html");
            Files.writeString(page, Ansi.page(firstLines(screen.stripTrailing(), lines), "nightjar " + command));
            chrome.go(page);
            size(columns * 9 + 60);
            picture("terminal-" + name);
        } finally {
            tmux(server, "kill-server");
        }
    }

    private static String firstLines(String screen, int lines) {
        return String.join("\n", screen.lines().limit(lines).toList());
    }

    private static String tmux(String server, String... arguments) throws Exception {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(TMUX.toString(), "-L", server), Stream.of(arguments))
                                .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("tmux " + String.join(" ", arguments) + ": " + said)
                .isZero();
        return said;
    }
}
