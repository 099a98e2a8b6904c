package dev.nightjar.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.nightjar.config.Settings;
import dev.nightjar.config.Trust;
import dev.nightjar.model.Failure;
import dev.nightjar.notify.outbox.Digest;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailTest {

    private static final Digest DIGEST = new Digest(
            "nightly",
            "log1.acme.example",
            "481",
            Instant.parse("2026-11-22T05:00:12Z"),
            "[nightjar nightly] 1 new: Größenfehler in Öffnung (+2)",
            "14 of 14 files read\nBücher = 好\n.\nend\n",
            "<p>14 of 14 files read · 好</p>\n");

    @TempDir
    Path data;

    @Test
    void leavesAMailInTheOutboxWithoutSmtpAndSaysSo() throws Exception {
        Mail.Sent sent = Mail.of(settings(Optional.empty())).send(List.of("team@acme.example"), DIGEST);
        assertThat(sent.file()).isEqualTo(data.resolve("outbox/nightly-481.eml"));
        assertThat(sent.said()).contains("no smtp", sent.file().toString());
        MimeMessage message = read(sent.file());
        assertThat(message.getSubject()).isEqualTo(DIGEST.subject());
        assertThat(message.getMessageID()).isEqualTo("<nightjar.nightly.481@log1.acme.example>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(message.getHeader("List-Id")).containsExactly("<nightly.log1.acme.example.nightjar>");
        assertThat(message.getSentDate().toInstant()).isEqualTo(DIGEST.date());
    }

    @Test
    void givesTextFirstAndHtmlLast() throws Exception {
        MimeMessage message = read(Mail.of(settings(Optional.empty()))
                .send(List.of("a@acme.example"), DIGEST)
                .file());
        MimeMultipart body = (MimeMultipart) message.getContent();
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        assertThat(body.getCount()).isEqualTo(2);
        assertThat(body.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(body.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(lines(body.getBodyPart(0).getContent())).isEqualTo(DIGEST.text());
        assertThat(lines(body.getBodyPart(1).getContent())).isEqualTo(DIGEST.html());
    }

    @Test
    void writesTheSameBytesForTheSameDigest() throws IOException {
        Path file = Mail.of(settings(Optional.empty()))
                .send(List.of("a@acme.example"), DIGEST)
                .file();
        byte[] first = Files.readAllBytes(file);
        assertThat(Mail.of(settings(Optional.empty()))
                        .send(List.of("a@acme.example"), DIGEST)
                        .file())
                .isEqualTo(file)
                .hasBinaryContent(first);
        assertThat(outbox()).containsExactly("dead", "kept", "nightly-481.eml", "sent");
    }

    @Test
    void letsNothingOfADigestBecomeAHeader() throws Exception {
        String evil = "x\r\nBcc: evil@evil.example\r\n\r\n<script>\u0000\u2028\u202e";
        Digest digest = new Digest(evil, evil, evil, DIGEST.date(), evil, DIGEST.text(), DIGEST.html());
        Path file = Mail.of(settings(Optional.empty()))
                .send(List.of("a@acme.example"), digest)
                .file();
        assertThat(file.getParent()).isEqualTo(data.resolve("outbox"));
        MimeMessage message = read(file);
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(message.getSubject()).isEqualTo("x");
        String head = Files.readString(file).split("\r\n\r\n", 2)[0];
        assertThat(head.lines())
                .allMatch(line -> line.matches("[\\x20-\\x7e\\t]*"))
                .noneMatch(line -> line.startsWith("Bcc"));
        assertThat(message.getMessageID()).matches("<[a-z0-9.@-]+>");
    }

    @Test
    void refusesAnAddressWithMoreInIt() {
        assertThatThrownBy(() ->
                        Mail.of(settings(Optional.empty())).send(List.of("a@b.example\r\nBcc: c@d.example"), DIGEST))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.CONFIGURATION));
        assertThatThrownBy(() -> Mail.of(settings(Optional.empty())).send(List.of(), DIGEST))
                .hasMessageContaining("nobody to mail to");
    }

    @Test
    void sendsThroughAServerWithAPasswordFromAFile() throws Exception {
        Path password = Files.writeString(data.resolve("password"), "s3cret\n");
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.setUser("nightjar@acme.example", "nightjar", "s3cret");
        server.start();
        try {
            Mail.Sent sent = Mail.of(settings(
                            Optional.of(smtp(server.getSmtp().getPort(), Settings.Tls.OFFERED, Optional.of(password)))))
                    .send(List.of("team@acme.example", "boss@acme.example"), DIGEST);
            assertThat(sent.said()).isEqualTo("mailed to team@acme.example, boss@acme.example");
            assertThat(sent.file())
                    .isEqualTo(data.resolve("outbox/sent/nightly-481.eml"))
                    .exists();
            assertThat(server.waitForIncomingEmail(5_000, 2)).isTrue();
            MimeMessage received = server.getReceivedMessages()[0];
            assertThat(received.getSubject()).isEqualTo(DIGEST.subject());
            assertThat(lines(((MimeMultipart) received.getContent())
                            .getBodyPart(0)
                            .getContent()))
                    .isEqualTo(DIGEST.text());
            assertThat(outbox()).containsExactly(".lock", "dead", "kept", "sent");
        } finally {
            server.stop();
        }
    }

    @Test
    void keepsAMailThatTheServerRefusesAndSendsItWithTheNext() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        Settings unreachable = settings(Optional.of(smtp(closed, Settings.Tls.NONE, Optional.empty())));
        Mail.Sent waits = Mail.of(unreachable).send(List.of("team@acme.example"), DIGEST);
        assertThat(waits.state()).isEqualTo(Mail.State.WAITING);
        assertThat(waits.said()).contains("nothing listens on 127.0.0.1:" + closed, "nightly-481.eml");
        assertThat(outbox()).contains("nightly-481.eml", "nightly-481.why");
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.start();
        try {
            Digest next =
                    new Digest("nightly", DIGEST.host(), "482", DIGEST.date(), "[nightjar nightly] next", "t", "h");
            Mail.of(settings(Optional.of(smtp(server.getSmtp().getPort(), Settings.Tls.NONE, Optional.empty()))))
                    .send(List.of("team@acme.example"), next);
            assertThat(server.waitForIncomingEmail(5_000, 2)).isTrue();
            assertThat(Stream.of(server.getReceivedMessages()).map(MailTest::id))
                    .containsExactlyInAnyOrder(
                            "<nightjar.nightly.481@log1.acme.example>", "<nightjar.nightly.482@log1.acme.example>");
            assertThat(outbox()).containsExactly(".lock", "dead", "kept", "sent");
        } finally {
            server.stop();
        }
    }

    @Test
    void sendsNothingInTheClearWhenTlsIsRequired() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.start();
        try {
            Settings settings =
                    settings(Optional.of(smtp(server.getSmtp().getPort(), Settings.Tls.REQUIRED, Optional.empty())));
            assertThatThrownBy(() -> Mail.of(settings).send(List.of("team@acme.example"), DIGEST))
                    .isInstanceOfSatisfying(
                            Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.UNAVAILABLE));
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void doesNotSendTheDigestsOfAllNightsBeforeThereWasAServer() throws Exception {
        Instant later = DIGEST.date().plus(Duration.ofDays(30));
        Clock then = Clock.fixed(DIGEST.date(), ZoneOffset.UTC);
        Mail.of(settings(Optional.empty()), then).send(List.of("team@acme.example"), DIGEST);
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.start();
        try {
            Digest next = new Digest("nightly", DIGEST.host(), "511", later, "[nightjar nightly] next", "t", "h");
            Settings settings =
                    settings(Optional.of(smtp(server.getSmtp().getPort(), Settings.Tls.NONE, Optional.empty())));
            Mail.of(settings, Clock.fixed(later, ZoneOffset.UTC)).send(List.of("team@acme.example"), next);
            assertThat(Stream.of(server.getReceivedMessages()).map(MailTest::id))
                    .containsExactly("<nightjar.nightly.511@log1.acme.example>");
            assertThat(data.resolve("outbox/kept/nightly-481.eml")).exists();
        } finally {
            server.stop();
        }
    }

    @Test
    void forgetsWhatWasDeliveredAfterAWhile() throws Exception {
        Mail mail = Mail.of(settings(Optional.empty()), Clock.fixed(DIGEST.date(), ZoneOffset.UTC));
        mail.send(List.of("team@acme.example"), DIGEST);
        mail.prune(DIGEST.date().minusSeconds(1), Long.MAX_VALUE, DIGEST.date());
        assertThat(data.resolve("outbox/nightly-481.eml")).exists();
        mail.prune(DIGEST.date().plusSeconds(1), Long.MAX_VALUE, DIGEST.date());
        assertThat(outbox()).containsExactly("dead", "kept", "sent");
        assertThat(data.resolve("outbox/kept")).isEmptyDirectory();
    }

    private static String id(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Settings.Smtp smtp(int port, Settings.Tls tls, Optional<Path> password) {
        return new Settings.Smtp(
                "127.0.0.1",
                port,
                tls,
                password.map(p -> "nightjar"),
                password,
                "nightjar@acme.example",
                Optional.empty(),
                Optional.empty(),
                Settings.Smtp.MAX_AGE,
                Settings.Smtp.TIMEOUT);
    }

    private Settings settings(Optional<Settings.Smtp> smtp) {
        return new Settings(
                Optional.empty(),
                data,
                ZoneId.of("UTC"),
                smtp,
                new Settings.Retention(Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(730)),
                new Settings.Report(data.resolve("report"), Optional.empty()),
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                Settings.Insight.DEFAULT,
                Map.of(),
                Map.of(),
                Trust.CAREFUL);
    }

    private List<String> outbox() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("outbox"))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static String lines(Object content) {
        return content.toString().replace("\r\n", "\n");
    }

    private static MimeMessage read(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }
}
