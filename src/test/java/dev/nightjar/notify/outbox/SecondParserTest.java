package dev.nightjar.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Settings;
import dev.nightjar.config.Trust;
import dev.nightjar.notify.mail.Mail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.junit.jupiter.api.Test;

/// Reads what was written with another library than the one that wrote it.
class SecondParserTest {

    private static final Instant NOW = Instant.parse("2026-11-23T05:00:12Z");
    private static final List<String> TO = List.of("team@acme.example", "boss@acme.example");
    private static final List<String> FIELDS = List.of(
            "Date",
            "From",
            "To",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "Precedence",
            "List-Id",
            "List-Unsubscribe");

    private final Mail mail = Mail.of(settings(), Clock.systemUTC());

    @Test
    void findsEveryHeaderAndBothParts() throws Exception {
        Digest digest = new Digest(
                "nightly",
                "log1.acme.example",
                "2026-11-23",
                NOW,
                "[nightjar nightly] 1 new: Größenfehler in Öffnung, 好 (+2)",
                "14 of 14 files read\nBücher = 好\n.\nFrom here\n",
                "<p>14 of 14 files read · 好</p>\n",
                "payments",
                List.of(
                        "<nightjar.nightly.2026-11-21@log1.acme.example>",
                        "<nightjar.nightly.2026-11-22@log1.acme.example>"));
        Message read = read(mail.bytes(TO, digest));
        assertThat(read.getMessageId()).isEqualTo("<nightjar.nightly.2026-11-23.payments@log1.acme.example>");
        assertThat(read.getSubject()).isEqualTo(digest.subject());
        assertThat(read.getDate()).isEqualTo(java.util.Date.from(Instant.parse("2026-11-23T05:00:12Z")));
        assertThat(read.getFrom()).extracting(Object::toString).containsExactly("nightjar@acme.example");
        assertThat(read.getTo()).extracting(Object::toString).containsExactlyElementsOf(TO);
        assertThat(field(read, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(field(read, "X-Auto-Response-Suppress")).isEqualTo("All");
        assertThat(field(read, "Precedence")).isEqualTo("bulk");
        assertThat(field(read, "List-Id")).isEqualTo("<nightly.log1.acme.example.nightjar>");
        assertThat(field(read, "List-Unsubscribe")).isEqualTo("<mailto:leave@acme.example>");
        assertThat(field(read, "In-Reply-To")).isEqualTo(digest.references().getLast());
        assertThat(field(read, "References").split("\\s+")).containsExactlyElementsOf(digest.references());
        assertThat(text(read, 0)).isEqualTo(digest.text());
        assertThat(text(read, 1)).isEqualTo(digest.html());
    }

    @Test
    void neverFindsMoreThanWasMeantWhateverTheTextsAre() throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Digest digest = new Digest(
                    hostile(random),
                    hostile(random),
                    hostile(random),
                    NOW,
                    hostile(random),
                    hostile(random),
                    hostile(random),
                    hostile(random),
                    List.of(hostile(random)));
            Message read = read(mail.bytes(TO, digest));
            assertThat(read.getHeader().getFields())
                    .extracting(Field::getName)
                    .isSubsetOf(FIELDS)
                    .doesNotHaveDuplicates();
            assertThat(read.getTo()).extracting(Object::toString).containsExactlyElementsOf(TO);
            assertThat(read.getMessageId()).matches("<[a-z0-9.-]+@[a-z0-9.-]+>");
            assertThat(digest.fileName()).matches("[a-z0-9][a-z0-9.-]{0,250}");
            String subject = Optional.ofNullable(read.getSubject()).orElse("");
            assertThat(subject).doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e]");
            assertThat(subject.codePointCount(0, subject.length())).isLessThanOrEqualTo(120);
            assertThat(((Multipart) read.getBody()).getBodyParts()).hasSize(2);
            assertThat(text(read, 0)).isEqualTo(lines(digest.text()));
            assertThat(text(read, 1)).isEqualTo(lines(digest.html()));
        }
    }

    @Test
    void keepsEveryLineShortAndPlain() throws IOException {
        String word = "好 ".repeat(300);
        Digest digest = new Digest("nightly", "host", "1", NOW, word, word, word, "ö".repeat(200), List.of());
        for (String line : new String(mail.bytes(TO, digest), StandardCharsets.ISO_8859_1).split("\r\n")) {
            assertThat(line).matches("[\\x20-\\x7e\\t]{0,200}");
        }
    }

    /// Pieces that mean something to a mail program, and anything else.
    private static String hostile(Random random) {
        String[] pieces = {
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            "\r\n.\r\n",
            "\0",
            "Bcc: evil@evil.example",
            "\r\nBcc: evil@evil.example",
            "\nContent-Type: text/html",
            "--=_nightjar_",
            "=?UTF-8?Q?=0D=0ABcc:?=",
            "<script>",
            "@",
            "<a@b>",
            ">",
            ";",
            "\u2028",
            "\u202e",
            "\u0085",
            "\ud800",
            "😀",
            "好",
            "ö",
            "=",
            "=3D",
            "/../",
            "a",
            "log1.acme.example",
            "..",
            "From ",
            " ",
            "\t",
            "x".repeat(90)
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(
                    random.nextInt(4) == 0
                            ? Character.toString(random.nextInt(0x250))
                            : pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private static Message read(byte[] bytes) throws IOException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.STRICT);
        return builder.parseMessage(new ByteArrayInputStream(bytes));
    }

    private static String field(Message message, String name) {
        return message.getHeader().getField(name).getBody();
    }

    private static String text(Message message, int part) throws IOException {
        Entity entity = ((Multipart) message.getBody()).getBodyParts().get(part);
        assertThat(entity.getMimeType()).isEqualTo(part == 0 ? "text/plain" : "text/html");
        assertThat(entity.getCharset()).isEqualToIgnoringCase("UTF-8");
        return lines(new String(((TextBody) entity.getBody()).getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /// What the way through UTF-8 and mail's line ends leaves of a text.
    private static String lines(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
    }

    private static Settings settings() {
        Settings.Smtp smtp = new Settings.Smtp(
                "localhost",
                25,
                Settings.Tls.NONE,
                Optional.empty(),
                Optional.empty(),
                "nightjar@acme.example",
                Optional.of(URI.create("mailto:leave@acme.example")),
                Optional.empty(),
                Duration.ofDays(3),
                Duration.ofSeconds(1));
        return new Settings(
                Optional.empty(),
                Path.of("nowhere"),
                ZoneId.of("UTC"),
                Optional.of(smtp),
                new Settings.Retention(Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(730)),
                new Settings.Report(Path.of("nowhere"), Optional.empty()),
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                Settings.Insight.DEFAULT,
                Map.of(),
                Map.of(),
                Trust.CAREFUL);
    }
}
