package dev.nightjar.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.live.Key.Name;
import dev.nightjar.cli.live.TopScreen.Wish;
import dev.nightjar.cli.terminal.Style;
import dev.nightjar.cli.terminal.Width;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopScreenTest {

    private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

    private final TopScreen board = new TopScreen(new Style(false), "");
    private final List<Triaged> issues = IntStream.range(0, 30)
            .mapToObj(i -> issue(i, i == 7 ? Issue.State.NEW : Issue.State.ONGOING, 100 - i))
            .toList();

    private static Triaged issue(int number, Issue.State state, long count) {
        IssueId id = IssueId.of((number + 1) * 0x9e3779b97f4a7c15L);
        Issue issue = new Issue(
                id,
                "shop",
                Level.ERROR,
                null,
                "注文 " + number + " failed \u001b[31m",
                "",
                "",
                null,
                count,
                NOW,
                NOW,
                null,
                null,
                Set.of(),
                List.of(),
                List.of(""));
        Window window = Window.until(NOW, Duration.ofHours(24));
        Activity activity = new Activity(issue, window, count, 3, Set.of(), NOW, NOW, List.of(0L, 1L, 2L));
        return new Triaged(
                activity,
                state,
                "",
                null,
                "",
                "",
                List.of(),
                "",
                0,
                null,
                activity.issue().releaseFirst(),
                activity.issue().releaseLast(),
                null);
    }

    @BeforeEach
    void show() {
        board.show(issues);
    }

    private Wish press(String letters) {
        Wish last = new Wish.Redraw();
        for (String letter : letters.split("")) {
            last = board.press(new Key(Name.TEXT, letter));
        }
        return last;
    }

    private Wish press(Name name) {
        return board.press(new Key(name, ""));
    }

    @ParameterizedTest
    @CsvSource({"24, 80", "20, 40", "50, 200", "5, 20"})
    void fillsTheScreenExactly(int rows, int columns) {
        for (String keys : List.of("j", "?", "j/", "m")) {
            press(keys);
            List<String> lines = board.lines(rows, columns, "nightjar top " + "x".repeat(300), NOW);
            assertThat(lines).hasSize(rows).allMatch(line -> Width.of(line) <= columns);
            assertThat(String.join("", lines)).doesNotContain("\u001b");
            press(Name.ESCAPE);
        }
    }

    @Test
    void newIssuesComeFirstAndSelectionFollowsTheIssueNotThePlace() {
        assertThat(((Wish.Open) press(Name.ENTER)).issue()).isEqualTo(id(7));
        press("jj");
        assertThat(((Wish.Open) press(Name.ENTER)).issue()).isEqualTo(id(1));
        board.show(issues.subList(1, 30));
        assertThat(((Wish.Open) press(Name.ENTER)).issue()).isEqualTo(id(1));
        press("s");
        assertThat(((Wish.Open) press(Name.ENTER)).issue()).isEqualTo(id(1));
        press(Name.END);
        assertThat(((Wish.Open) press(Name.ENTER)).issue()).isEqualTo(id(29));
        assertThat(board.lines(10, 80, "", NOW)).anyMatch(line -> line.startsWith("▶") && line.contains("29 failed"));
    }

    @Test
    void asksBeforeItDecides() {
        press("m");
        assertThat(press(Name.ENTER)).isInstanceOf(Wish.Redraw.class);
        assertThat(board.lines(10, 80, "", NOW).getLast()).contains("needs a reason");
        press("mwait");
        assertThat(press(Name.ENTER)).isEqualTo(new Wish.Mute(id(7), "wait"));
        assertThat(((Wish.Open) press(Name.ENTER)).issue()).isEqualTo(id(0));
        press("rn");
        assertThat(press(Name.ENTER)).isInstanceOf(Wish.Redraw.class);
        press("ry");
        assertThat(press(Name.ENTER)).isEqualTo(new Wish.Resolve(id(0)));
        press("ry");
        assertThat(press(Name.ESCAPE)).isInstanceOf(Wish.Redraw.class);
    }

    @Test
    void keepsWhatWasTypedAsTheFilter() {
        press("/q日x");
        press(Name.BACKSPACE);
        assertThat(press(Name.ENTER)).isEqualTo(new Wish.Filter("q日"));
        assertThat(board.filter()).isEqualTo("q日");
        assertThat(board.lines(10, 80, "", NOW).get(1)).contains("filter: q日");
    }

    @Test
    void scrollsWhatIsToldAndGoesBack() {
        board.tell(IntStream.range(0, 40).mapToObj(i -> "line " + i).toList());
        press("jj");
        assertThat(board.lines(10, 80, "", NOW)).contains("line 2").doesNotContain("line 1");
        press(Name.END);
        assertThat(board.lines(10, 80, "", NOW)).contains("line 39");
        assertThat(press("q")).isInstanceOf(Wish.Redraw.class);
        assertThat(press("q")).isInstanceOf(Wish.Quit.class);
    }

    private static IssueId id(int number) {
        return IssueId.of((number + 1) * 0x9e3779b97f4a7c15L);
    }
}
