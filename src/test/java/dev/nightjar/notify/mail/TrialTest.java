package dev.nightjar.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Settings.Tls;
import dev.nightjar.notify.Certificates;
import dev.nightjar.notify.Post;
import dev.nightjar.notify.SmtpStub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialTest {

    @TempDir
    Path dir;

    private Post post;

    @BeforeEach
    void open() {
        post = new Post(dir);
    }

    @Test
    void tellsEveryStepUpToTheServersYes() throws Exception {
        Certificates good = Certificates.of(dir, "good", "dns:localhost");
        post.trust = Optional.of(good.authority());
        post.tls = Tls.REQUIRED;
        try (SmtpStub stub = SmtpStub.offering(good.context())) {
            List<Mail.Step> steps = new ArrayList<>();
            assertThat(post.mail(stub.port()).test("you@acme.example", "web1", steps::add))
                    .isTrue();
            assertThat(steps)
                    .allMatch(Mail.Step::ok)
                    .extracting(Mail.Step::name)
                    .containsExactly("name", "connect", "tls", "login", "accept");
            assertThat(steps.get(0).said()).startsWith("localhost is ");
            assertThat(steps.get(2).said()).startsWith("TLSv1.3, certificate of CN=good until ");
            assertThat(steps.get(4).said())
                    .isEqualTo("the server took the mail for you@acme.example (250 2.0.0 queued as 4F2A)");
            assertThat(stub.messages())
                    .singleElement()
                    .asString()
                    .contains("Subject: [nightjar] mail from web1 works", "nightjar mail --test");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        banner | 554 go away          | connect | does not talk to this machine
        banner | HANG                 | connect | did not answer within 1 s (the greeting)
        EHLO   | DROP                 | tls     | ended the connection at EHLO
        AUTH   | 535 5.7.8 wrong      | login   | refused the login of 'nightjar'
        MAIL   | 550 not you          | accept  | does not accept mail from nightjar@acme.example
        RCPT   | 550 5.1.1 who        | accept  | there is no mailbox you@acme.example
        RCPT   | 450 4.7.1 greylisted | accept  | does not take mail for you@acme.example yet
        END    | 554 5.7.1 spam       | accept  | refused the mail at the end of the message
        END    | DROP                 | accept  | ended the connection at the end of the message
        """)
    void stopsAtTheStepThatFails(String at, String answer, String step, String says) throws IOException {
        try (SmtpStub stub = SmtpStub.plain().with(at, answer)) {
            post.timeout = answer.equals("HANG") ? Duration.ofSeconds(1) : post.timeout;
            List<Mail.Step> steps = new ArrayList<>();
            assertThat(post.mail(stub.port()).test("you@acme.example", "web1", steps::add))
                    .isFalse();
            assertThat(steps.subList(0, steps.size() - 1)).allMatch(Mail.Step::ok);
            assertThat(steps.getLast().ok()).isFalse();
            assertThat(steps.getLast().name()).isEqualTo(step);
            assertThat(steps.getLast().said()).contains(says);
        }
    }

    @Test
    void saysThatAConnectionIsNotProtected() throws IOException {
        try (SmtpStub stub = SmtpStub.plain()) {
            List<Mail.Step> steps = new ArrayList<>();
            post.mail(stub.port()).test("you@acme.example", "web1", steps::add);
            assertThat(steps.get(2))
                    .isEqualTo(new Mail.Step("tls", true, "none: what is sent can be read on the way", ""));
        }
    }

    @Test
    void saysThatANameOrACertificateIsWrong() throws Exception {
        Certificates other = Certificates.of(dir, "other", "dns:mail.acme.example");
        List<Mail.Step> steps = new ArrayList<>();
        post.tls = Tls.IMPLICIT;
        post.user = Optional.empty();
        try (SmtpStub stub = SmtpStub.implicit(other.context())) {
            assertThat(post.mail(stub.port()).test("you@acme.example", "web1", steps::add))
                    .isFalse();
            assertThat(steps.getLast().name()).isEqualTo("tls");
            assertThat(steps.getLast().remedy()).contains("smtp: {trust: authority.pem}");
        }
        steps.clear();
        post.host = "mail.invalid";
        assertThat(post.mail(25).test("you@acme.example", "web1", steps::add)).isFalse();
        assertThat(steps)
                .singleElement()
                .satisfies(step -> assertThat(step.said()).contains("'mail.invalid' is not found"));
    }

    @Test
    void looksWhetherMailCanBeSentWithoutSendingAny() throws IOException {
        try (SmtpStub stub = SmtpStub.plain()) {
            assertThat(post.mail(stub.port()).unreachable()).isEmpty();
            stub.with("AUTH", "535 no");
            assertThat(post.mail(stub.port()).unreachable())
                    .hasValueSatisfying(said ->
                            assertThat(said).contains("refused the login of 'nightjar' (535 no): check smtp.user"));
            assertThat(stub.commands()).noneMatch(c -> c.startsWith("MAIL"));
        }
    }
}
