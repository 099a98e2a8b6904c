package dev.nightjar.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typed;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LintingTest extends Typed {

    private static final String ROOT = """
            org.db.LockException: row %d is locked
            \tat org.db.Client.run(Client.java:31)
            \tat com.acme.till.Store.put(Store.java:12)
            """;
    private static final String WRAPPED = """
            com.acme.till.SaleException: sale lost
            \tat com.acme.till.Sale.close(Sale.java:44)
            """ + "Caused by: " + ROOT + "\t... 1 more\n";

    @BeforeEach
    void configure() throws IOException {
        file("nightjar.yaml", "data: data\nzone: UTC\n");
        file("projects/till.yaml", "logs: [till.log]\nunseen: true\n");
    }

    private static String at(int second, String level, String logger, String said) {
        return "2026-08-03 1%d:%02d:%02d,120 %s [desk-%d] com.acme.till.%s - %s\n"
                .formatted(second / 3600, second / 60 % 60, second % 60, level, second / 8 % 3, logger, said);
    }

    /// Sales that fail, each logged where the row is put, where the sale is closed, and, in words, where it was asked
    /// for.
    private static String sales(int from, int to) {
        StringBuilder log = new StringBuilder();
        for (int i = from; i < to; i++) {
            log.append(at(8 * i, "ERROR", "Store", "cannot put row " + i))
                    .append(ROOT.formatted(i))
                    .append(at(8 * i, "ERROR", "Sale", "sale is not closed"))
                    .append(WRAPPED.formatted(i))
                    .append(at(8 * i + 1, "ERROR", "Desk", "sorry: row " + i + " is locked"));
        }
        return log.toString();
    }

    private List<String> found(String... more) {
        List<String> typed = new ArrayList<>(List.of("lint", "--since", "2026-01-01", "--json"));
        typed.addAll(List.of(more));
        assertThat(run(typed.toArray(String[]::new))).isEqualTo(Exit.DONE);
        return printed();
    }

    private void scan(String log) throws IOException {
        file("till.log", log);
        assertThat(run("scan")).isEqualTo(Exit.DONE);
    }

    @Test
    void aFailureLoggedAtThreePlacesIsOneIncidentAndTheIssuesSaySo() throws IOException {
        scan(sales(0, 40));
        assertThat(found("--kind", "rethrown"))
                .singleElement()
                .asString()
                .contains(
                        "\"count\":120,\"incidents\":40",
                        "Store → com.acme.till.Sale → com.acme.till.Desk",
                        "one failure is logged at 3 places: 120 records of 40 incidents",
                        "cannot put row 39 | org.db.LockException: row 39 is locked");
        run("show", "LockException");
        assertThat(printed()).anySatisfy(line -> assertThat(line).contains("80 records of 40 incidents"));
        run("search", "sorry", "--json");
        String desk = printed().getFirst().replaceAll(".*\"issue\":\"([^\"]*)\".*", "$1");
        run("show", desk);
        assertThat(printed())
                .anySatisfy(line ->
                        assertThat(line).contains("incidents 40 records of 40 incidents; all of them repeat what"));
    }

    @Test
    void joinsOverRunsAndWhereTheLogBeginsInMidRecord() throws IOException {
        String log = sales(0, 4);
        int cut = log.indexOf("\tat org.db");
        int run = log.indexOf(at(16, "ERROR", "Sale", "sale is not closed"));
        scan(log.substring(cut, run));
        Files.writeString(dir.resolve("till.log"), log.substring(run), StandardOpenOption.APPEND);
        assertThat(run("scan")).isEqualTo(Exit.DONE);
        List<String> found = found("--kind", "rethrown");
        assertThat(found.getFirst()).contains("\"count\":9,\"incidents\":3");
        scan(log.substring(log.indexOf("\tat com.acme.till.Sale")) + sales(4, 6));
        assertThat(found("--kind", "rethrown"))
                .anySatisfy(line -> assertThat(line).contains("till.log → com.acme.till.Desk", "\"incidents\":1"));
    }

    @Test
    void sequentialFailuresOfOnePlaceAreNoRethrow() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            log.append(at(i, "ERROR", "Store", "cannot put row")).append(ROOT.formatted(7));
        }
        scan(log.toString());
        assertThat(found()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("0 findings in 30 events");
    }

    @Test
    void aCauseSwallowedIsToldByTheRecordBeforeOrByTheMessageItself() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            log.append(at(60 * i, "ERROR", "Store", "cannot put")).append(ROOT.formatted(i));
            log.append(at(60 * i + 1, "ERROR", "Sale", "not closed"))
                    .append("com.acme.till.SaleException: lost, row " + i + " is locked\n")
                    .append("\tat com.acme.till.Sale.close(Sale.java:46)\n");
            log.append(at(60 * i + 30, "ERROR", "Print", "no bill"))
                    .append("com.acme.till.PrintException: java.io.IOException: paper " + i + "\n")
                    .append("\tat com.acme.till.Print.bill(Print.java:9)\n");
            log.append(at(60 * i + 40, "ERROR", "Send", "no mail"))
                    .append("com.acme.till.SendException: java.io.IOException: line " + i + "\n")
                    .append("\tat com.acme.till.Send.mail(Send.java:9)\n")
                    .append("Caused by: java.io.IOException: line " + i + "\n")
                    .append("\tat com.acme.till.Send.line(Send.java:19)\n");
        }
        scan(log.toString());
        assertThat(found("--kind", "swallowed"))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("till.Sale\"", "repeats in words", "\"count\":6"))
                .anySatisfy(line -> assertThat(line).contains("till.Print\"", "java.io.IOException", "\"count\":6"));
    }

    @Test
    void tellsWhatWasThrownAndLoggedWithoutItsTrace() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            log.append(at(60 * i, "ERROR", "Price", "price: java.lang.NumberFormatException: For input '" + i + "'"));
            log.append(at(60 * i + 9, "ERROR", "Tax", "java.lang.NullPointerException"));
        }
        log.append(at(600, "ERROR", "Once", "java.lang.IllegalStateException: shut"));
        scan(log.toString());
        assertThat(found())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("till.Price", "\"count\":3", "last argument"))
                .anySatisfy(line -> assertThat(line).contains("till.Tax", "OmitStackTraceInFastThrow"));
    }

    @Test
    void countsSecretsByKindAndPlaceWithoutSayingThem() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            log.append(at(60 * i, "ERROR", "Login", "refused: password=rain" + i + "shoes of sam"));
        }
        log.append(at(600, "ERROR", "Proxy", "refused: Authorization: Bearer 8f2kd93mfq0z7xw5vb41"));
        scan(log.toString());
        assertThat(found())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("\"secret\"", "till.Login", "password: 4 times"))
                .anySatisfy(line -> assertThat(line).contains("till.Proxy", "authorization: 1 time"))
                .noneSatisfy(line -> assertThat(line).containsPattern("rain\\dshoes|8f2kd93"));
    }

    @Test
    void secretsInFieldsCountToo() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            log.append("""
                    {"time":"2026-08-03T10:0%d:00Z","level":"error","logger":"till.Login","message":"refused","Api_Key":"rain%dshoes7umbrella","desk":"4"}
                    """.formatted(i, i));
        }
        scan(log.toString());
        assertThat(found())
                .singleElement()
                .asString()
                .contains("\"secret\"", "till.Login", "api_key: 3 times")
                .doesNotContainPattern("rain\\dshoes");
    }

    @Test
    void levelsLieInBothDirections() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            log.append(at(60 * i, "INFO", "Retry", "again")).append(ROOT.formatted(i));
            log.append(at(60 * i + 9, "INFO", "Link", "connection to desk " + i + " failed"));
            log.append(at(60 * i + 19, "ERROR", "Boot", "tariffs imported successfully"));
            log.append(at(60 * i + 29, "ERROR", "Boot", "tariffs not imported successfully"));
            log.append(at(60 * i + 39, "WARN", "Slow", "late"))
                    .append(ROOT.formatted(i).replace("Client", "Slow"));
            log.append(at(60 * i + 49, "INFO", "Idle", "idle, " + i + " errors"));
        }
        scan(log.toString());
        assertThat(found("--kind", "level"))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains("till.Retry", "a full trace at INFO: 12 records"))
                .anySatisfy(line -> assertThat(line).contains("till.Link", "words of failure at INFO: 12 records"))
                .anySatisfy(line -> assertThat(line).contains("till.Boot", "success at ERROR", "tariffs imported"))
                .anySatisfy(line -> assertThat(line).contains("till.Slow", "at WARN", "else without the trace"));
    }

    @Test
    void tellsOfMessagesWithoutWordsAndOfLargeOnes() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            log.append(at(60 * i, "ERROR", "Bare", 4711 * i + "7"));
        }
        log.append(at(600, "ERROR", "Dump", "the answer was " + "lorem ".repeat(4_000)));
        log.append(at(700, "ERROR", "Small", "the answer was " + "lorem ".repeat(400)));
        scan(log.toString());
        assertThat(found())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("constantless", "till.Bare", "\"count\":5"))
                .anySatisfy(line -> assertThat(line).contains("oversized", "till.Dump", "\"count\":1"));
    }

    @Test
    void saysHowMuchIsLeftOutAndWhichKindsThereAre() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            log.append(at(
                    60 * i,
                    "ERROR",
                    "Login" + (char) ('A' + i % 26) + (char) ('A' + i / 26),
                    "bad password=r5shoes7x"));
        }
        scan(log.toString());
        assertThat(found("--limit", "100")).hasSize(30);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("10 more findings of kind secret left out");
        assertThat(run("lint", "--kind", "spelling")).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("rethrown, swallowed, stackless");
        assertThat(run("lint", "--since", "2026-01-01")).isEqualTo(Exit.DONE);
        assertThat(printed().getFirst()).isEqualTo("Secrets written");
    }
}
