package dev.nightjar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typed;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertingTest extends Typed {

    @BeforeEach
    void shop() throws IOException {
        file("nightjar.yaml", "zone: UTC\ndata: data\n");
        file("projects/shop.yaml", "logs: [logs/*.log]\n");
        file("jobs/watch.yaml", "steps:\n  - scan\n  - alert: {to: [on-call@acme.example], at: newest}\n");
        file("logs/shop.log", """
                2026-03-04 09:00:00,000 [main] ERROR com.acme.pay.Card - card refused
                2026-03-04 09:00:01,000 [main] ERROR com.acme.pay.Card - card refused
                2026-03-04 09:00:02,000 [main] INFO com.acme.pay.Card - card taken
                """);
        run("scan");
    }

    @Test
    void listsWhatWouldBeToldAndTellsNobody() {
        for (int again = 0; again < 2; again++) {
            assertThat(run("alert", "--dry-run")).isEqualTo(Exit.DONE);
            assertThat(printed())
                    .singleElement()
                    .asString()
                    .startsWith("new         2026-03-04 09:00:01  ")
                    .contains("shop: card refused, in pay.Card · first seen");
        }
        assertThat(dir.resolve("data/sent.jsonl")).doesNotExist();
    }

    @Test
    void tellsOnce() throws IOException {
        assertThat(run("alert", "watch")).isEqualTo(Exit.DONE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("alert #1: 1 piece of news told");
        assertThat(run("alert", "watch")).isEqualTo(Exit.DONE);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(run("alert", "-n")).isEqualTo(Exit.DONE);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("nothing to tell\n");
        assertThat(Files.readAllLines(dir.resolve("data/sent.jsonl"))).hasSize(2);
    }

    @Test
    void tellsOthersWhatTheJobTold() {
        run("alert");
        assertThat(run("alert", "--to", "me@acme.example", "--newest")).isEqualTo(Exit.DONE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("alert #1: 1 piece of news told");
    }

    @Test
    void writesNewsAsJson() {
        assertThat(run("alert", "-n", "--json", "--on", "new,silent")).isEqualTo(Exit.DONE);
        assertThat(printed())
                .singleElement()
                .asString()
                .startsWith("{\"kind\":\"new\",\"key\":\"new:")
                .contains("\"events\":2");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertThat(run("alert", "--on", "nwe", "-n")).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no news is 'nwe', did you mean 'new'?");
        assertThat(run("alert", "watsch")).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no job 'watsch', did you mean 'watch'?");
        file("jobs/watch.yaml", "steps: [scan]\n");
        assertThat(run("alert")).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nobody to tell: give --to");
    }
}
