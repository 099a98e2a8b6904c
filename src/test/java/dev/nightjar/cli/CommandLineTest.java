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
        "mute,                          nightjar mute ID REASON",
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
                .contains("format     logback", "runner-up  ", "10 records: 9 ERROR, 1 no level", "who am I")
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
