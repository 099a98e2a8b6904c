package dev.nightjar.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typing;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people on call type, over the logs of three applications: each finds the events it means, or says why not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchesTest {

    private static final Pattern EVENT = Pattern.compile("\\b(e[0-9])\\b");

    @TempDir
    static Path dir;

    private String err = "";

    @BeforeAll
    void scan() throws IOException {
        write(dir.resolve("logs/till/till.log"), """
                2026-03-04 09:12:40,123 [main] INFO  com.acme.till.Till - open
                2026-03-04 09:12:41,123 [main] ERROR com.acme.till.PaymentClient - e1 charge failed
                com.acme.net.UpstreamTimeoutException: no answer within 30 s
                \tat com.acme.till.PaymentClient.chargeCard(PaymentClient.java:17)
                2026-03-04 09:12:42,123 [main] WARN  com.acme.till.DrawerWatch - e2 drawer is slow
                2026-03-04 09:12:43,123 [main] ERROR com.acme.till.Till - e3 NoSuchCouponError for coupon X-17
                2026-03-04 09:12:44,123 [main] ERROR com.acme.till.Till - e4 timeout=30 project=depot
                """);
        write(dir.resolve("logs/depot/depot.log"), """
                {"time":"2026-03-04T10:00:00Z","level":"error","msg":"e5 refill refused","tenant":"North","order":{"total":12.5},"duration_ms":740,"customer":"ida@depot.example"}
                {"time":"2026-03-04T10:00:01Z","level":"error","msg":"e6 refill refused","tenant":"South","version":"9.9","order":{"total":120},"duration_ms":90}
                {"time":"2026-03-04T10:00:02Z","level":"info","msg":"refilled","tenant":"South","duration_ms":5}
                """);
        write(dir.resolve("logs/gate/access.log"), """
                10.0.0.9 - - [04/Mar/2026:11:00:01 +0000] "GET /e7/orders?page=2 HTTP/1.1" 502 157 "-" "curl/8"
                10.0.0.9 - - [04/Mar/2026:11:00:02 +0000] "POST /e8/pay HTTP/1.1" 500 99 "-" "curl/8"
                10.0.0.9 - - [04/Mar/2026:11:00:03 +0000] "GET /ok HTTP/1.1" 200 99 "-" "curl/8"
                """);
        for (String name : List.of("till", "depot", "gate")) {
            write(
                    dir.resolve("conf/projects/" + name + ".yaml"),
                    "logs: ['" + dir.resolve("logs/" + name) + "/*.log']\n");
        }
        assertThat(run("scan").exit()).as(err).isEqualTo(Exit.DONE);
        for (String[] live : new String[][] {
            {"till", "7.1", "2026-03-04 09:12:42"},
            {"till", "7.2-RC1", "2026-03-04 09:12:44"},
            {"depot", "7.1", "2026-03-04 10:00:00"}
        }) {
            assertThat(run("release", live[0], live[1], "--at", live[2]).exit())
                    .as(err)
                    .isEqualTo(Exit.DONE);
        }
    }

    private Typing.Said run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(1, List.of("--config", dir.resolve("conf").toString()));
        Typing.Said said = Typing.run(all.toArray(String[]::new));
        err = said.err();
        return said;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "timeout                             | e1 e4",
                "UpstreamTimeout                     | e1",
                "TimeoutException                    | e1",
                "*Timeout*                           | e1 e4",
                "exception:UpstreamTimeoutException  | e1",
                "error.type:timeout                  | e1",
                "class:com.acme.net.UpstreamTimeoutException | e1",
                "type:UpstreamTimeout                | e1",
                "frame:charge                        | e1",
                "coupon NoSuchCoupon                 | e3",
                "logger:drawer                       | e2",
                "logger:PaymentClient                | e1",
                "service:till level>=error           | e1 e3 e4",
                "severity:warning                    | e2",
                "app:depot                           | e5 e6",
                "project=depot                       | e4 e5 e6",
                "state:new project:till              | e1 e2 e3 e4",
                "@timestamp:[\"2026-03-04 09:00\" TO \"2026-03-04 09:12:43\"] | e1 e2",
                "status:>=500                        | e7 e8",
                "status:502                          | e7",
                "status>500                          | e7",
                "method:POST                         | e8",
                "url:*orders*                        | e7",
                "tenant:north                        | e5",
                "North                               | e5",
                "ten*:x OR refused                   | -",
                "tenant:*th refused                  | e5 e6",
                "duration_ms:[500 TO *]              | e5",
                "order.total:>=120                   | e6",
                "customer:ida@depot.example          | e5",
                "-level:error project:till           | e2",
                "release:7.1                         | e2 e3 e5",
                "release:7.1 project:till            | e2 e3",
                "release:7.2-rc1                     | e4",
                "version:7.2*                        | e4",
                "release:9.9                         | e6",
                "-release:7.1 project:depot          | e6"
            })
    void findsWhatIsMeant(String query, String events) {
        Typing.Said said = run("search", "--json", "--", query);
        if (events.equals("-")) {
            assertThat(said.exit()).isEqualTo(Exit.USAGE);
            return;
        }
        TreeSet<String> found = new TreeSet<>();
        said.out().lines().forEach(line -> {
            Matcher event = EVENT.matcher(line);
            if (event.find()) {
                found.add(event.group(1));
            }
        });
        assertThat(String.join(" ", found)).as(err).isEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "UpstreamTimeotException | did you mean UpstreamTimeoutException (1)?",
                "drawr                   | did you mean drawer (1)?",
                "level:info              | records below WARN are counted but not kept",
                "level:fatal             | no event is of that level, known: ERROR, WARN",
                "project:tell            | no event has project 'tell', did you mean 'till'?",
                "tenant:East             | no event has tenant 'east', known: North, South",
                "user:ida has:release    | 0 events",
                "drawer coupon           | each word is found, but not all in one event: 'drawer' in 1 event, 'coupon' in 1 event"
            })
    void saysWhyThereIsNothing(String query, String why) {
        assertThat(run("search", query).exit()).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(err).contains(why);
    }

    @Test
    void saysThatThereAreEventsAtOtherTimes() {
        assertThat(run("search", "drawer", "--since", "2026-03-05").exit()).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(err).contains("1 event at other times, the newest 2026-03-04");
    }

    @Test
    void saysHowAQueryIsWrittenThatBeginsWithADash() {
        assertThat(run("search", "-level:warn", "timeout").exit()).isEqualTo(Exit.USAGE);
        assertThat(err)
                .contains("a query that begins with a dash stands behind --: nightjar --config ")
                .contains(" search -- '-level:warn'");
    }

    @Test
    void findsAnIssueByItsBareId() {
        String id = run("search", "--json", "drawer").out().replaceAll("(?s).*?\"issue\":\"([^\"]+)\".*", "$1");
        assertThat(run("search", "--json", id).out()).contains("e2 drawer is slow");
    }

    @Test
    void countsTheValuesOfWhatTheLogNames() {
        assertThat(run("search", "*", "--top", "tenant").out())
                .contains("North")
                .contains("South");
        assertThat(run("search", "*", "--top", "tennant").err()).contains("did you mean 'tenant'?");
    }

    @Test
    void showsWhatTheLogNames() {
        String id = run("search", "--json", "tenant:north").out().replaceAll("(?s).*?\"issue\":\"([^\"]+)\".*", "$1");
        assertThat(run("show", id).out()).contains("duration_ms 90").contains("order.total 120");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
