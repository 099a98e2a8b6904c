package dev.nightjar.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typed;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelatingTest extends Typed {

    @BeforeEach
    void configure() throws IOException {
        file("nightjar.yaml", "data: data\nzone: UTC\n");
        file("projects/pay.yaml", "logs: [pay.log]\nids: {request: requestId}\n");
        file("projects/web.yaml", "logs: [web.log]\nids: {request: requestId}\n");
        StringBuilder pay = new StringBuilder();
        StringBuilder web = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            String at = "2026-08-0" + (1 + i / 2) + " 1" + i + ":0" + i + ":0";
            pay.append(at)
                    .append("0,123 ERROR [main] com.acme.Pay - bank is shut requestId=req-7a")
                    .append(i)
                    .append('\n');
            web.append(at)
                    .append("1,123 ERROR [main] com.acme.Web - order failed requestId=req-7a")
                    .append(i)
                    .append('\n');
        }
        web.append("2026-08-05 10:00:00,123 INFO [main] com.acme.Web - userId=mia masquerading as pat\n");
        file("pay.log", pay.toString());
        file("web.log", web.toString());
        assertThat(run("scan")).isEqualTo(Exit.DONE);
    }

    @Test
    void tellsThroughWhichProjectsRequestsFailedAndWhichIssueFollows() {
        assertThat(run("related")).isEqualTo(Exit.DONE);
        assertThat(printed())
                .anySatisfy(line -> assertThat(line).contains("failed in: pay → web", "8 ids, such as req-7a7"))
                .anySatisfy(line -> assertThat(line)
                        .contains("in 8 of 8 bursts, after 1.0 s", "odds of chance", "the same requests"));
    }

    @Test
    void tellsOfOneIssueOnlyWhatConcernsIt() {
        run("related", "req-7a0", "--json");
        assertThat(err.toString(java.nio.charset.StandardCharsets.UTF_8)).contains("leads to several issues");
        run("search", "masquerading", "--json");
        String audit = printed().getFirst().replaceAll(".*\"issue\":\"([^\"]*)\".*", "$1");
        assertThat(run("related", audit)).isEqualTo(Exit.DONE);
        assertThat(printed()).isEmpty();
    }

    @Test
    void listsWhoActedThoughTheIssueIsMuted() {
        run("search", "masquerading", "--json");
        String issue = printed().getFirst().replaceAll(".*\"issue\":\"([^\"]*)\".*", "$1");
        assertThat(run("mute", issue, "allowed")).isEqualTo(Exit.DONE);
        assertThat(run("audit")).isEqualTo(Exit.DONE);
        assertThat(printed()).singleElement().asString().contains("acting-as", "mia → pat", "1 time");
    }
}
