package dev.nightjar.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.SetUp;
import dev.nightjar.model.Failure.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a night does not know is told on the page, in the mail and by `doctor`, also after a run that read nothing.
class CoverageFactsTest extends SetUp {

    private static final Instant HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS);

    @BeforeEach
    void configuration() throws Exception {
        file("conf/nightjar.yaml", "data: ../data\nzone: UTC\n");
        file("conf/projects/pump.yaml", "logs: [../logs/pump/pump.log]\n");
        file("conf/projects/gate.yaml", "logs: [../logs/gate/gate.log]\nunseen: true\n");
        file("logs/gate/gate.log", line(HOUR.plus(Duration.ofDays(40)), "open") + line(HOUR, "shut"));
    }

    @Test
    void gapsClocksAndChecksThatAreOffAreToldEverywhere() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int ago = 10 * 24; ago >= 0; ago--) {
            if (ago < 5 || ago > 11) {
                text.append(line(HOUR.minus(Duration.ofHours(ago)), "pumps " + ago));
            }
        }
        file("logs/pump/pump.log", text.toString());
        assertThat(here("scan")).as(err).isEqualTo(Exit.DONE);
        assertThat(here("scan")).as("nothing new").isEqualTo(Exit.DONE);
        String gap = "pump: no log from ";
        String length = "(7 h), longest usual pause 1 h";
        assertThat(here("doctor", "--json")).isEqualTo(Exit.DEGRADED);
        assertThat(out)
                .contains("\"check\":\"gaps\"", gap, length)
                .contains("\"check\":\"clocks\"", "clock ahead: 1 event")
                .contains("never seen before, or missing: pump (`unseen` is off)");
        assertThat(here("report")).isEqualTo(Exit.DONE);
        assertThat(Files.readString(dir.resolve("data/report/runs.html")))
                .contains(gap, length, "clock ahead: 1 event", "missing: pump (`unseen` is off)");
        Path mail = dir.resolve("mail.eml");
        assertThat(here("mail", "--preview", mail.toString())).as(err).isEqualTo(Exit.DONE);
        assertThat(Files.readString(mail).replaceAll("=\\R", "").replaceAll("\\s+", " "))
                .contains(gap, length, "clock ahead: 1 event", "`unseen` is off");
    }

    @Test
    void aPauseThatIsUsualIsNoGap() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int ago = 10 * 24; ago >= 0; ago -= 6) {
            text.append(line(HOUR.minus(Duration.ofHours(ago)), "pumps " + ago));
        }
        file("logs/pump/pump.log", text.toString());
        assertThat(here("scan")).as(err).isEqualTo(Exit.DONE);
        here("doctor", "--json");
        assertThat(out).doesNotContain("\"check\":\"gaps\"");
    }

    private static String line(Instant time, String message) {
        return time.toString().replace("Z", ".000Z") + " ERROR com.acme.Yard - " + message + "\n";
    }
}
