package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Messages that differ by a word no rule expects, scanned, shown, taken back.
class LearnedTest extends Typed {

    private static final List<String> TABLES = List.of(
            "orders", "carts", "stock", "prices", "buyers", "parcels", "refunds", "vouchers", "shelves", "crates");

    @BeforeEach
    void configure() throws IOException {
        file("nightjar.yaml", "data: data\nzone: UTC\n");
        file("projects/shop.yaml", "logs: [shop*.log]\n");
    }

    private static String line(int minute, String message) {
        return "2026-08-01 %02d:%02d:00,000 ERROR [main] com.acme.Base - %s%n"
                .formatted(10 + minute / 60, minute % 60, message);
    }

    private static String tables(int from, int to) {
        StringBuilder log = new StringBuilder();
        for (int i = from; i < to; i++) {
            log.append(line(i, "could hardly load " + TABLES.get(i) + " from disk"));
        }
        return log.toString();
    }

    private List<String> printed(String... args) {
        assertThat(run(args)).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(Exit.DONE);
        return printed();
    }

    private List<String> issues() {
        return printed("issues", "--since", "2026-01-01", "--json").stream()
                .filter(line -> line.contains("\"id\""))
                .toList();
    }

    private static String member(String line, String name) {
        return line.replaceAll(".*?\"" + name + "\":\"?([^\",}]*)[\",}].*", "$1");
    }

    private String learned() throws IOException {
        return Files.readString(dir.resolve("data/learned/shop.txt"));
    }

    private void write(String line) throws IOException {
        Files.writeString(dir.resolve("data/learned/shop.txt"), line + "\n", StandardOpenOption.APPEND);
    }

    @Test
    void theyAreOneIssueWithTheOldestIdAndAllIdsLeadToIt() throws IOException {
        file("shop.log", tables(0, 8));
        printed("scan");
        List<String> before = issues();
        assertThat(before).hasSize(8);
        String oldest = member(
                before.stream()
                        .filter(line -> line.contains("load orders"))
                        .findFirst()
                        .orElseThrow(),
                "id");
        file("shop2.log", tables(8, 10));
        printed("scan");
        assertThat(issues()).singleElement().satisfies(line -> {
            assertThat(member(line, "id")).isEqualTo(oldest);
            assertThat(member(line, "count")).isEqualTo("10");
            assertThat(member(line, "first_seen")).startsWith("2026-08-01T10:00:00");
        });
        for (String line : before) {
            assertThat(printed("show", member(line, "id"))).isEqualTo(printed("show", oldest));
        }
        assertThat(learned()).startsWith("learned: 1\nopen    *  *  could hardly load <word> from disk    # ");
        assertThat(printed("explain", oldest))
                .anySatisfy(line -> assertThat(line).contains("+ joined", "<word> from disk", "9 values: "))
                .anySatisfy(line -> assertThat(line).contains("+ joins", "7 issues"));
    }

    @Test
    void aMuteOfAYoungerOneIsNotSpreadAndTheOldestKeepsItsOwn() throws IOException {
        file("shop.log", tables(0, 8));
        printed("scan");
        String young = issues().stream()
                .filter(line -> line.contains("load prices"))
                .map(line -> member(line, "id"))
                .findFirst()
                .orElseThrow();
        printed("mute", young, "--for", "30d", "known");
        file("shop2.log", tables(8, 10));
        printed("scan");
        assertThat(issues())
                .singleElement()
                .satisfies(line -> assertThat(member(line, "state")).isNotEqualTo("muted"));
    }

    @Test
    void whatIsForbiddenSplitsAtTheNextRegroup() throws IOException {
        file("shop.log", tables(0, 10));
        printed("scan");
        assertThat(issues()).hasSize(1);
        assertThat(printed("regroup", "--dry-run"))
                .anySatisfy(line -> assertThat(line).startsWith("merge  ").contains("(10 events)"));
        printed("regroup");
        assertThat(issues()).hasSize(1);
        assertThat(printed("regroup", "--dry-run")).isEmpty();
        write("forbid  *  *  could hardly load * from disk");
        assertThat(printed("regroup", "--dry-run"))
                .anySatisfy(line -> assertThat(line).startsWith("split  "));
        assertThat(issues()).hasSize(1);
        printed("regroup");
        assertThat(issues()).hasSize(10);
        assertThat(printed("regroup", "--dry-run")).isEmpty();
        file("shop2.log", tables(0, 10));
        printed("scan");
        assertThat(issues()).hasSize(10);
    }

    @Test
    void whatIsForbiddenSplitsAlsoIfNoEventHasMoved() throws IOException {
        file("shop.log", tables(0, 10));
        printed("scan");
        write("forbid  *  *  could hardly load * from disk");
        assertThat(printed("regroup"))
                .anySatisfy(line -> assertThat(line).startsWith("apart  ").contains(": forbidden"));
        assertThat(issues()).hasSize(10);
    }

    @Test
    void regroupLearnsFromWhatWasStoredBefore() throws IOException {
        file("shop.log", tables(0, 10));
        write0("frozen  2026-01-01");
        printed("scan");
        assertThat(issues()).hasSize(10);
        file("data/learned/shop.txt", "learned: 1\n");
        assertThat(printed("regroup"))
                .anySatisfy(line -> assertThat(line).startsWith("merge  ").contains("(10 events)"));
        assertThat(issues()).hasSize(1);
        assertThat(learned()).contains("could hardly load <word> from disk");
    }

    private void write0(String line) throws IOException {
        file("data/learned/shop.txt", "learned: 1\n" + line + "\n");
    }

    @Test
    void oneThatAPersonTookOutStaysOut() throws IOException {
        file("shop.log", tables(0, 10));
        printed("scan");
        String member = Files.readString(dir.resolve("data/triage.jsonl"))
                .lines()
                .map(line -> member(line, "issue"))
                .findFirst()
                .orElseThrow();
        printed("unmerge", member);
        assertThat(issues()).hasSize(2);
        file("shop2.log", tables(0, 10));
        printed("scan");
        assertThat(issues()).hasSize(2);
        printed("regroup");
        assertThat(issues()).hasSize(2);
    }

    @Test
    void aLineThatCannotBeReadIsToldWithItsPlace() throws IOException {
        file("shop.log", tables(0, 3));
        write0("forbit  *  *  could hardly load *");
        assertThat(run("scan")).isEqualTo(Exit.CONFIGURATION);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("learned/shop.txt:2: 'forbit': a line begins with open, forbid or frozen");
    }

    @Test
    void freeWordsComeToOneIssueALoggerWhateverThePieces() throws IOException {
        Random random = new Random(5);
        String[] parts = {"ba", "lo", "mi", "ru", "se", "ta", "vo", "ne", "ki", "du", "fa", "go"};
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            StringBuilder words = new StringBuilder();
            for (int part = 0; part < 9; part++) {
                words.append(part % 3 == 0 ? " " : "").append(parts[random.nextInt(parts.length)]);
            }
            String[] free = words.toString().strip().split(" ");
            log.append(
                    "2026-08-01 %02d:%02d:%02d,000 ERROR [main] com.acme.Ship%d - could hardly ship %s with %s to %s%n"
                            .formatted(10 + i / 3600, i / 60 % 60, i % 60, i % 6, free[0], free[1], free[2]));
        }
        List<String> lines = log.toString().lines().toList();
        for (int piece = 0; piece < 5; piece++) {
            file(
                    "shop%d.log".formatted(piece),
                    String.join("\n", lines.subList(piece * 600, piece * 600 + 600)) + "\n");
            printed("scan");
        }
        assertThat(issues())
                .hasSize(6)
                .allSatisfy(line -> assertThat(member(line, "count")).isEqualTo("500"));
    }
}
