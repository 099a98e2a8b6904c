package dev.nightjar.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Settings;
import dev.nightjar.config.Settings.Tls;
import dev.nightjar.model.Failure;
import java.io.IOException;
import java.net.ServerSocket;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of a mail for every reply a server may give, and what is said about it.
class RepliesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    private static final Duration SHORT = Duration.ofMillis(250);

    @TempDir
    Path dir;

    private Tls tls = Tls.OFFERED;
    private Optional<String> user = Optional.of("nightjar");
    private Optional<Path> trust = Optional.empty();
    private String host = "localhost";
    private Instant now = NOW;

    /// What became of a mail.
    ///
    /// @param exit of the run, 0 if it goes on
    private record Became(List<String> lies, int exit, String said) {}

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            banner   | 220 hello                        | sent    |  0 | mailed to team@acme.example
            banner   | 421 4.3.2 too busy               | waits   |  0 | asks to come again, at the greeting (421 4.3.2 too busy)
            banner   | 450 later                        | waits   |  0 | asks to come again, at the greeting (450 later)
            banner   | 554 no mail here                 | waits   | 69 | does not talk to this machine, at the greeting (554 no mail here): ask whoever runs the server
            banner   | nonsense                         | waits   |  0 | ended the connection at the greeting
            banner   | DROP                             | waits   |  0 | ended the connection at the greeting
            banner   | HANG                             | waits   |  0 | did not answer within 250 ms (the greeting): if it stays so
            EHLO     | 421 bye                          | waits   |  0 | asks to come again, at EHLO (421 bye)
            EHLO     | DROP                             | waits   |  0 | ended the connection at EHLO
            EHLO     | HANG                             | waits   |  0 | did not answer within 250 ms (EHLO)
            EHLO     | 250 stub                         | waits   | 69 | offers no login on this connection: check smtp.port and smtp.tls
            AUTH     | 235 2.7.0 ok                     | sent    |  0 | mailed to
            AUTH     | 421 bye                          | waits   |  0 | cannot check logins just now (421 bye)
            AUTH     | 454 4.7.0 directory is down      | waits   |  0 | cannot check logins just now (454 4.7.0 directory is down)
            AUTH     | 535 5.7.8 wrong password         | waits   | 69 | refused the login of 'nightjar' (535 5.7.8 wrong password): check smtp.user and the password in
            AUTH     | 534 5.7.9 too weak               | waits   | 69 | refused the login of 'nightjar' (534 5.7.9 too weak)
            AUTH     | 530 5.7.0 STARTTLS first         | waits   | 69 | refused the login of 'nightjar' (530 5.7.0 STARTTLS first)
            AUTH     | DROP                             | waits   |  0 | ended the connection at AUTH
            AUTH     | HANG                             | waits   |  0 | did not answer within 250 ms (AUTH)
            MAIL     | 421 4.4.2 idle                   | waits   |  0 | asks to come again, at MAIL FROM (421 4.4.2 idle)
            MAIL     | 451 4.3.0 disk full              | waits   |  0 | asks to come again, at MAIL FROM (451 4.3.0 disk full)
            MAIL     | 452 4.3.1 no room                | waits   |  0 | asks to come again, at MAIL FROM
            MAIL     | 530 5.7.0 log in first           | waits   | 69 | refused the login of 'nightjar' (530 5.7.0 log in first)
            MAIL     | 550 5.7.1 not your address       | dead    | 69 | does not accept mail from nightjar@acme.example (550 5.7.1 not your address): write an address that it accepts as smtp.from
            MAIL     | 552 5.3.4 too big                | dead    | 69 | the mail is larger than localhost
            MAIL     | 553 5.1.8 no such domain         | dead    | 69 | does not accept mail from
            MAIL     | 503 5.5.1 not now                | dead    | 69 | does not accept mail from
            MAIL     | DROP                             | waits   |  0 | ended the connection at MAIL FROM
            MAIL     | HANG                             | waits   |  0 | did not answer within 250 ms (MAIL FROM)
            RCPT     | 251 will forward                 | sent    |  0 | mailed to
            RCPT     | 421 4.3.2 bye                    | waits   |  0 | asks to come again, at RCPT TO (421 4.3.2 bye)
            RCPT     | 450 4.2.0 Greylisted, try again  | waits   |  0 | does not take mail for team@acme.example yet (450 4.2.0 Greylisted, try again): greylisting lets the next try pass
            RCPT     | 451 4.7.1 slow down              | waits   |  0 | does not take mail for team@acme.example yet (451 4.7.1 slow down)
            RCPT     | 452 4.2.2 full                   | waits   |  0 | does not take mail for team@acme.example yet
            RCPT     | 552 5.2.2 full                   | waits   |  0 | does not take mail for team@acme.example yet
            RCPT     | 550 5.1.1 user unknown           | dead    | 69 | there is no mailbox team@acme.example for localhost
            RCPT     | 550 5.7.1 relaying denied        | dead    | 69 | does not pass on mail for team@acme.example (550 5.7.1 relaying denied): let this machine relay there
            RCPT     | 551 not local                    | dead    | 69 | there is no mailbox team@acme.example
            RCPT     | 553 5.1.3 bad syntax             | dead    | 69 | there is no mailbox team@acme.example
            RCPT     | 554 5.7.1 Relay access denied    | dead    | 69 | does not pass on mail for team@acme.example
            RCPT     | 530 5.7.0 log in first           | waits   | 69 | refused the login of 'nightjar' (530 5.7.0 log in first)
            RCPT     | DROP                             | waits   |  0 | ended the connection at RCPT TO
            RCPT     | HANG                             | waits   |  0 | did not answer within 250 ms (RCPT TO)
            DATA     | 421 bye                          | waits   |  0 | asks to come again, at DATA (421 bye)
            DATA     | 451 4.3.0 later                  | waits   |  0 | asks to come again, at DATA (451 4.3.0 later)
            DATA     | 250 ok                           | waits   |  0 | the mail server's answer makes no sense
            DATA     | 503 5.5.1 no recipients          | dead    | 69 | refused the mail at DATA (503 5.5.1 no recipients)
            DATA     | 554 5.7.0 no                     | dead    | 69 | refused the mail at DATA (554 5.7.0 no)
            DATA     | DROP                             | waits   |  0 | ended the connection at DATA
            DATA     | HANG                             | waits   |  0 | did not answer within 250 ms (DATA)
            END      | 250 2.0.0 taken                  | sent    |  0 | mailed to
            END      | 421 4.3.0 shutting down          | waits   |  0 | asks to come again, at the end of the message (421 4.3.0 shutting down)
            END      | 451 4.7.1 scanner is down        | waits   |  0 | asks to come again, at the end of the message
            END      | 452 4.3.1 no room                | waits   |  0 | asks to come again, at the end of the message
            END      | 550 5.7.1 looks like spam        | dead    | 69 | refused the mail at the end of the message (550 5.7.1 looks like spam): ask whoever runs the server
            END      | 552 5.3.4 too big                | dead    | 69 | the mail is larger than localhost
            END      | 554 5.6.0 bad content            | dead    | 69 | refused the mail at the end of the message (554 5.6.0 bad content)
            END      | DROP                             | unknown |  0 | ended the connection at the end of the message
            END      | HANG                             | unknown |  0 | did not answer within 250 ms (the end of the message)
            """)
    void keepsAMailUntilAServerTakesItOrRefusesItForGood(String at, String answer, String lies, int exit, String says)
            throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with(at, answer)) {
            Became became = send(stub.port(), "night", "team@acme.example");
            assertThat(became.lies()).containsExactlyElementsOf(files(lies));
            assertThat(became.exit()).isEqualTo(exit);
            assertThat(became.said()).contains(says);
        }
    }

    private static List<String> files(String lies) {
        return switch (lies) {
            case "sent" -> List.of("sent/nightly-night.eml");
            case "waits" -> List.of("nightly-night.eml", "nightly-night.why");
            case "unknown" -> List.of("nightly-night.sending", "nightly-night.why");
            case "dead" -> List.of("dead/nightly-night.eml", "dead/nightly-night.why");
            default -> throw new IllegalArgumentException(lies);
        };
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            454 4.7.0 TLS not available | 0  | asks to come again, at STARTTLS (454 4.7.0 TLS not available)
            501 5.5.4 no parameters     | 69 | does not talk to this machine, at STARTTLS (501 5.5.4 no parameters)
            DROP                        | 0  | ended the connection at STARTTLS
            HANG                        | 0  | did not answer within 250 ms (STARTTLS)
            """)
    void sendsNothingWhenStartTlsIsPromisedAndNotGiven(String answer, int exit, String says) throws Exception {
        try (SmtpStub stub =
                SmtpStub.plain().with("EHLO", "250-stub\n250 STARTTLS").with("STARTTLS", answer)) {
            user = Optional.empty();
            Became became = send(stub.port(), "night", "team@acme.example");
            assertThat(became.lies()).containsExactlyElementsOf(files("waits"));
            assertThat(became.exit()).isEqualTo(exit);
            assertThat(became.said()).contains(says);
            assertThat(stub.commands()).noneMatch(c -> c.startsWith("MAIL"));
        }
    }

    @Test
    void greetsAnOldServerInTheOldWay() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("EHLO", "502 5.5.1 what")) {
            user = Optional.empty();
            assertThat(send(stub.port(), "night", "team@acme.example").lies())
                    .containsExactly("sent/nightly-night.eml");
            stub.with("HELO", "550 5.7.1 I do not know you");
            assertThat(send(stub.port(), "next", "team@acme.example").said())
                    .contains("does not talk to this machine, at EHLO (550 5.7.1 I do not know you)");
        }
    }

    @Test
    void sendsToTheOthersWhenOneRecipientIsUnknown() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("RCPT TO:<gone@acme.example>", "550 5.1.1 unknown")) {
            Became became = send(stub.port(), "night", "a@acme.example", "gone@acme.example", "b@acme.example");
            assertThat(stub.messages()).hasSize(1);
            assertThat(became.lies())
                    .containsExactly("dead/nightly-night.eml", "dead/nightly-night.why", "sent/nightly-night.eml");
            assertThat(became.exit()).isEqualTo(69);
            assertThat(became.said()).contains("no mailbox gone@acme.example", "correct the address");
            assertThat(mail(stub.port()).dead())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.to()).containsExactly("gone@acme.example"));
        }
    }

    @Test
    void asksAgainOnlyForThoseWhoDidNotGetIt() throws Exception {
        String grey = "RCPT TO:<slow@acme.example>";
        try (SmtpStub stub = SmtpStub.plain().with(grey, "451 4.7.1 greylisted")) {
            Became became = send(stub.port(), "night", "a@acme.example", "slow@acme.example");
            assertThat(became.lies()).containsExactlyElementsOf(files("waits"));
            assertThat(became.exit()).isZero();
            assertThat(mail(stub.port()).waiting().getFirst().to()).containsExactly("slow@acme.example");
            stub.with(grey, "250 ok");
            send(stub.port(), "next", "a@acme.example");
            assertThat(stub.commands())
                    .filteredOn(c -> c.equals("RCPT TO:<a@acme.example>"))
                    .hasSize(2);
            assertThat(stub.commands()).filteredOn(grey::equals).hasSize(2);
            assertThat(lies()).containsExactly("sent/nightly-next.eml", "sent/nightly-night.eml");
        }
    }

    @Test
    void doesNotLetAPoisonousMailStopTheOthers() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("RCPT TO:<poison@acme.example>", "DROP")) {
            assertThat(send(stub.port(), "a", "poison@acme.example").exit()).isZero();
            assertThat(send(stub.port(), "b", "team@acme.example").exit()).isZero();
            assertThat(send(stub.port(), "c", "team@acme.example").exit()).isZero();
            assertThat(lies())
                    .containsExactly("nightly-a.eml", "nightly-a.why", "sent/nightly-b.eml", "sent/nightly-c.eml");
            assertThat(mail(stub.port()).waiting().getFirst().tries()).isEqualTo(3);
        }
    }

    @Test
    void marksAMailThatMayHaveArrivedAndKeepsItsMessageId() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("END", "DROP")) {
            send(stub.port(), "night", "team@acme.example");
            stub.with("END", "250 ok");
            assertThat(send(stub.port(), "night", "team@acme.example").lies())
                    .containsExactly("sent/nightly-night.eml");
            assertThat(stub.messages()).hasSize(2);
            String id = "Message-ID: <nightjar.nightly.night@log1.acme.example>\r\n";
            assertThat(stub.messages()).allMatch(m -> m.contains(id));
            assertThat(stub.messages().get(0)).contains("Subject: [nightjar nightly] 1 new\r\n");
            assertThat(stub.messages().get(1)).contains("Subject: [resend?] [nightjar nightly] 1 new\r\n");
            assertThat(stub.messages().get(1).replace("[resend?] ", ""))
                    .isEqualTo(stub.messages().get(0));
        }
    }

    @Test
    void failsOnceAMailWaitsTooLong() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("MAIL", "451 later")) {
            assertThat(send(stub.port(), "a", "team@acme.example").exit()).isZero();
            now = NOW.plus(Duration.ofDays(2));
            assertThat(send(stub.port(), "b", "team@acme.example").exit()).isZero();
            now = NOW.plus(Duration.ofDays(4));
            Became became = send(stub.port(), "c", "team@acme.example");
            assertThat(became.exit()).isEqualTo(69);
            assertThat(became.said())
                    .contains("mail waits since 2026-11-23T05:00:00Z", "nightly-a.eml")
                    .doesNotContain("nightly-b");
            stub.with("MAIL", "250 ok");
            assertThat(send(stub.port(), "d", "team@acme.example").exit()).isZero();
            assertThat(lies()).hasSize(4).allMatch(f -> f.startsWith("sent/"));
        }
    }

    @Test
    void asksAServerThatIsDownOnceForAllMailsOfARun() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("banner", "421 busy")) {
            try (Mail mail = mail(stub.port())) {
                for (String run : List.of("a", "b", "c")) {
                    assertThat(mail.send(List.of("team@acme.example"), digest(run))
                                    .state())
                            .isEqualTo(Mail.State.WAITING);
                }
                assertThat(mail.waiting()).extracting(Mail.Letter::tries).containsExactly(1, 1, 1);
            }
            stub.with("banner", "220 hello");
            assertThat(send(stub.port(), "d", "team@acme.example").lies()).hasSize(4);
            assertThat(stub.commands()).filteredOn(c -> c.startsWith("EHLO")).hasSize(1);
        }
    }

    @Test
    void doesNotSendTheSameDigestTwice() throws Exception {
        try (SmtpStub stub = SmtpStub.plain()) {
            send(stub.port(), "night", "team@acme.example");
            assertThat(send(stub.port(), "night", "team@acme.example").said())
                    .isEqualTo("already mailed to team@acme.example");
            assertThat(stub.messages()).hasSize(1);
        }
    }

    @Test
    void saysWhichNameIsNotFoundAndWhichPortIsClosed() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertThat(send(closed, "a", "team@acme.example").said())
                .contains("nothing listens on localhost:" + closed
                        + " (connection refused): check smtp.host and smtp.port");
        host = "mail.invalid";
        assertThat(send(25, "b", "team@acme.example").said())
                .contains("the mail server's name 'mail.invalid' is not found (DNS): check smtp.host");
    }

    @Test
    void sendsThroughTlsThatItTrusts() throws Exception {
        Certificates good = Certificates.of(dir, "good", "dns:localhost");
        trust = Optional.of(good.authority());
        tls = Tls.REQUIRED;
        try (SmtpStub stub = SmtpStub.offering(good.context())) {
            assertThat(send(stub.port(), "a", "team@acme.example").exit()).isZero();
            assertThat(stub.commands().subList(0, 4))
                    .extracting(c -> c.split(" ")[0])
                    .containsExactly("EHLO", "STARTTLS", "EHLO", "AUTH");
        }
        tls = Tls.IMPLICIT;
        user = Optional.empty();
        try (SmtpStub stub = SmtpStub.implicit(good.context())) {
            assertThat(send(stub.port(), "b", "team@acme.example").exit()).isZero();
            assertThat(stub.messages()).hasSize(1);
        }
    }

    @Test
    void sendsNothingThroughTlsThatItDoesNotTrust() throws Exception {
        Certificates other = Certificates.of(dir, "other", "dns:mail.acme.example");
        Certificates.of(dir, "ca", "dns:ca", "-ext", "bc:c");
        Certificates old =
                Certificates.of(dir, "old", "dns:localhost", "-signer", "ca", "-startdate", "-10d", "-validity", "5");
        tls = Tls.REQUIRED;
        try (SmtpStub stub = SmtpStub.offering(other.context())) {
            refuses(stub, "is from an authority that this system does not trust: save the authority's certificate");
            trust = Optional.of(other.authority());
            refuses(
                    stub,
                    "is for another name (No subject alternative DNS name matching localhost found.): write the name");
        }
        trust = Optional.of(old.authority());
        try (SmtpStub stub = SmtpStub.offering(old.context())) {
            refuses(stub, "has expired: ask whoever runs the server to renew it");
        }
        try (SmtpStub stub = SmtpStub.plain()) {
            refuses(stub, "offers no STARTTLS, and 'tls: required' sends nothing in the clear: check smtp.port");
            tls = Tls.IMPLICIT;
            refuses(stub, "does not begin with TLS: 'tls: implicit' is for port 465");
        }
    }

    private void refuses(SmtpStub stub, String says) throws Exception {
        Became became = send(stub.port(), "night", "team@acme.example");
        assertThat(became.lies()).containsExactlyElementsOf(files("waits"));
        assertThat(became.exit()).isEqualTo(69);
        assertThat(became.said()).contains(says);
        assertThat(stub.commands()).noneMatch(c -> c.startsWith("AUTH") || c.startsWith("MAIL"));
    }

    @Test
    void letsOnlyTheOwnerLookIntoTheOutbox() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("MAIL", "451 later")) {
            send(stub.port(), "night", "team@acme.example");
        }
        try (Stream<Path> all = Files.walk(dir.resolve("data/outbox"))) {
            for (Path path : all.toList()) {
                assertThat(Files.getPosixFilePermissions(path))
                        .as(path.toString())
                        .hasSize(Files.isDirectory(path) ? 3 : 2);
            }
        }
    }

    private Became send(int port, String run, String... to) throws IOException {
        try (Mail mail = mail(port)) {
            Mail.Sent sent = mail.send(List.of(to), digest(run));
            assertThat(sent.file()).exists();
            return new Became(lies(), 0, sent.said());
        } catch (Failure e) {
            return new Became(lies(), e.exit().code(), String.valueOf(e.getMessage()));
        }
    }

    private static Digest digest(String run) {
        return new Digest(
                "nightly", "log1.acme.example", run, NOW, "[nightjar nightly] 1 new", "text\n", "<p>html</p>\n");
    }

    private List<String> lies() throws IOException {
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

    private Mail mail(int port) throws IOException {
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
                SHORT);
        Settings settings = new Settings(
                Optional.empty(),
                dir.resolve("data"),
                ZoneId.of("UTC"),
                Optional.of(smtp),
                new Settings.Retention(Duration.ofDays(90), Duration.ofDays(730)),
                new Settings.Report(dir.resolve("report"), Optional.empty()),
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                Map.of(),
                Map.of());
        return Mail.of(settings, Clock.fixed(now, ZoneOffset.UTC));
    }
}
