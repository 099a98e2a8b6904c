package dev.nightjar.cli.care;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typed;
import dev.nightjar.cli.Typing;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CareTest extends Typed {

    private static final String FAILED = """
            2026-08-01 10:00:0%d,123 ERROR [main] com.acme.Shop - cart %d failed
            java.sql.SQLException: deadlock found
            \tat com.acme.%s.total(Cart.java:3)
            """;

    @BeforeEach
    void configure() throws IOException {
        file("logs/shop.log", FAILED.formatted(1, 17, "Cart"));
        file("nightjar.yaml", "data: data\nzone: UTC\n");
        file("projects/shop.yaml", "logs: [logs/*.log]\n");
        assertThat(run("scan")).isEqualTo(Exit.DONE);
    }

    private void more() throws IOException {
        file("logs/till.log", FAILED.formatted(2, 18, "Till"));
        assertThat(run("scan")).isEqualTo(Exit.DONE);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).replace(" --config " + dir, "");
    }

    private List<String> titles() {
        assertThat(run("issues", "--since", "2026-01-01", "--json=id,total")).isEqualTo(Exit.DONE);
        return printed();
    }

    private String id() {
        return titles().getFirst().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
    }

    private Path data() {
        return dir.resolve("data");
    }

    private List<Path> index(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(data().resolve("index"))) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .sorted()
                    .toList();
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }

    @Test
    void aWholeIndexIsSaidToBeWhole() {
        assertThat(run("check", "--index")).isEqualTo(Exit.DONE);
        assertThat(printed().getFirst()).matches("ok +commit 1 of run \\S+, 1 event");
        assertThat(said()).contains("the index is whole");
        assertThat(run("repair")).isEqualTo(Exit.DONE);
        assertThat(said()).contains("nothing to repair");
    }

    @Test
    void aRepairTellsWhatIsLostAndDoesNothingUnasked() throws IOException {
        more();
        flip(index("_.*\\.cfs").getLast());
        assertThat(run("issues")).isEqualTo(Exit.INDEX_DAMAGED);
        assertThat(said()).contains("nightjar check --index").contains("nightjar repair");
        assertThat(run("check", "--index")).isEqualTo(Exit.INDEX_DAMAGED);
        assertThat(printed())
                .anyMatch(line -> line.startsWith("fail") && line.contains("commit 2"))
                .anyMatch(line -> line.startsWith("ok") && line.contains("commit 1 "));
        assertThat(run("repair")).isEqualTo(Exit.INDEX_DAMAGED);
        assertThat(said()).contains("is lost where logs are gone by now").contains("nightjar repair --yes");
        assertThat(run("issues")).isEqualTo(Exit.INDEX_DAMAGED);
        assertThat(run("repair", "--yes")).isEqualTo(Exit.DONE);
        assertThat(titles()).hasSize(1);
        assertThat(run("scan")).isEqualTo(Exit.DONE);
        assertThat(titles()).hasSize(2).allMatch(issue -> issue.contains("\"total\":1"));
    }

    @Test
    void aRepairOfWhatIsDamagedInAllCommitsNamesTheOtherWays() throws IOException {
        more();
        for (Path file : index(".*\\.cfs")) {
            flip(file);
        }
        assertThat(run("repair", "--yes")).isEqualTo(Exit.INDEX_DAMAGED);
        assertThat(said()).contains("nightjar restore").contains("nightjar rebuild");
    }

    @Test
    void aBackupIsRestoredWithWhatWasDecidedSince() throws IOException {
        String id = id();
        assertThat(run("note", id, "first")).isEqualTo(Exit.DONE);
        Path backup = dir.resolve("backup");
        assertThat(run("backup", backup.toString())).isEqualTo(Exit.DONE);
        assertThat(said()).contains("the index as run");
        more();
        assertThat(run("note", id, "second")).isEqualTo(Exit.DONE);
        flip(index("_.*\\.cfs").getLast());
        assertThat(run("restore", backup.toString())).isEqualTo(Exit.USAGE);
        assertThat(said())
                .contains("triage.jsonl stays")
                .contains("moved aside")
                .contains("--yes");
        assertThat(run("restore", backup.toString(), "--yes")).isEqualTo(Exit.DONE);
        assertThat(titles()).hasSize(1);
        assertThat(Files.readString(data().resolve("triage.jsonl"))).contains("first", "second");
        assertThat(run("scan")).isEqualTo(Exit.DONE);
        assertThat(titles()).hasSize(2);
        assertThat(run("check", "--index")).isEqualTo(Exit.DONE);
    }

    @Test
    void aBackupIsRestoredIntoAnEmptyFolderWithoutAsking() {
        String id = id();
        assertThat(run("note", id, "first")).isEqualTo(Exit.DONE);
        assertThat(run("backup", dir.resolve("backup").toString())).isEqualTo(Exit.DONE);
        List<String> before = titles();
        String[] elsewhere = {"--data", dir.resolve("other").toString()};
        assertThat(run("restore", dir.resolve("backup").toString(), elsewhere[0], elsewhere[1]))
                .as(said())
                .isEqualTo(Exit.DONE);
        assertThat(run("issues", "--since", "2026-01-01", "--json=id,total", elsewhere[0], elsewhere[1]))
                .isEqualTo(Exit.DONE);
        assertThat(printed()).isEqualTo(before);
    }

    @Test
    void aDamagedBackupIsRefusedAndChangesNothing() throws IOException {
        Path backup = dir.resolve("backup");
        assertThat(run("backup", backup.toString())).isEqualTo(Exit.DONE);
        List<Path> all;
        try (Stream<Path> files = Files.walk(backup)) {
            all = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : all) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            byte[] whole = Files.readAllBytes(file);
            if (whole.length > 0 && !file.endsWith("backup.jsonl")) {
                flip(file);
                assertThat(run("restore", backup.toString(), "--yes")).isEqualTo(Exit.INDEX_DAMAGED);
                assertThat(said()).contains("backup damaged: " + file);
                Files.write(file, whole);
            }
        }
        assertThat(run("restore", dir.resolve("logs").toString(), "--yes")).isEqualTo(Exit.NO_SOURCE);
        assertThat(titles()).hasSize(1);
    }

    @Test
    void aBackupNeverMixesWithWhatIsThere() throws IOException {
        assertThat(run("backup", dir.resolve("logs").toString())).isEqualTo(Exit.CANNOT_CREATE);
        assertThat(said()).contains("not empty");
        assertThat(run(
                        "backup",
                        dir.resolve("b").toString(),
                        "--data",
                        dir.resolve("none").toString()))
                .isEqualTo(Exit.NOTHING_FOUND);
        assertThat(dir.resolve("b")).doesNotExist();
    }

    private long commit() throws IOException {
        return Long.parseLong(Files.readString(data().resolve("index.last")).split(" ")[1]);
    }

    private List<String> known() {
        assertThat(run(
                        "issues",
                        "--since",
                        "2026-01-01",
                        "--sort",
                        "new",
                        "--json=id,total,first_seen,last_seen,status"))
                .isEqualTo(Exit.DONE);
        return printed();
    }

    @Test
    void aRebuildKeepsIssuesWhoseLogsAreGone() throws IOException {
        more();
        List<String> before = known();
        assertThat(run("note", id(), "first")).isEqualTo(Exit.DONE);
        Files.delete(dir.resolve("logs/till.log"));
        assertThat(run("rebuild")).isEqualTo(Exit.USAGE);
        assertThat(said())
                .contains("1 log with 1 event may be gone")
                .contains("till.log")
                .contains("counts of 2 issues stay");
        long commit = commit();
        assertThat(run("rebuild", "--yes")).as(said()).isEqualTo(Exit.DONE);
        assertThat(commit()).as("what was told goes by it").isGreaterThan(commit);
        assertThat(known()).isEqualTo(before);
        assertThat(run("search", "failed", "--json=message")).isEqualTo(Exit.DONE);
        assertThat(printed()).hasSize(1);
        assertThat(Files.readString(data().resolve("triage.jsonl"))).contains("first");
        assertThat(run("scan")).isEqualTo(Exit.DONE);
        assertThat(known()).isEqualTo(before);
        assertThat(run("check", "--index")).isEqualTo(Exit.DONE);
        assertThat(run("rebuild", "--yes")).as(said()).isEqualTo(Exit.DONE);
        assertThat(known()).isEqualTo(before);
    }

    /// Each line of the first log comes again; the second time the old index is damaged as well.
    @Test
    void aRebuildOfADamagedIndexTakesWhatIsWhole() throws IOException {
        more();
        List<String> before = known();
        flip(index("_.*\\.cfs").getLast());
        Files.delete(
                data().resolve("index").resolve(index("segments_.*").getFirst().getFileName()));
        assertThat(run("rebuild", "--yes")).as(said()).isEqualTo(Exit.DONE);
        assertThat(said()).contains("1 of 2 segments are damaged");
        assertThat(known()).isEqualTo(before);
    }

    @Test
    void aRebuildWithoutAnyIndexReadsTheLogs() throws IOException {
        List<String> before = known();
        Files.move(data().resolve("index"), dir.resolve("gone"));
        assertThat(run("scan")).isEqualTo(Exit.INDEX_DAMAGED);
        assertThat(said()).contains("it is gone").contains("nightjar rebuild");
        assertThat(run("rebuild", "--yes")).isEqualTo(Exit.DONE);
        assertThat(known()).isEqualTo(before);
    }

    @Test
    void aRebuildThatCannotReadTheLogsLeavesTheIndex() throws IOException {
        List<String> before = known();
        Files.delete(dir.resolve("logs/shop.log"));
        assertThat(run("rebuild", "--yes")).isEqualTo(Exit.NO_SOURCE);
        assertThat(known()).isEqualTo(before);
        assertThat(data().resolve("rebuilding")).doesNotExist();
    }

    @Test
    void aRebuildKnowsFilesThatWereScannedByName() throws IOException {
        file("elsewhere/other.log", FAILED.formatted(5, 21, "Other"));
        Path data = dir.resolve("own");
        String[] own = {
            "--data",
            data.toString(),
            "--config",
            Files.createDirectory(dir.resolve("none")).toString()
        };
        assertThat(Typing.run("scan", dir.resolve("elsewhere").toString(), own[0], own[1], own[2], own[3])
                        .exit())
                .isEqualTo(Exit.DONE);
        assertThat(Typing.run("rebuild", "--yes", own[0], own[1], own[2], own[3])
                        .exit())
                .isEqualTo(Exit.DONE);
        assertThat(Typing.run("search", "failed", "--since", "2026-01-01", own[0], own[1], own[2], own[3])
                        .out())
                .contains("SQLException: deadlock found");
        Typing.Said second = Typing.run("scan", dir.resolve("elsewhere").toString(), own[0], own[1], own[2], own[3]);
        assertThat(second.err()).contains("0 events");
    }
}
