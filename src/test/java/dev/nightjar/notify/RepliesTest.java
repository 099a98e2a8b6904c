package dev.nightjar.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of a mail for every reply a server may give, and what is said about it.
@Tag("faults")
public class RepliesTest {

    @TempDir
    Path dir;

    private Post post;

    @BeforeEach
    void open() {
        post = new Post(dir);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            banner   | 220 hello                        | sent    |  0 | mailed to team@acme.example
            banner   | 421 4.3.2 too busy               | waits   |  0 | asks to come again, at the greeting (421 4.3.2 too busy)
            banner   | 450 later                        | waits   |  0 | asks to come again, at the greeting (450 later)
            banner   | 554 no mail here                 | waits   | 69 | does not talk to this machine, at the greeting (554 no mail here): ask whoever runs the server
            banner   | nonsense                         | waits   |  0 | ended the connection at the greeting
            banner   | DROP                             | waits   |  0 | ended the connection at the greeting
            banner   | HANG                             | waits   |  0 | did not answer within 1 s (the greeting): if it stays so
            EHLO     | 421 bye                          | waits   |  0 | asks to come again, at EHLO (421 bye)
            EHLO     | DROP                             | waits   |  0 | ended the connection at EHLO
            EHLO     | HANG                             | waits   |  0 | did not answer within 1 s (EHLO)
            EHLO     | 250 stub                         | waits   | 69 | offers no login on this connection: check smtp.port and smtp.tls
            AUTH     | 235 2.7.0 ok                     | sent    |  0 | mailed to
            AUTH     | 421 bye                          | waits   |  0 | cannot check logins just now (421 bye)
            AUTH     | 454 4.7.0 directory is down      | waits   |  0 | cannot check logins just now (454 4.7.0 directory is down)
            AUTH     | 535 5.7.8 wrong password         | waits   | 69 | refused the login of 'nightjar' (535 5.7.8 wrong password): check smtp.user and the password in
            AUTH     | 534 5.7.9 too weak               | waits   | 69 | refused the login of 'nightjar' (534 5.7.9 too weak)
            AUTH     | 530 5.7.0 STARTTLS first         | waits   | 69 | refused the login of 'nightjar' (530 5.7.0 STARTTLS first)
            AUTH     | DROP                             | waits   |  0 | ended the connection at AUTH
            AUTH     | HANG                             | waits   |  0 | did not answer within 1 s (AUTH)
            MAIL     | 421 4.4.2 idle                   | waits   |  0 | asks to come again, at MAIL FROM (421 4.4.2 idle)
            MAIL     | 451 4.3.0 disk full              | waits   |  0 | asks to come again, at MAIL FROM (451 4.3.0 disk full)
            MAIL     | 452 4.3.1 no room                | waits   |  0 | asks to come again, at MAIL FROM
            MAIL     | 530 5.7.0 log in first           | waits   | 69 | refused the login of 'nightjar' (530 5.7.0 log in first)
            MAIL     | 550 5.7.1 not your address       | dead    | 69 | does not accept mail from nightjar@acme.example (550 5.7.1 not your address): write an address that it accepts as smtp.from
            MAIL     | 552 5.3.4 too big                | dead    | 69 | the mail is larger than localhost
            MAIL     | 553 5.1.8 no such domain         | dead    | 69 | does not accept mail from
            MAIL     | 503 5.5.1 not now                | dead    | 69 | does not accept mail from
            MAIL     | DROP                             | waits   |  0 | ended the connection at MAIL FROM
            MAIL     | HANG                             | waits   |  0 | did not answer within 1 s (MAIL FROM)
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
            RCPT     | HANG                             | waits   |  0 | did not answer within 1 s (RCPT TO)
            DATA     | 421 bye                          | waits   |  0 | asks to come again, at DATA (421 bye)
            DATA     | 451 4.3.0 later                  | waits   |  0 | asks to come again, at DATA (451 4.3.0 later)
            DATA     | 250 ok                           | waits   |  0 | the mail server's answer makes no sense
            DATA     | 503 5.5.1 no recipients          | dead    | 69 | refused the mail at DATA (503 5.5.1 no recipients)
            DATA     | 554 5.7.0 no                     | dead    | 69 | refused the mail at DATA (554 5.7.0 no)
            DATA     | DROP                             | waits   |  0 | ended the connection at DATA
            DATA     | HANG                             | waits   |  0 | did not answer within 1 s (DATA)
            END      | 250 2.0.0 taken                  | sent    |  0 | mailed to
            END      | 421 4.3.0 shutting down          | waits   |  0 | asks to come again, at the end of the message (421 4.3.0 shutting down)
            END      | 451 4.7.1 scanner is down        | waits   |  0 | asks to come again, at the end of the message
            END      | 452 4.3.1 no room                | waits   |  0 | asks to come again, at the end of the message
            END      | 550 5.7.1 looks like spam        | dead    | 69 | refused the mail at the end of the message (550 5.7.1 looks like spam): ask whoever runs the server
            END      | 552 5.3.4 too big                | dead    | 69 | the mail is larger than localhost
            END      | 554 5.6.0 bad content            | dead    | 69 | refused the mail at the end of the message (554 5.6.0 bad content)
            END      | DROP                             | unknown |  0 | ended the connection at the end of the message
            END      | HANG                             | unknown |  0 | did not answer within 1 s (the end of the message)
            """)
    void keepsAMailUntilAServerTakesItOrRefusesItForGood(String at, String answer, String lies, int exit, String says)
            throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with(at, answer)) {
            post.timeout = answer.equals("HANG") ? Duration.ofSeconds(1) : post.timeout;
            Post.Became became = post.send(stub.port(), "night", "team@acme.example");
            assertThat(became.lies()).containsExactlyElementsOf(files(lies));
            assertThat(became.exit()).isEqualTo(exit);
            assertThat(became.said()).contains(says);
        }
    }

    public static List<String> files(String lies) {
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
            HANG                        | 0  | did not answer within 1 s (STARTTLS)
            """)
    void sendsNothingWhenStartTlsIsPromisedAndNotGiven(String answer, int exit, String says) throws Exception {
        try (SmtpStub stub =
                SmtpStub.plain().with("EHLO", "250-stub\n250 STARTTLS").with("STARTTLS", answer)) {
            post.timeout = answer.equals("HANG") ? Duration.ofSeconds(1) : post.timeout;
            post.user = Optional.empty();
            Post.Became became = post.send(stub.port(), "night", "team@acme.example");
            assertThat(became.lies()).containsExactlyElementsOf(files("waits"));
            assertThat(became.exit()).isEqualTo(exit);
            assertThat(became.said()).contains(says);
            assertThat(stub.commands()).noneMatch(c -> c.startsWith("MAIL"));
        }
    }

    @Test
    void greetsAnOldServerInTheOldWay() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("EHLO", "502 5.5.1 what")) {
            post.user = Optional.empty();
            assertThat(post.send(stub.port(), "night", "team@acme.example").lies())
                    .containsExactly("sent/nightly-night.eml");
            stub.with("HELO", "550 5.7.1 I do not know you");
            assertThat(post.send(stub.port(), "next", "team@acme.example").said())
                    .contains("does not talk to this machine, at EHLO (550 5.7.1 I do not know you)");
        }
    }
}
