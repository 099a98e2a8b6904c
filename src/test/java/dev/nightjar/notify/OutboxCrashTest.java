package dev.nightjar.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.Child;
import dev.nightjar.config.Settings;
import dev.nightjar.config.Trust;
import dev.nightjar.notify.mail.Mail;
import dev.nightjar.notify.outbox.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Halts a process that sends between two steps, and looks what the next one does.
@Tag("process")
class OutboxCrashTest {

    @TempDir
    Path data;

    /// Sends one mail: data folder, port.
    static final class Poster {
        public static void main(String[] args) {
            send(Path.of(args[0]), Integer.parseInt(args[1]), "night");
        }
    }

    @ParameterizedTest
    @CsvSource({"outbox.written, 0, 1, ''", "smtp.sending, 0, 1, '[resend?] '", "smtp.accepted, 1, 2, '[resend?] '"})
    void losesNoMailWhereverItHalts(String point, int before, int after, String mark) throws Exception {
        try (SmtpStub stub = SmtpStub.plain()) {
            assertThat(halted(point, stub.port())).isEqualTo(137);
            assertThat(stub.messages()).hasSize(before);
            send(data, stub.port(), "night");
            assertThat(stub.messages()).hasSize(after);
            assertThat(stub.messages().getLast())
                    .contains(
                            "Subject: " + mark + "quiet\r\n",
                            "Message-ID: <nightjar.nightly.night@log1.acme.example>\r\n");
            try (Stream<Path> sent = Files.list(data.resolve("outbox/sent"))) {
                assertThat(sent).hasSize(1);
            }
            assertThat(Mail.of(settings(data, stub.port())).waiting()).isEmpty();
        }
    }

    private int halted(String point, int port) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Child.ofTests());
        command.addAll(List.of(
                "-Dnightjar.crashpoint=" + point, Poster.class.getName(), data.toString(), Integer.toString(port)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void send(Path data, int port, String run) {
        Digest digest = new Digest(
                "nightly", "log1.acme.example", run, Instant.parse("2026-11-23T05:00:00Z"), "quiet", "t", "<p>h</p>");
        try (Mail mail = Mail.of(settings(data, port))) {
            mail.send(List.of("team@acme.example"), digest);
        }
    }

    private static Settings settings(Path data, int port) {
        Settings.Smtp smtp = new Settings.Smtp(
                "localhost",
                port,
                Settings.Tls.NONE,
                Optional.empty(),
                Optional.empty(),
                "nightjar@acme.example",
                Optional.empty(),
                Optional.empty(),
                Settings.Smtp.MAX_AGE,
                Settings.Smtp.TIMEOUT);
        return new Settings(
                Optional.empty(),
                data,
                ZoneId.of("UTC"),
                Optional.of(smtp),
                new Settings.Retention(Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(730)),
                new Settings.Report(data.resolve("report"), Optional.empty()),
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                Settings.Insight.DEFAULT,
                Map.of(),
                Map.of(),
                Trust.CAREFUL);
    }
}
