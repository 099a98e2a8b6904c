package dev.nightjar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.nightjar.cli.Typed;
import dev.nightjar.model.Failure.Exit;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailingTest extends Typed {

    @Test
    void triesTheWayToTheServerStepByStep() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.start();
        try {
            settings(server.getSmtp().getPort());
            assertThat(run("mail", "--test", "you@acme.example")).isEqualTo(Exit.DONE);
            assertThat(printed())
                    .extracting(line -> line.substring(0, 12).strip())
                    .containsExactly("ok   name", "ok   connect", "ok   tls", "ok   accept");
            assertThat(server.waitForIncomingEmail(5_000, 1)).isTrue();
            assertThat(server.getReceivedMessages()[0].getSubject()).startsWith("[nightjar] mail from ");
        } finally {
            server.stop();
        }
    }

    @Test
    void saysAtWhichStepItStoppedAndWhatToDo() throws Exception {
        settings(closedPort());
        assertThat(run("mail", "--test", "you@acme.example")).isEqualTo(Exit.UNAVAILABLE);
        assertThat(printed().getLast()).startsWith("FAIL connect  nothing listens on localhost:");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no mail was sent: check smtp.host and smtp.port");
        assertThat(run("mail", "--test", "you@acme.example", "--json")).isEqualTo(Exit.UNAVAILABLE);
        assertThat(printed().getLast()).startsWith("{\"step\":\"connect\",\"ok\":false,\"message\":\"nothing listens");
    }

    @Test
    void listsWhatWaitsAndWhy() throws Exception {
        settings(closedPort());
        scan();
        assertThat(run("mail", "--to", "team@acme.example", "--newest", "--quiet"))
                .isEqualTo(Exit.UNAVAILABLE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("not mailed yet, ", "; it waits in ");
        assertThat(run("mail", "--outbox")).isEqualTo(Exit.DONE);
        assertThat(printed()).hasSize(3);
        assertThat(printed().get(0)).startsWith("waiting  [nightjar mail] ").endsWith("  to team@acme.example");
        assertThat(printed().get(1)).contains(", 1 try  ", "/outbox/mail-");
        assertThat(printed().get(2)).contains("nothing listens on localhost:");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("1 waiting, 0 refused");
    }

    @Test
    void writesWhatEachJobWouldSendAndSendsNothing() throws Exception {
        file("nightjar.yaml", "data: data\n");
        file("jobs/nightly.yaml", "steps:\n  - mail: {to: [team@acme.example], at: newest}\n");
        scan();
        Path target = dir.resolve("look.eml");
        assertThat(run("mail", "--preview=" + target)).isEqualTo(Exit.DONE);
        assertThat(printed()).containsExactly(target.toString());
        try (InputStream in = Files.newInputStream(target)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
            assertThat(message.getSubject()).startsWith("[nightjar nightly] ");
            assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly("team@acme.example");
        }
        assertThat(dir.resolve("data/outbox")).doesNotExist();
    }

    @Test
    void wantsOneOfWhatItCanDo() throws Exception {
        settings(25);
        assertThat(run("mail", "--outbox", "--test", "you@acme.example")).isEqualTo(Exit.USAGE);
        file("nightjar.yaml", "data: data\n");
        assertThat(run("mail", "--test", "you@acme.example")).isEqualTo(Exit.CONFIGURATION);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no smtp in nightjar.yaml");
    }

    private void settings(int port) throws IOException {
        file("nightjar.yaml", "data: data\nsmtp: {host: localhost, port: " + port + ", from: n@acme.example}\n");
    }

    private void scan() throws IOException {
        file("logs/app.log", "2026-11-22 04:12:44,123 ERROR [main] shop.Till: no paper\n");
        file("projects/shop.yaml", "logs: [logs/*.log]\n");
        assertThat(List.of(Exit.DONE, Exit.DEGRADED)).contains(run("scan"));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
