package dev.nightjar;

import dev.nightjar.config.Configuration;
import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Run;
import dev.nightjar.model.Window;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.notify.ScheduleHistory;
import dev.nightjar.notify.outbox.Ledger;
import dev.nightjar.notify.outbox.LedgerEntry;
import dev.nightjar.scan.Scan;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A shop that writes a log, a clock that can be set, and what is mailed about it: no server, so all mail stays in
/// the outbox.
public final class Mailroom extends Clock {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS").withZone(ZoneOffset.UTC);

    private final Path home;
    private Instant now = Instant.EPOCH;
    private @Nullable Nightjar nightjar;
    private @Nullable Nightjar looked;

    public Mailroom(Path home) throws IOException {
        this.home = home;
        put("nightjar.yaml", "zone: UTC\ndata: data\nreport: {link: https://errors.acme.example/}\n");
        put("projects/shop.yaml", """
                logs: [logs/shop.log]
                silent-after: 2h
                owners:
                  - {logger: com.acme.pay.**, owner: payments, contact: payments@acme.example}
                  - {logger: com.acme.web.**, owner: front-end, contact: "#front-end"}
                """);
        put("jobs/nightly.yaml", "schedule: \"0 0 6 * * *\"\nsteps: [scan]\n");
    }

    /// The same folder, its configuration read anew.
    public Mailroom(Mailroom other) {
        this.home = other.home;
    }

    public void put(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// Sets the clock.
    public void at(String time) {
        now = Instant.parse(time);
    }

    public Instant now() {
        return now;
    }

    /// Writes so many records, ten seconds apart, the last a minute ago, and scans.
    public void logs(String level, String logger, String message, int times) throws IOException {
        log(level, logger, message, times);
        scan();
    }

    /// The same, and nobody reads it yet.
    public void log(String level, String logger, String message, int times) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = times; i > 0; i--) {
            lines.append(TIME.format(now.minusSeconds(50 + 10L * i)))
                    .append(" [main] ")
                    .append(level)
                    .append(" com.acme.")
                    .append(logger)
                    .append(" - ")
                    .append(message)
                    .append('\n');
        }
        Path log = home.resolve("logs/shop.log");
        Files.createDirectories(log.getParent());
        Files.writeString(log, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public void errors(String logger, String message, int times) throws IOException {
        logs("ERROR", logger, message, times);
    }

    public void scan() {
        try (Scan scan = nightjar().scan(projects(), Run.idAt(now))) {
            looked = nightjar().after(scan);
            Folder.end(scan);
        }
    }

    /// As it is behind the last scan.
    private Nightjar looked() {
        return looked == null ? nightjar() : looked;
    }

    public Nightjar nightjar() {
        if (nightjar == null) {
            nightjar = Nightjar.of(Configuration.load(Optional.of(home), Optional.empty(), home, home), this);
        }
        return nightjar;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneOffset getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    private List<Project> projects() {
        return List.copyOf(nightjar().settings().projects().values());
    }

    public List<String> mail(Job.Step.Mail step) {
        return mail(step, ScheduleHistory.unknown());
    }

    /// Of a time that somebody asked for.
    public List<String> mail(Job.Step.Mail step, Optional<Window> asked) {
        return looked().digests().send(step, projects(), "nightly", asked, false, ScheduleHistory.unknown());
    }

    public List<String> mail(Job.Step.Mail step, ScheduleHistory due) {
        return looked().digests().send(step, projects(), "nightly", Optional.empty(), false, due);
    }

    public Path report() {
        return looked().report(new Job.Step.Report(Duration.ofHours(24), Job.At.NOW), projects(), Optional.empty());
    }

    public List<String> mailAgain(Job.Step.Mail step) {
        return looked().digests().send(step, projects(), "nightly", Optional.empty(), true, ScheduleHistory.unknown());
    }

    public List<String> alert(Job.Step.Alert step) {
        return looked().alert(step, projects(), "watch");
    }

    public List<Notice> news(Job.Step.Alert step) {
        return looked().news(step, projects(), "watch");
    }

    public void decide(Decision.Kind kind, IssueId issue) {
        nightjar()
                .workspace()
                .decide(new Decision(now, "mara", kind, issue, null, "", Decision.Ends.NEVER, "", false, ""));
    }

    public List<LedgerEntry> told() {
        return Ledger.look(data()).all();
    }

    public Path data() {
        return home.resolve("data");
    }

    /// A mail in the outbox.
    public record Sent(String file, String to, String subject, String id, String followsUp, String text, String html) {}

    /// By file name.
    public List<Sent> outbox() throws IOException {
        Path dir = data().resolve("outbox");
        if (Files.notExists(dir)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(Mailroom::read)
                    .toList();
        }
    }

    private static Sent read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
            MimeMultipart body = (MimeMultipart) mail.getContent();
            String[] followsUp = mail.getHeader("In-Reply-To");
            return new Sent(
                    file.getFileName().toString(),
                    mail.getAllRecipients()[0].toString(),
                    mail.getSubject(),
                    mail.getMessageID(),
                    followsUp == null ? "" : followsUp[0],
                    text(body, 0),
                    text(body, 1));
        } catch (Exception e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private static String text(MimeMultipart body, int part) throws Exception {
        return body.getBodyPart(part).getContent().toString().replace("\r\n", "\n");
    }
}
