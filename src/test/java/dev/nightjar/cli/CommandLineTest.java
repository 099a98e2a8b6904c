package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Failure.Exit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "search x --sinse 24h,          --since",
        "--sinse 24h issues,            --since",
        "isues,                         issues",
        "run nightlyy,                  nightly",
        "issues --sort evnts,           events",
        "issues --limit many,           many",
        "search,                        QUERY",
        "mail,                          --to",
        "explain A B,                   quotes",
        "mute K7QM-4F2A,                needs a reason",
        "mute,                          mute ID REASON",
        "mute A --for 7d --until now x, not both",
        "mute A --users -1 x,           above 0",
        "resolve A --in 1 --next-release, not both",
        "note K7QM-4F2A,                a text or a ticket",
        "unmerge K7QM-4F2A,             was not merged",
        "owners chek,                   check",
        "search x --since gestern,      yesterday",
        "search x --since now --until yesterday, is after"
    })
    void saysWhatIsWrongWithTheCommandLineAndWhatWasMeant(String line, String hint) {
        assertThat(run(line.split(" "))).isEqualTo(Exit.USAGE);
        assertThat(said()).startsWith("nightjar: ").contains(hint);
        assertThat(printed()).isEmpty();
    }

    @Test
    void showsItsHelpOnStandardErrorWithoutACommand() {
        assertThat(run()).isEqualTo(Exit.USAGE);
        assertThat(said()).contains("Commands:", "search");
        assertThat(printed()).isEmpty();
    }

    @Test
    void takesGlobalOptionsBeforeAndAfterTheCommand() {
        String data = dir.resolve("other").toString();
        assertThat(run("--data", data, "issues")).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(run("issues", "--data", data)).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(said().lines().filter(line -> line.contains(data))).hasSize(2);
    }

    @Test
    void parsePrintsEveryRecordAndStoresNothing() throws Exception {
        Path log = Files.writeString(dir.resolve("app.log"), """
            2026-03-04 09:12:44,123 INFO [main] shop.Till: open
            2026-03-04 09:12:45,123 ERROR [main] shop.Till: no paper
            java.lang.IllegalStateException: no paper
            \tat shop.Till.print(Till.java:17)
            Caused by: java.io.IOException: empty
            \tat shop.Paper.next(Paper.java:4)
            \t... 1 more
            """);
        assertThat(run("parse", log.toString())).isEqualTo(Exit.DONE);
        assertThat(printed().lines()).hasSize(2);
        assertThat(printed().lines().toList().getLast())
                .contains("\"file\":\"app.log\",\"line_start\":2,\"line_end\":7,\"byte_start\":52")
                .contains("\"level\":\"ERROR\"", "\"relation\":\"cause\",\"type\":\"java.io.IOException\"")
                .contains("\"function\":\"next\",\"file\":\"Paper.java\",\"line\":4", "\"omitted\":1");
        assertThat(dir.resolve(".nightjar")).doesNotExist();
    }

    @Test
    void parsePrintsWhereRecordsStandInTheFileWhateverItsEncoding() throws Exception {
        String line = "2026-03-04 09:12:4%d,123 ERROR [main] shop.Till: Störung %d\n";
        String text = line.formatted(1, 1) + line.formatted(2, 2);
        Path log = dir.resolve("app.log");
        Files.write(log, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));
        assertThat(run("parse", log.toString())).isEqualTo(Exit.DONE);
        int second = 2 + 2 * (text.length() / 2);
        assertThat(printed().lines().toList().getLast())
                .contains("\"byte_start\":" + second, "\"ts_raw\":\"2026-03-04 09:12:42,123\"", "Störung 2");
    }

    @Test
    void parseReadsAFileInTheEncodingThatItsProjectNames() throws Exception {
        Path etc = Files.createDirectories(dir.resolve("etc/projects")).getParent();
        Path logs = Files.createDirectory(dir.resolve("logs"));
        Files.writeString(
                etc.resolve("projects/till.yaml"),
                "logs: [{path: " + logs + "/*.log, encoding: Shift_JIS}, " + logs + "/*.txt]\n");
        String line = "2026-03-04 09:12:4%d,123 ERROR [main] shop.Till: 紙がない ソ%d\n";
        byte[] first = line.formatted(1, 1).getBytes("Shift_JIS");
        byte[] second = line.formatted(2, 2).getBytes("Shift_JIS");
        Path log = logs.resolve("app.log");
        Files.write(log, first);
        Files.write(log, second, java.nio.file.StandardOpenOption.APPEND);
        Files.write(logs.resolve("other.txt"), line.formatted(3, 3).getBytes(StandardCharsets.UTF_8));
        assertThat(run("parse", "--config", etc.toString(), logs.toString())).isEqualTo(Exit.DONE);
        assertThat(printed().lines().toList())
                .hasSize(3)
                .anySatisfy(one -> assertThat(one)
                        .contains("紙がない ソ2", "\"line_start\":2")
                        .contains(
                                "\"byte_start\":" + first.length, "\"byte_end\":" + (first.length + second.length - 1)))
                .anySatisfy(one -> assertThat(one).contains("紙がない ソ3", "\"byte_start\":0"));
    }

    @Test
    void parsePrintsTheLinesOfARecordBetweenWhichOtherStreamsWrite() throws Exception {
        Path log = Files.writeString(dir.resolve("pod.log"), """
            2026-03-04T09:12:44.100000000Z stdout F 2026-03-04 09:12:44,100 INFO [main] shop.Till: open
            2026-03-04T09:12:44.200000000Z stderr F 2026-03-04 09:12:44,200 ERROR [main] shop.Till: no paper
            2026-03-04T09:12:44.210000000Z stdout F 2026-03-04 09:12:44,210 INFO [main] shop.Till: still open
            2026-03-04T09:12:44.220000000Z stderr P java.lang.IllegalStateException:
            2026-03-04T09:12:44.230000000Z stdout F 2026-03-04 09:12:44,230 INFO [main] shop.Till: still
            2026-03-04T09:12:44.240000000Z stderr F  no paper
            2026-03-04T09:12:44.250000000Z stderr F \tat shop.Till.print(Till.java:17)
            2026-03-04T09:12:44.300000000Z stdout F 2026-03-04 09:12:44,300 INFO [main] shop.Till: closed
            """);
        assertThat(run("parse", log.toString())).isEqualTo(Exit.DONE);
        assertThat(printed().lines().filter(line -> line.contains("\"level\":\"ERROR\"")))
                .singleElement()
                .asString()
                .contains("\"line_start\":2,\"line_end\":7,", "IllegalStateException")
                .endsWith("\"lines\":[2,4,6,7]}");
        assertThat(printed().lines().filter(line -> line.contains("closed")))
                .singleElement()
                .asString()
                .contains("\"line_start\":8,\"line_end\":8,")
                .endsWith("\"lines\":null}");
    }

    @Test
    void parsePrintsFramesAsTheyStandInTheLog() throws Exception {
        Path log = Files.writeString(dir.resolve("app.log"), """
            2026-03-04 09:12:45,123 ERROR [main] shop.Till: no paper
            java.lang.IllegalStateException: no paper
            \tat shop.Till.print(Till.java:17)
            \tat jdk.internal.reflect.GeneratedMethodAccessor77.invoke(Unknown Source)
            \tat com.sun.proxy.$Proxy12.print(Unknown Source)
            """);
        assertThat(run("parse", log.toString())).isEqualTo(Exit.DONE);
        assertThat(printed()).contains("jdk.internal.reflect.GeneratedMethodAccessor77", "com.sun.proxy.$Proxy12");
    }

    @Test
    void formatsTestNamesTheFormatTheRunnerUpAndWhatIsNotUnderstood() throws Exception {
        Path log = Files.writeString(
                dir.resolve("app.log"),
                "who am I\n" + "2026-03-04 09:12:44,123 [main] ERROR shop.Till - no \033[31mpaper\n".repeat(9));
        assertThat(run("formats", "test", log.toString())).isEqualTo(Exit.DONE);
        assertThat(printed())
                .contains("format     coloured>logback", "runner-up  ", "10 records: 9 ERROR, 1 no level", "who am I")
                .contains("1 record with neither time nor level")
                .doesNotContain("\033");
    }

    @Test
    void formatsNewPrintsADefinition() throws Exception {
        Path log = Files.writeString(dir.resolve("till.log"), "17|2026-03-04 09:12:44|ERROR|no paper\n".repeat(4));
        assertThat(run("formats", "new", log.toString())).isEqualTo(Exit.DONE);
        assertThat(printed()).contains("kind: text", "{time:iso}|{level}|{message}");
        assertThat(run("formats", "new", Files.writeString(log, "no\nidea\n").toString()))
                .isEqualTo(Exit.NOTHING_FOUND);
    }

    static Iterable<String> commands() {
        return Commands.names();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExample(String command) {
        assertThat(run(command, "--help")).isEqualTo(Exit.DONE);
        assertThat(printed())
                .startsWith("Usage: nightjar " + command)
                .containsPattern("Examples?:")
                .contains("nightjar " + command, "--json");
        assertThat(said()).isEmpty();
    }

    @Test
    void everyCommandStandsInTheReadme() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(Commands.names()).allSatisfy(name -> assertThat(readme).containsPattern("`" + name + "[ `]"));
    }

    @Test
    void writesOutControlCharactersOfWhatWasTyped() {
        assertThat(run("\u001b]0;owned\u0007")).isEqualTo(Exit.USAGE);
        assertThat(said()).contains("\\x1b]0;owned\\x07").doesNotContain("\u001b");
    }

    @Test
    void tellsEveryProblemOfABrokenConfiguration() throws Exception {
        Files.createDirectories(dir.resolve("projects"));
        Files.writeString(dir.resolve("nightjar.yaml"), "zone: Europe/Berlin\nretension: {events: 90d}\n");
        Files.writeString(dir.resolve("projects/shop.yaml"), "logs: [a\n");
        assertThat(run("issues", "--config", dir.toString())).isEqualTo(Exit.CONFIGURATION);
        assertThat(said()).contains("nightjar.yaml:2:", "retention", "shop.yaml:");
    }

    @Test
    void decidesAboutIssuesAndSaysWhatItWrote() throws Exception {
        scanned();
        String id = first("a");
        String other = first("b");
        assertThat(run("mute", id, "--events", "5", "--owner", "till", "known", "thing"))
                .isEqualTo(Exit.DONE);
        assertThat(run("issues", "--json")).isEqualTo(Exit.DONE);
        assertThat(printed()).contains("muted by", "until 5 more events: known thing (till answers for it)");
        assertThat(run("mute", "--preview", "--json")).isEqualTo(Exit.DONE);
        assertThat(printed()).isEqualTo("{\"issues\":2,\"new\":2,\"events\":3,\"ended\":0}\n");
        assertThat(run("merge", id, other)).isEqualTo(Exit.DONE);
        assertThat(run("issues", "--json")).isEqualTo(Exit.DONE);
        assertThat(printed().lines()).singleElement().asString().contains("\"id\":\"" + other, "\"count\":3");
        assertThat(run("unmerge", id)).isEqualTo(Exit.DONE);
        assertThat(run("issues", "--json", "--sort", "impact")).isEqualTo(Exit.DONE);
        assertThat(printed().lines()).hasSize(2);
        assertThat(said()).contains("impact = (3 × log2(1 + users) + log2(1 + events)) × trend × severity");
        assertThat(run("note", id, "--ticket", "javascript:alert(1)")).isEqualTo(Exit.USAGE);
        assertThat(run("note", id, "--ticket", "https://tickets.example.org/17"))
                .isEqualTo(Exit.DONE);
        assertThat(run("release", "tills", "2.4.1")).isEqualTo(Exit.USAGE);
        assertThat(said()).contains("no project 'tills', did you mean 'till'?");
        assertThat(run("release", "till", "2.4.1", "--at", "2026-03-04")).isEqualTo(Exit.DONE);
        assertThat(run("issues", "--json")).isEqualTo(Exit.DONE);
        assertThat(printed()).contains("\"release_first\":\"2.4.1\"");
        assertThat(run("owners")).isEqualTo(Exit.DONE);
        assertThat(printed()).contains(id, other);
    }

    @Test
    void tellsLinesOfTheJournalThatItCannotRead() throws Exception {
        scanned();
        Path journal = Files.writeString(dir.resolve("data/triage.jsonl"), "<<<<<<< HEAD\n");
        assertThat(run("issues")).isEqualTo(Exit.DONE);
        assertThat(said()).contains("1 line of the journal could not be read, kept and skipped: " + journal + ":1:");
    }

    private void scanned() throws Exception {
        Path logs = Files.createDirectories(dir.resolve("till"));
        Files.writeString(logs.resolve("app.log"), """
            2026-03-04 09:12:44,123 ERROR [main] shop.Till: a: drawer is stuck
            2026-03-04 09:12:45,123 ERROR [main] shop.Till: b: paper is out
            2026-03-04 09:12:46,123 ERROR [main] shop.Till: b: paper is out
            """);
        assertThat(run("scan", logs.toString(), "--project", "till")).isEqualTo(Exit.DONE);
    }

    private String first(String word) {
        assertThat(run("search", "--json", word)).isEqualTo(Exit.DONE);
        String line = printed().lines().findFirst().orElseThrow();
        return line.replaceAll(".*\"issue\":\"([^\"]+)\".*", "$1");
    }

    private Exit run(String... args) {
        out.reset();
        String[] all = args;
        if (args.length > 0 && java.util.Arrays.stream(args).noneMatch(arg -> arg.startsWith("--data"))) {
            all = java.util.Arrays.copyOf(args, args.length + 2);
            all[args.length] = "--data";
            all[args.length + 1] = dir.resolve("data").toString();
        }
        return new Main(stream(out), stream(err), Map.of()).run(all);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
