package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Failure.Exit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The names of `--json` are a contract with scripts: one object a line, the same names in every command.
@Timeout(120)
class JsonNamesTest extends Typed {

    private static final List<String> ISSUE = List.of(
            "id",
            "project",
            "status",
            "level",
            "type",
            "title",
            "message",
            "culprit",
            "count",
            "total",
            "users",
            "hosts",
            "first_seen",
            "last_seen",
            "owner",
            "release_first",
            "release_last",
            "aliases");

    private static final List<String> EVENT = List.of(
            "id",
            "issue",
            "project",
            "ts",
            "level",
            "logger",
            "thread",
            "host",
            "message",
            "template",
            "user",
            "ids",
            "release",
            "file",
            "line_start",
            "byte_start",
            "exceptions");

    private static final List<String> SUMMARY =
            List.of("files", "bytes", "records", "events", "new_issues", "not_read", "report");

    /// Members whose members are named by logs and people.
    private static final Set<String> FREE = Set.of("ids", "levels", "from", "to", "decisions");

    /// Commands that print no data, or never end.
    private static final Set<String> LEFT_OUT = Set.of("daemon", "top", "tail", "completion", "init", "man", "doctor");

    private final Map<String, List<JsonNode>> printed = new LinkedHashMap<>();

    @Test
    void everyCommandPrintsObjectsWithTheSameNames() throws Exception {
        file("nightjar.yaml", "data: " + dir.resolve("data") + "\n");
        file("projects/till.yaml", "logs: ['" + dir + "/logs/*.log']\nunseen: true\n");
        file("jobs/nightly.yaml", "steps: [scan, report]\n");
        file("logs/app.log", """
                2026-03-04 09:12:44,123 ERROR [main] shop.Till: a: drawer is stuck
                2026-03-04 09:12:45,123 ERROR [main] shop.Till: b: paper is out
                java.lang.IllegalStateException: no paper
                \tat com.acme.Till.print(Till.java:17)
                """);
        walk("run", "nightly");
        walk("scan");
        walk("issues");
        String id = printed.get("issues").getFirst().get("id").asString();
        String other = printed.get("issues").getLast().get("id").asString();
        Map<String, List<String>> words = Map.ofEntries(
                Map.entry("show", List.of(id)),
                Map.entry("search", List.of("paper")),
                Map.entry("explain", List.of(id)),
                Map.entry("resolve", List.of(id)),
                Map.entry("reopen", List.of(id)),
                Map.entry("mute", List.of(id, "known")),
                Map.entry("unmute", List.of(id)),
                Map.entry("assign", List.of(id, "till")),
                Map.entry("note", List.of(id, "be", "patient")),
                Map.entry("merge", List.of(id, other)),
                Map.entry("unmerge", List.of(id)),
                Map.entry("release", List.of("till", "2.4.1")),
                Map.entry("parse", List.of(dir.resolve("logs/app.log").toString())),
                Map.entry("open", List.of(dir.resolve("logs").toString())),
                Map.entry("owners", List.of("check")));
        for (String command : Commands.names()) {
            if (!printed.containsKey(command) && !LEFT_OUT.contains(command)) {
                walk(command, words.getOrDefault(command, List.of()).toArray(String[]::new));
            }
        }
        assertThat(printed).containsKeys("export", "hist", "sources", "runs", "parse");
        assertThat(printed.get("run").getFirst().propertyNames()).containsAll(SUMMARY);
        assertThat(printed.get("scan").getFirst().propertyNames()).containsAll(SUMMARY);
        assertThat(printed.get("issues"))
                .allSatisfy(one -> assertThat(one.propertyNames()).containsAll(ISSUE));
        assertThat(printed.get("show").getFirst().propertyNames()).containsAll(ISSUE);
        for (String command : List.of("search", "export")) {
            assertThat(printed.get(command))
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one.propertyNames()).containsAll(EVENT));
        }
    }

    @Test
    void aFieldThatIsNotPrintedIsRefusedBeforeAnythingHappens() throws Exception {
        file("nightjar.yaml", "data: " + dir.resolve("data") + "\n");
        file("projects/till.yaml", "logs: ['" + dir + "/logs/*.log']\n");
        file("logs/app.log", "2026-03-04 09:12:44,123 ERROR [main] shop.Till: drawer is stuck\n");
        run("scan");
        assertThat(run("release", "till", "2.4.1", "--json=relase")).isEqualTo(Exit.USAGE);
        assertThat(err.toString())
                .contains("no field 'relase', did you mean 'release'? (release --json prints: project, release, at)");
        assertThat(dir.resolve("data/triage.jsonl")).doesNotExist();
        assertThat(run("prune", "--json=size")).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("prune prints no objects");
        assertThat(run("search", "nothing", "--json=levle")).isEqualTo(Exit.USAGE);
        assertThat(run("search", "drawer", "--json=message,value")).isEqualTo(Exit.DONE);
        assertThat(out.toString()).isEqualTo("{\"message\":\"drawer is stuck\",\"value\":null}\n");
    }

    @Test
    void helpNamesTheFields() throws Exception {
        assertThat(run("help", "release")).isEqualTo(Exit.DONE);
        assertThat(out.toString()).endsWith("\nFields of --json: project, release, at.\n");
        assertThat(run("release", "--help")).isEqualTo(Exit.DONE);
        assertThat(out.toString()).endsWith("\nFields of --json: project, release, at.\n");
    }

    private void walk(String command, String... words) {
        String[] all = new String[words.length + 2];
        all[0] = command;
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--json";
        assertThat(run(all)).as(command + ": " + err).isNotIn(Exit.BUG);
        List<JsonNode> lines = printed().stream()
                .map(line -> JsonMapper.builder().build().readTree(line))
                .toList();
        for (JsonNode line : lines) {
            assertThat(line.isObject()).as(command + ": " + line).isTrue();
            assertThat(JsonFields.of(command)).as(command).containsAll(line.propertyNames());
            names(command, line);
        }
        if (!lines.isEmpty()) {
            printed.put(command, lines);
        }
    }

    private static void names(String command, JsonNode node) {
        if (node.isObject()) {
            for (String name : node.propertyNames()) {
                assertThat(name).as(command).matches("[a-z][a-z0-9_]*");
                if (name.equals("at") || name.endsWith("_seen") || name.equals("ts")) {
                    assertThat(node.get(name).asString())
                            .as(command + " " + name)
                            .matches("2.*Z");
                }
                if (!FREE.contains(name)) {
                    names(command, node.get(name));
                }
            }
        }
        if (node.isArray()) {
            node.forEach(one -> names(command, one));
        }
    }
}
