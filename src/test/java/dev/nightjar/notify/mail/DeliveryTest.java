package dev.nightjar.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Settings.Tls;
import dev.nightjar.notify.Certificates;
import dev.nightjar.notify.Post;
import dev.nightjar.notify.RepliesTest;
import dev.nightjar.notify.SmtpStub;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several mails, several recipients, several nights; and what protects them on their way.
class DeliveryTest {

    @TempDir
    Path dir;

    private Post post;

    @BeforeEach
    void open() {
        post = new Post(dir);
    }

    @Test
    void sendsToTheOthersWhenOneRecipientIsUnknown() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("RCPT TO:<gone@acme.example>", "550 5.1.1 unknown")) {
            Post.Became became =
                    post.send(stub.port(), "night", "a@acme.example", "gone@acme.example", "b@acme.example");
            assertThat(stub.messages()).hasSize(1);
            assertThat(became.lies())
                    .containsExactly("dead/nightly-night.eml", "dead/nightly-night.why", "sent/nightly-night.eml");
            assertThat(became.exit()).isEqualTo(69);
            assertThat(became.said()).contains("no mailbox gone@acme.example", "correct the address");
            assertThat(post.mail(stub.port()).dead())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.to()).containsExactly("gone@acme.example"));
        }
    }

    @Test
    void triesADeadLetterAgainOnceItIsMovedBack() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("RCPT TO:<new@acme.example>", "550 5.1.1 unknown")) {
            post.send(stub.port(), "night", "a@acme.example", "new@acme.example");
            stub.with("RCPT TO:<new@acme.example>", "250 ok");
            Path outbox = dir.resolve("data/outbox");
            Files.move(outbox.resolve("dead/nightly-night.eml"), outbox.resolve("nightly-night.eml"));
            post.now = Post.NOW.plus(Duration.ofDays(10));
            post.send(stub.port(), "later", "a@acme.example");
            assertThat(stub.commands().stream().filter(c -> c.startsWith("RCPT")))
                    .containsExactly(
                            "RCPT TO:<a@acme.example>",
                            "RCPT TO:<new@acme.example>",
                            "RCPT TO:<a@acme.example>",
                            "RCPT TO:<new@acme.example>");
        }
    }

    @Test
    void asksAgainOnlyForThoseWhoDidNotGetIt() throws Exception {
        String grey = "RCPT TO:<slow@acme.example>";
        try (SmtpStub stub = SmtpStub.plain().with(grey, "451 4.7.1 greylisted")) {
            Post.Became became = post.send(stub.port(), "night", "a@acme.example", "slow@acme.example");
            assertThat(became.lies()).containsExactlyElementsOf(RepliesTest.files("waits"));
            assertThat(became.exit()).isZero();
            assertThat(post.mail(stub.port()).waiting().getFirst().to()).containsExactly("slow@acme.example");
            stub.with(grey, "250 ok");
            post.send(stub.port(), "next", "a@acme.example");
            assertThat(stub.commands())
                    .filteredOn(c -> c.equals("RCPT TO:<a@acme.example>"))
                    .hasSize(2);
            assertThat(stub.commands()).filteredOn(grey::equals).hasSize(2);
            assertThat(post.lies()).containsExactly("sent/nightly-next.eml", "sent/nightly-night.eml");
        }
    }

    @Test
    void doesNotLetAPoisonousMailStopTheOthers() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("RCPT TO:<poison@acme.example>", "DROP")) {
            assertThat(post.send(stub.port(), "a", "poison@acme.example").exit())
                    .isZero();
            assertThat(post.send(stub.port(), "b", "team@acme.example").exit()).isZero();
            assertThat(post.send(stub.port(), "c", "team@acme.example").exit()).isZero();
            assertThat(post.lies())
                    .containsExactly("nightly-a.eml", "nightly-a.why", "sent/nightly-b.eml", "sent/nightly-c.eml");
            assertThat(post.mail(stub.port()).waiting().getFirst().tries()).isEqualTo(3);
        }
    }

    @Test
    void marksAMailThatMayHaveArrivedAndKeepsItsMessageId() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("END", "DROP")) {
            post.send(stub.port(), "night", "team@acme.example");
            stub.with("END", "250 ok");
            assertThat(post.send(stub.port(), "night", "team@acme.example").lies())
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
            assertThat(post.send(stub.port(), "a", "team@acme.example").exit()).isZero();
            post.now = Post.NOW.plus(Duration.ofDays(2));
            assertThat(post.send(stub.port(), "b", "team@acme.example").exit()).isZero();
            post.now = Post.NOW.plus(Duration.ofDays(4));
            Post.Became became = post.send(stub.port(), "c", "team@acme.example");
            assertThat(became.exit()).isEqualTo(69);
            assertThat(became.said())
                    .contains("mail waits since 2026-11-23T05:00:00Z", "nightly-a.eml")
                    .doesNotContain("nightly-b");
            stub.with("MAIL", "250 ok");
            assertThat(post.send(stub.port(), "d", "team@acme.example").exit()).isZero();
            assertThat(post.lies()).hasSize(4).allMatch(f -> f.startsWith("sent/"));
        }
    }

    @Test
    void asksAServerThatIsDownOnceForAllMailsOfARun() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("banner", "421 busy")) {
            try (Mail mail = post.mail(stub.port())) {
                for (String run : List.of("a", "b", "c")) {
                    assertThat(mail.send(List.of("team@acme.example"), Post.digest(run))
                                    .state())
                            .isEqualTo(Mail.State.WAITING);
                }
                assertThat(mail.waiting()).extracting(Mail.Letter::tries).containsExactly(1, 1, 1);
            }
            stub.with("banner", "220 hello");
            assertThat(post.send(stub.port(), "d", "team@acme.example").lies()).hasSize(4);
            assertThat(stub.commands()).filteredOn(c -> c.startsWith("EHLO")).hasSize(1);
        }
    }

    @Test
    void triesWhatWaitsOnANightThatHasNothingToSay() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("MAIL", "451 later")) {
            post.send(stub.port(), "a", "team@acme.example");
            try (Mail mail = post.mail(stub.port())) {
                assertThat(mail.retry()).singleElement().satisfies(one -> {
                    assertThat(one.state()).isEqualTo(Mail.State.WAITING);
                    assertThat(one.said()).startsWith("not mailed yet, localhost:");
                });
            }
            stub.with("MAIL", "250 ok");
            try (Mail mail = post.mail(stub.port())) {
                assertThat(mail.retry())
                        .extracting(Mail.Sent::orFail)
                        .containsExactly("mailed what waited: nightly-a.eml");
                assertThat(mail.retry()).isEmpty();
            }
            assertThat(post.lies()).containsExactly("sent/nightly-a.eml");
        }
    }

    @Test
    void doesNotSendTheSameDigestTwice() throws Exception {
        try (SmtpStub stub = SmtpStub.plain()) {
            post.send(stub.port(), "night", "team@acme.example");
            assertThat(post.send(stub.port(), "night", "team@acme.example").said())
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
        assertThat(post.send(closed, "a", "team@acme.example").said())
                .contains("nothing listens on localhost:" + closed
                        + " (connection refused): check smtp.host and smtp.port");
        post.host = "mail.invalid";
        assertThat(post.send(25, "b", "team@acme.example").said())
                .contains("the mail server's name 'mail.invalid' is not found (DNS): check smtp.host");
    }

    @Test
    void sendsThroughTlsThatItTrusts() throws Exception {
        Certificates good = Certificates.of(dir, "good", "dns:localhost");
        post.trust = Optional.of(good.authority());
        post.tls = Tls.REQUIRED;
        try (SmtpStub stub = SmtpStub.offering(good.context())) {
            assertThat(post.send(stub.port(), "a", "team@acme.example").exit()).isZero();
            assertThat(stub.commands().subList(0, 4))
                    .extracting(c -> c.split(" ")[0])
                    .containsExactly("EHLO", "STARTTLS", "EHLO", "AUTH");
        }
        post.tls = Tls.IMPLICIT;
        post.user = Optional.empty();
        try (SmtpStub stub = SmtpStub.implicit(good.context())) {
            assertThat(post.send(stub.port(), "b", "team@acme.example").exit()).isZero();
            assertThat(stub.messages()).hasSize(1);
        }
    }

    @Test
    void sendsNothingThroughTlsThatItDoesNotTrust() throws Exception {
        Certificates other = Certificates.of(dir, "other", "dns:mail.acme.example");
        Certificates.of(dir, "ca", "dns:ca", "-ext", "bc:c");
        Certificates old =
                Certificates.of(dir, "old", "dns:localhost", "-signer", "ca", "-startdate", "-10d", "-validity", "5");
        post.tls = Tls.REQUIRED;
        try (SmtpStub stub = SmtpStub.offering(other.context())) {
            refuses(stub, "is from an authority that this system does not trust: save the authority's certificate");
            post.trust = Optional.of(other.authority());
            refuses(
                    stub,
                    "is for another name (No subject alternative DNS name matching localhost found.): write the name");
        }
        post.trust = Optional.of(old.authority());
        try (SmtpStub stub = SmtpStub.offering(old.context())) {
            refuses(stub, "has expired: ask whoever runs the server to renew it");
        }
        try (SmtpStub stub = SmtpStub.plain()) {
            refuses(stub, "offers no STARTTLS, and 'tls: required' sends nothing in the clear: check smtp.port");
            post.tls = Tls.IMPLICIT;
            refuses(stub, "does not begin with TLS: 'tls: implicit' is for port 465");
        }
    }

    private void refuses(SmtpStub stub, String says) throws Exception {
        Post.Became became = post.send(stub.port(), "night", "team@acme.example");
        assertThat(became.lies()).containsExactlyElementsOf(RepliesTest.files("waits"));
        assertThat(became.exit()).isEqualTo(69);
        assertThat(became.said()).contains(says);
        assertThat(stub.commands()).noneMatch(c -> c.startsWith("AUTH") || c.startsWith("MAIL"));
    }

    @Test
    void letsOnlyTheOwnerLookIntoTheOutbox() throws Exception {
        try (SmtpStub stub = SmtpStub.plain().with("MAIL", "451 later")) {
            post.send(stub.port(), "night", "team@acme.example");
        }
        try (Stream<Path> all = Files.walk(dir.resolve("data/outbox"))) {
            for (Path path : all.toList()) {
                assertThat(Files.getPosixFilePermissions(path))
                        .as(path.toString())
                        .hasSize(Files.isDirectory(path) ? 3 : 2);
            }
        }
    }
}
