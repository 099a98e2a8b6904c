package dev.nightjar.notify;

import dev.nightjar.config.Settings;
import dev.nightjar.config.Settings.Tls;
import dev.nightjar.config.Trust;
import dev.nightjar.model.Failure;
import dev.nightjar.notify.mail.Mail;
import dev.nightjar.notify.outbox.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A configured server, an outbox, and what becomes of the mails in it.
public final class Post {

    public static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");

    /// Long enough for a machine that is busy.
    public Duration timeout = Duration.ofSeconds(30);

    private final Path dir;
    public Tls tls = Tls.OFFERED;
    public Optional<String> user = Optional.of("nightjar");
    public Optional<Path> trust = Optional.empty();
    public String host = "localhost";
    public Instant now = NOW;

    public Post(Path dir) {
        this.dir = dir;
    }

    /// What became of a mail.
    ///
    /// @param exit of the run, 0 if it goes on
    public record Became(List<String> lies, int exit, String said) {}

    public Became send(int port, String run, String... to) throws IOException {
        try (Mail mail = mail(port)) {
            Mail.Sent sent = mail.send(List.of(to), digest(run));
            if (!Files.exists(sent.file())) {
                throw new AssertionError(sent.file() + " is not there");
            }
            return new Became(lies(), 0, sent.said());
        } catch (Failure e) {
            return new Became(lies(), e.exit().code(), String.valueOf(e.getMessage()));
        }
    }

    public static Digest digest(String run) {
        return new Digest(
                "nightly", "log1.acme.example", run, NOW, "[nightjar nightly] 1 new", "text\n", "<p>html</p>\n");
    }

    public List<String> lies() throws IOException {
        Path outbox = dir.resolve("data/outbox");
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(outbox)) {
            all.filter(Files::isRegularFile)
                    .map(f -> outbox.relativize(f).toString())
                    .sorted()
                    .forEach(files::add);
        }
        files.remove(".lock");
        return files;
    }

    public Mail mail(int port) throws IOException {
        Path password = Files.writeString(dir.resolve("password"), "s3cret\n");
        Settings.Smtp smtp = new Settings.Smtp(
                host,
                port,
                tls,
                user,
                user.map(u -> password),
                "nightjar@acme.example",
                Optional.empty(),
                trust,
                Duration.ofDays(3),
                timeout);
        Settings settings = new Settings(
                Optional.empty(),
                dir.resolve("data"),
                ZoneId.of("UTC"),
                Optional.of(smtp),
                new Settings.Retention(Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(730)),
                new Settings.Report(dir.resolve("report"), Optional.empty()),
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                Settings.Insight.DEFAULT,
                Map.of(),
                Map.of(),
                Trust.CAREFUL);
        return Mail.of(settings, Clock.fixed(now, ZoneOffset.UTC));
    }
}
