package dev.nightjar.cli.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.SetUp;
import dev.nightjar.model.Failure.Exit;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecidingTest extends SetUp {

    private String thrown = "";
    private String warned = "";

    @BeforeEach
    void scanned() throws Exception {
        till();
        file("conf/nightjar.yaml", "data: ../data\nzone: UTC\n");
        file("conf/projects/till.yaml", "logs: [../logs/till/*]\n");
        assertThat(here("scan")).isEqualTo(Exit.DONE);
        thrown = id("level:error");
        warned = id("level:warn");
    }

    @Test
    void answersWithTitleConsequenceAndUndo() {
        assertThat(here("resolve", thrown, "--in", "2.4.1")).isEqualTo(Exit.DONE);
        assertThat(err.lines())
                .containsExactly(
                        thrown + "  IllegalStateException: no paper for <int>",
                        "  resolved in 2.4.1: if it comes back there or later, it is regressed, and told at once",
                        "  undo: nightjar --config " + conf() + " reopen " + thrown);
        assertThat(here("mute", warned, "--events", "5", "--for", "7d", "known"))
                .isEqualTo(Exit.DONE);
        assertThat(err)
                .contains("drawer is slow\n", " UTC or 5 more events: it is counted, and not told\n")
                .contains(" unmute " + warned + "\n");
        assertThat(here("assign", warned, "drawers")).isEqualTo(Exit.DONE);
        assertThat(here("assign", warned, "tills")).isEqualTo(Exit.DONE);
        assertThat(err).contains("assigned to tills instead of drawers", " assign " + warned + " drawers\n");
    }

    @Test
    void whatUndoSaysTakesItBack() throws Exception {
        assertThat(here("resolve", thrown)).isEqualTo(Exit.DONE);
        assertThat(state(thrown)).isEqualTo("resolved");
        assertThat(here("reopen", thrown, "--reason", "not deployed yet")).isEqualTo(Exit.DONE);
        assertThat(state(thrown)).isEqualTo("new");
        assertThat(here("show", thrown)).isEqualTo(Exit.DONE);
        assertThat(out).contains("reopen", "not deployed yet");
        assertThat(here("resolve", thrown)).isEqualTo(Exit.DONE);
        assertThat(state(thrown)).isEqualTo("resolved");
        assertThat(Files.readString(dir.resolve("data/triage.jsonl")))
                .contains("\"do\":\"reopen\"", "\"reason\":\"not deployed yet\"");
    }

    @Test
    void undoOfWhatIsTakenBackSaysAllOfIt() {
        assertThat(here("unmute", warned)).isEqualTo(Exit.DONE);
        assertThat(err).contains("was not muted").doesNotContain("undo: ");
        assertThat(here("resolve", thrown, "--in", "3.3.0")).isEqualTo(Exit.DONE);
        assertThat(here("reopen", thrown)).isEqualTo(Exit.DONE);
        assertThat(err).contains(" resolve " + thrown + " --in 3.3.0\n");
        assertThat(here("mute", warned, "--until", "2090-01-31", "--events", "9", "it's", "known"))
                .isEqualTo(Exit.DONE);
        assertThat(here("unmute", warned)).as(err).isEqualTo(Exit.DONE);
        assertThat(err)
                .contains(" mute " + warned + " --until 2090-01-31T00:00:00Z --events 9 --reason 'it'\\''s known'\n");
        assertThat(here("mute", warned, "--until", "2090-01-31T00:00:00Z", "--events", "9", "--reason", "it's"))
                .as(err)
                .isEqualTo(Exit.DONE);
    }

    @Test
    void whatIsMissingIsWrittenWithAllThatIsNeeded() {
        assertThat(here("merge", thrown)).isEqualTo(Exit.USAGE);
        assertThat(err).contains("INTO is missing: write nightjar --config " + conf() + " merge ID INTO ");
        assertThat(run("search", "-level:warn")).isEqualTo(Exit.USAGE);
        assertThat(err).contains("stands behind --: nightjar search -- '-level:warn'");
    }

    @Test
    void whatIsTakenOutAgainIsCalledByItsOwnName() {
        assertThat(here("merge", warned, thrown)).isEqualTo(Exit.DONE);
        assertThat(err).contains(" unmerge " + warned + "\n");
        assertThat(here("unmerge", warned)).isEqualTo(Exit.DONE);
        assertThat(err).startsWith(warned + "  drawer is slow\n").contains(" merge " + warned + " " + thrown + "\n");
    }

    @Test
    void takesSeveralIssuesAndAQuery() {
        assertThat(here("resolve", thrown, warned, "--reason", "new drawers", "--json"))
                .isEqualTo(Exit.DONE);
        assertThat(out)
                .hasLineCount(2)
                .contains("\"issue\":\"" + thrown, "\"issue\":\"" + warned, "\"reason\":\"new drawers\"");
        assertThat(here("reopen", "--query", "is:resolved")).isEqualTo(Exit.DONE);
        assertThat(err).contains(thrown + "  ", warned + "  ").containsOnlyOnce("undo: ");
        assertThat(here("mute", warned, thrown, "waiting", "for", "paper")).isEqualTo(Exit.DONE);
        assertThat(List.of(state(thrown), state(warned))).containsOnly("muted");
        assertThat(here("unmute", "--query", "is:muted level:error")).isEqualTo(Exit.DONE);
        assertThat(List.of(state(thrown), state(warned))).containsExactly("new", "muted");
        assertThat(here("note", warned, thrown, "Known;", "try again.")).isEqualTo(Exit.DONE);
        assertThat(here("issues", "has:note", "--json")).isEqualTo(Exit.DONE);
        assertThat(out).hasLineCount(2);
        assertThat(here("assign", "--query", "NOT has:owner", "drawers")).isEqualTo(Exit.DONE);
        assertThat(here("issues", "owner:drawers", "--json")).isEqualTo(Exit.DONE);
        assertThat(out).hasLineCount(2);
    }

    @Test
    void decidesNothingWhereNothingIsMeant() {
        assertThat(here("resolve")).isEqualTo(Exit.USAGE);
        assertThat(err).contains("which issue? nightjar ", "resolve ID");
        assertThat(here("resolve", "--query", "is:escalating")).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(err).contains("no issue matches is:escalating: nothing was decided");
        assertThat(here("mute", thrown, warned)).isEqualTo(Exit.USAGE);
        assertThat(err).contains("a mute needs a reason");
        assertThat(here("resolve", thrown, "2222-2222")).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(dir.resolve("data/triage.jsonl")).doesNotExist();
    }

    private String id(String query) {
        assertThat(here("issues", query, "--json=id")).as(err).isEqualTo(Exit.DONE);
        return out.replaceAll(".*:\"|\"}\n", "");
    }

    private String state(String id) {
        assertThat(here("show", id, "--json")).isEqualTo(Exit.DONE);
        return out.replaceAll("(?s)^.*?\"status\":\"([a-z]+)\".*$", "$1");
    }
}
