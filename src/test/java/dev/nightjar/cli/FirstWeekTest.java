package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.terminal.Terminal;
import dev.nightjar.model.Failure.Exit;
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
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first week of somebody who begins: five applications, a container and the system's log; seven nights with
/// rotation, a release that breaks something, its repair, a day on which one application is silent, and a clock
/// that is set back. What pages, mails and commands say is held against what was written.
class FirstWeekTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /// Tuesday; the clock is set back on the Sunday.
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 20);
    private static final int NIGHTS = 7;
    private static final String CONTAINER = "4f1e".repeat(16);
    private static final String BROKEN = "IllegalStateException: no drawer";

    @TempDir
    Path dir;

    private Instant now = Instant.EPOCH;
    private String out = "";
    private String err = "";

    /// What was written: of each title its times.
    private final Map<String, List<Instant>> truth = new TreeMap<>();

    /// Lines of each file not yet written, by time.
    private final Map<String, Map<Instant, String>> lines = new HashMap<>();

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private Exit run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--config", dir.resolve("conf").toString()));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Exit exit = new Main(
                        new PrintStream(printed, true, StandardCharsets.UTF_8),
                        new PrintStream(said, true, StandardCharsets.UTF_8),
                        Map.of(),
                        Terminal.NONE,
                        clock)
                .run(all.toArray(String[]::new));
        out = printed.toString(StandardCharsets.UTF_8);
        err = said.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private static String local(String pattern, Instant at) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(BERLIN)
                .format(at);
    }

    private void say(String file, Instant at, String line) {
        lines.computeIfAbsent(file, any -> new TreeMap<>()).put(at, line + "\n");
    }

    private void event(String title, Instant at) {
        truth.computeIfAbsent(title, any -> new ArrayList<>()).add(at);
    }

    private void till(Instant at, String level, String text) {
        say(
                "till/till.log",
                at,
                local("yyyy-MM-dd HH:mm:ss,SSS", at) + " [main] " + level + " com.acme.till.Till - " + text);
    }

    private void broken(Instant at) {
        till(
                at,
                "ERROR",
                "order not printed\njava.lang.IllegalStateException: no drawer\n"
                        + "\tat com.acme.till.Drawer.open(Drawer.java:17)\n\tat com.acme.till.Till.pay(Till.java:4)");
        event(BROKEN, at);
    }

    /// An hour of all applications.
    private void hour(Instant from, boolean paySilent) {
        Instant at = from.plusSeconds(61);
        int hour = at.atZone(ZoneOffset.UTC).getHour();
        till(at, "INFO", "open");
        say("shop/shop.log", at, "[" + local("dd/MMM/yyyy HH:mm:ss", at) + "] INFO [shop.views:17] basket shown");
        say("web/access.log", at, access(at, "GET /", 200));
        say("queue/queue.json", at, json(at, "info", "taken"));
        say("containers/" + CONTAINER + "/" + CONTAINER + "-json.log", at, container(at, "INFO all is well"));
        say("syslog", at, local("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", at) + " host1 cron[17]: (root) CMD (true)");
        if (!paySilent) {
            say("pay/pay.log", at, "[" + local("yyyy-MM-dd HH:mm:ss", at) + "] production.INFO: paid");
        }
        Instant later = at.plusSeconds(600);
        if (hour % 3 == 0) {
            till(later, "ERROR", "printer is out of paper");
            event("printer is out of paper", later);
        }
        if (hour % 4 == 0) {
            say(
                    "shop/shop.log",
                    later,
                    "[" + local("dd/MMM/yyyy HH:mm:ss", later) + "] WARNING [shop.stock:4] stock is low");
            event("stock is low", later);
        }
        if (hour % 6 == 0) {
            say("web/access.log", later, access(later, "POST /orders", 502));
            event("502 POST /orders", later);
            say("queue/queue.json", later, json(later, "error", "message was dropped"));
            event("message was dropped", later);
        }
        if (hour % 8 == 0) {
            say(
                    "containers/" + CONTAINER + "/" + CONTAINER + "-json.log",
                    later,
                    container(later, "ERROR no upstream"));
            event("no upstream", later);
        }
        if (hour % 12 == 0 && !paySilent) {
            say(
                    "pay/pay.log",
                    later,
                    "[" + local("yyyy-MM-dd HH:mm:ss", later) + "] production.ERROR: card was refused");
            event("card was refused", later);
        }
    }

    private static String access(Instant at, String request, int status) {
        return "10.0.0.9 - - [" + local("dd/MMM/yyyy:HH:mm:ss xx", at) + "] \"" + request + " HTTP/1.1\" " + status
                + " 17 \"-\" \"curl/8\"";
    }

    private static String json(Instant at, String level, String text) {
        return "{\"time\":\"" + at + "\",\"level\":\"" + level + "\",\"logger\":\"queue\",\"msg\":\"" + text + "\"}";
    }

    private static String container(Instant at, String text) {
        return "{\"log\":\"" + local("yyyy-MM-dd HH:mm:ss.SSS", at) + " " + text
                + "\\n\",\"stream\":\"stdout\",\"time\":\"" + at + "\"}";
    }

    /// What happened up to now is in the files; at midnight those of the applications were rotated.
    private void write(Instant midnight) throws IOException {
        append(midnight);
        for (String file : List.of("till/till.log", "shop/shop.log", "web/access.log", "pay/pay.log")) {
            Path live = dir.resolve("logs").resolve(file);
            for (int nth = 3; nth >= 0 && Files.exists(live); nth--) {
                Path from = nth == 0 ? live : live.resolveSibling(live.getFileName() + "." + nth);
                if (Files.exists(from)) {
                    Files.move(
                            from,
                            live.resolveSibling(live.getFileName() + "." + (nth + 1)),
                            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        append(now);
    }

    private void append(Instant until) throws IOException {
        for (Map.Entry<String, Map<Instant, String>> file : lines.entrySet()) {
            StringBuilder text = new StringBuilder();
            file.getValue().entrySet().removeIf(line -> {
                boolean due = line.getKey().isBefore(until);
                text.append(due ? line.getValue() : "");
                return due;
            });
            if (!text.isEmpty()) {
                Path path = dir.resolve("logs").resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
    }

    private static boolean isWarning(String title) {
        return title.equals("stock is low");
    }

    private long written(Instant from, Instant to, boolean warnings) {
        return truth.entrySet().stream()
                .filter(one -> isWarning(one.getKey()) == warnings)
                .flatMap(one -> one.getValue().stream())
                .filter(at -> !at.isBefore(from) && at.isBefore(to))
                .count();
    }

    private String mail() throws Exception {
        try (Stream<Path> files = Files.walk(dir)) {
            Path newest = files.filter(file -> file.toString().endsWith(".eml"))
                    .max(Comparator.comparing(file -> file.getFileName().toString()))
                    .orElseThrow();
            try (InputStream in = Files.newInputStream(newest)) {
                MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
                String text = String.valueOf(
                        ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent());
                return mail.getSubject() + "\n" + text.replace("\r\n", "\n");
            }
        }
    }

    /// The titles below a heading of the mail.
    private static List<String> section(String mail, String heading) {
        Matcher found = Pattern.compile("(?m)^" + heading + "(?: \\(.*\\))?\n\n((?:  .*\n|\n)+)")
                .matcher(mail);
        List<String> titles = new ArrayList<>();
        if (found.find()) {
            Matcher title =
                    Pattern.compile("(?m)^  [0-9A-Z]{4}-[0-9A-Z]{4}  (.*)$").matcher(found.group(1));
            while (title.find()) {
                titles.add(title.group(1));
            }
        }
        return titles;
    }

    private static long number(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return Long.parseLong(found.group(1).replace(",", ""));
    }

    private Instant morning(int night) {
        return FIRST.plusDays(night).atTime(LocalTime.of(6, 0)).atZone(BERLIN).toInstant();
    }

    @Test
    void everySentenceOfAWeekIsTrue() throws Exception {
        Path data = dir.resolve("logs/containers/" + CONTAINER);
        Files.createDirectories(data);
        Files.writeString(data.resolve("config.v2.json"), "{\"Name\":\"/gate\"}");
        Instant begin = morning(0).minus(Duration.ofHours(24));
        now = morning(0);
        for (Instant at = begin; at.isBefore(now); at = at.plus(Duration.ofHours(1))) {
            hour(at, false);
        }
        write(FIRST.atStartOfDay(BERLIN).toInstant());

        assertThat(run("init", dir.resolve("logs").toString(), "--yes")).as(err).isEqualTo(Exit.DONE);
        assertThat(out).contains("/*-json.log*", "till.log", "1 error: 502 POST /orders (");
        Path settings = dir.resolve("conf/nightjar.yaml");
        Files.writeString(
                settings,
                Files.readString(settings).replaceAll("(?m)^zone:.*\n", "").replaceAll("(?m)^data:.*\n", "")
                        + "\nzone: Europe/Berlin\ndata: ../data\nsmtp: {host: 127.0.0.1, port: 1, from: n@acme.example, tls: none}\n");
        Files.writeString(dir.resolve("conf/projects/pay.yaml"), "\nsilent-after: 3h\n", StandardOpenOption.APPEND);
        assertThat(run("check")).as(err).isEqualTo(Exit.DONE);

        for (int night = 0; night < NIGHTS; night++) {
            now = morning(night);
            if (night > 0) {
                for (Instant at = morning(night - 1); at.isBefore(now); at = at.plus(Duration.ofHours(1))) {
                    hour(at, night == 5);
                }
                if (night == 3) {
                    Instant live = morning(2).plus(Duration.ofHours(5));
                    assertThat(run("release", "till", "2.0", "--at", "@" + live.getEpochSecond()))
                            .as(err)
                            .isEqualTo(Exit.DONE);
                    for (int i = 1; i <= 5; i++) {
                        broken(live.plus(Duration.ofMinutes(7L * i)));
                    }
                }
                if (night == 6) {
                    broken(morning(5).plus(Duration.ofHours(9)));
                }
                write(FIRST.plusDays(night).atStartOfDay(BERLIN).toInstant());
            }
            night(night, night == 0 ? begin : morning(night - 1));
            if (night == 3) {
                run("issues", "drawer", "--json");
                String id = out.substring(out.indexOf("\"id\":\"") + 6, out.indexOf("\"id\":\"") + 15);
                assertThat(run("resolve", id, "--in", "2.1")).as(err).isEqualTo(Exit.DONE);
                Instant repaired = now.plus(Duration.ofHours(4));
                assertThat(run("release", "till", "2.1", "--at", "@" + repaired.getEpochSecond()))
                        .as(err)
                        .isEqualTo(Exit.DONE);
            }
        }
        week(begin);
    }

    /// Scan, report and mail of one morning.
    private void night(int night, Instant since) throws Exception {
        assertThat(run("scan")).as(err).isEqualTo(Exit.DONE);
        assertThat(run("report")).as(err).isEqualTo(Exit.DONE);
        assertThat(run("mail", "--to", "team@acme.example")).as(err).isEqualTo(Exit.UNAVAILABLE);
        String mail = mail();
        String as = "night " + night + "\n" + mail;
        long errors = written(since, now, false);
        long warnings = written(since, now, true);
        assertThat(number(mail, "(?m)^([\\d,]+) errors?\\b")).as(as).isEqualTo(errors);
        assertThat(number(mail, "([\\d,]+) warnings?\\b")).as(as).isEqualTo(warnings);
        assertThat(mail).as(as).contains("0 lines not understood").doesNotContain("INCOMPLETE");
        assertThat(section(mail, "REGRESSED")).as(as).isEqualTo(night == 6 ? List.of(BROKEN) : List.of());
        if (night > 0) {
            assertThat(section(mail, "NEW")).as(as).isEqualTo(night == 3 ? List.of(BROKEN) : List.of());
            assertThat(mail.contains("SILENT")).as(as).isEqualTo(night == 5);
        }
        if (night == 5) {
            assertThat(mail).as(as).contains("pay: no log since Sat 24 Oct 0");
        }
        String page = Files.readString(dir.resolve("data/report/index.html"))
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ");
        Instant day = night == 0 ? since : now.minus(Duration.ofHours(24));
        assertThat(number(page, " Errors ([\\d,]+) "))
                .as("page of night " + night)
                .isEqualTo(written(day, now, false));
        assertThat(number(page, " Warnings ([\\d,]+) "))
                .as("page of night " + night)
                .isEqualTo(written(day, now, true));
        assertThat(run("issues", "--since", "@" + since.getEpochSecond(), "--json"))
                .as(err)
                .isEqualTo(Exit.DONE);
        assertThat(out.lines()
                        .mapToLong(line -> number(line, "\"count\":(\\d+)"))
                        .sum())
                .as("issues of night " + night)
                .isEqualTo(errors + warnings);
    }

    /// What is known at the end, of all time.
    private void week(Instant begin) {
        assertThat(run("issues", "--json")).as(err).isEqualTo(Exit.DONE);
        assertThat(out.lines()).hasSize(truth.size());
        truth.forEach((title, times) -> {
            String line = out.lines()
                    .filter(one -> one.contains("\"title\":\"" + title + "\""))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(title + " is in none of " + out));
            assertThat(number(line, "\"count\":(\\d+)")).as(line).isEqualTo(times.size());
            assertThat(line)
                    .contains("\"first_seen\":\""
                            + times.stream().min(Comparator.naturalOrder()).orElseThrow())
                    .contains("\"last_seen\":\""
                            + times.stream().max(Comparator.naturalOrder()).orElseThrow());
        });
        run("search", "release:2.0", "--json");
        assertThat(out.lines().filter(line -> line.contains("no drawer"))).hasSize(5);
        run("hist", "--since", "@" + begin.getEpochSecond(), "--json");
        assertThat(out.lines()
                        .mapToLong(line -> number(line, "\"count\":(\\d+)"))
                        .sum())
                .isEqualTo(truth.values().stream().mapToLong(List::size).sum());
    }
}
