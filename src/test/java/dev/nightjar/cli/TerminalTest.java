package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.Child;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Nightjar in a real terminal.
@Timeout(240)
@Tag("process")
class TerminalTest {

    @TempDir
    Path dir;

    private Path log;

    @BeforeEach
    void write() throws Exception {
        log = Files.createDirectories(dir.resolve("shop")).resolve("app.log");
        Files.writeString(log, record(1, "drawer is stuck") + record(2, "paper is out"));
    }

    private static String record(int second, String message) {
        return "2026-03-04 09:12:%02d,123 ERROR [main] shop.Till: %s\n".formatted(second, message);
    }

    @Test
    void topSelectsOpensShowsWhatIsNewAndLeavesTheScreenAsItWas() throws Exception {
        try (Tmux tmux = Tmux.open(getClass(), dir, 100, 24)) {
            tmux.type("echo before");
            tmux.keys("Enter");
            tmux.run("top shop --every 1s");
            tmux.await(screen -> screen.contains("▶") && screen.contains("paper is out"));
            Files.writeString(log, record(3, "bell is broken") + record(4, "x"), StandardOpenOption.APPEND);
            tmux.await(screen -> screen.contains("bell is broken"));
            tmux.keys("j", "Enter");
            tmux.await(screen -> screen.contains("Not a known problem yet"));
            tmux.keys("q");
            tmux.await(screen -> screen.contains("ISSUE"));
            tmux.type("/paper");
            tmux.keys("Enter");
            tmux.await(screen -> screen.contains("filter: paper") && !screen.contains("drawer"));
            tmux.keys("m");
            tmux.type("known");
            tmux.keys("Enter");
            tmux.await(screen -> screen.contains("is muted"));
            tmux.keys("q");
            String after = tmux.await(
                    screen -> screen.contains("before") && screen.strip().endsWith("$"));
            assertThat(after).doesNotContain("ISSUE");
            tmux.type("stty -a | tr ' ' '\\n' | grep -c -x -e icanon -e echo");
            tmux.keys("Enter");
            tmux.await(screen -> screen.strip().endsWith("2\n$"));
        }
        assertThat(Child.run(dir, "issues", "is:muted").out()).contains("paper is out");
    }

    @Test
    void topGivesTheScreenBackWhenItIsInterrupted() throws Exception {
        try (Tmux tmux = Tmux.open(getClass(), dir, 40, 20)) {
            tmux.run("top shop");
            tmux.await(screen -> screen.contains("▶"));
            tmux.keys("C-c");
            tmux.await(screen -> screen.strip().endsWith("$") && !screen.contains("▶"));
            tmux.type("echo code $?; stty -a | tr ' ' '\\n' | grep -c -x -e icanon -e echo");
            tmux.keys("Enter");
            tmux.await(screen -> screen.contains("code 130\n2"));
        }
    }

    @Test
    void topFollowsTheSizeOfTheTerminalAndTakesNoSequenceForText() throws Exception {
        try (Tmux tmux = Tmux.open(getClass(), dir, 100, 24)) {
            tmux.run("top shop");
            tmux.await(screen -> screen.contains("paper is out") && screen.contains("LAST"));
            tmux.keys("/");
            tmux.type("päper");
            tmux.await(screen -> screen.contains("filter: päper"));
            tmux.keys("F5", "DC", "C-Left");
            String list = tmux.await(screen -> screen.contains("▶") && !screen.contains("filter: "));
            assertThat(list).doesNotContain("no key");
            tmux.resize(40, 12);
            String narrow = tmux.await(screen -> screen.contains("ISSUE") && !screen.contains("LAST"));
            assertThat(narrow.lines()).hasSizeLessThanOrEqualTo(12).allMatch(line -> line.length() <= 40);
            tmux.resize(90, 30);
            tmux.await(screen -> screen.contains("LAST") && screen.lines().count() > 12);
            tmux.keys("q");
            tmux.await(screen -> screen.strip().endsWith("$") && !screen.contains("ISSUE"));
        }
    }

    @Test
    void topGivesTheScreenBackWhenItIsTerminated() throws Exception {
        try (Tmux tmux = Tmux.open(getClass(), dir, 80, 24)) {
            tmux.type("stty -g > before");
            tmux.keys("Enter");
            tmux.type("sh -c 'echo $$ >pid; exec sh ./nightjar top shop'");
            tmux.keys("Enter");
            tmux.await(screen -> screen.contains("▶"));
            long pid = Long.parseLong(Files.readString(dir.resolve("pid")).strip());
            ProcessHandle.of(pid).orElseThrow().destroy();
            tmux.await(screen -> screen.strip().endsWith("$") && !screen.contains("▶"));
            tmux.type("echo code $?; stty -g | cmp - before && echo same");
            tmux.keys("Enter");
            tmux.await(screen -> screen.contains("code 143") && screen.contains("\nsame"));
        }
    }

    @Test
    void topSaysThatItNeedsATerminalForItsKeys() throws Exception {
        try (Tmux tmux = Tmux.open(getClass(), dir, 100, 24)) {
            tmux.run("top shop </dev/null; echo code $?");
            String said = tmux.await(screen -> screen.contains("code 64"));
            assertThat(said).contains("top needs a terminal").doesNotContain("Exception", "WARNING", "bug");
        }
    }

    @Test
    void tailPrintsNewEventsUntilCtrlC() throws Exception {
        try (Tmux tmux = Tmux.open(getClass(), dir, 100, 24)) {
            tmux.run("tail shop --every 1s -n 1");
            String begun = tmux.await(screen -> screen.contains("paper is out"));
            assertThat(begun).doesNotContain("drawer");
            Files.writeString(log, record(3, "bell is broken") + record(4, "x"), StandardOpenOption.APPEND);
            String more = tmux.await(screen -> screen.contains("bell is broken"));
            assertThat(more.split("paper is out", -1)).hasSize(2);
            tmux.keys("C-c");
            tmux.await(screen -> screen.strip().endsWith("$"));
            tmux.type("echo code $?");
            tmux.keys("Enter");
            tmux.await(screen -> screen.contains("code 130"));
        }
    }

    @Test
    void aPagerMayBeLeftEarly() throws Exception {
        try (Tmux tmux = Tmux.open(getClass(), dir, 80, 10)) {
            tmux.run("scan shop --quiet");
            tmux.await(screen -> screen.strip().endsWith("$"));
            tmux.clear();
            tmux.run("issues");
            tmux.await(screen -> screen.strip().endsWith(":"));
            tmux.keys("q");
            String after = tmux.await(screen -> screen.strip().endsWith("$"));
            assertThat(after).contains("2 issues").doesNotContain("Exception", "bug");
        }
        Child.Ended head = Child.run(dir, "version");
        assertThat(head.code()).isZero();
    }

    /// Every byte but zero, titles, the clipboard, links, 8-bit sequences, and what turns text round.
    @Test
    void nothingInALogSteersTheTerminal() throws Exception {
        ByteArrayOutputStream hostile = new ByteArrayOutputStream();
        hostile.writeBytes("2026-03-04 09:13:00,123 ERROR [main] shop.Till: evil ".getBytes(StandardCharsets.UTF_8));
        for (int b = 1; b < 256; b++) {
            if (b != '\n' && b != '\r') {
                hostile.write(b);
            }
        }
        hostile.writeBytes(
                " \u001b]0;OWNED\u0007 \u001b]52;c;T1dORUQ=\u0007 \u001b]8;;http://e.example\u0007x\u001b]8;;\u0007 \u009b2J \u202eback\n"
                        .getBytes(StandardCharsets.UTF_8));
        Files.writeString(log, record(9, "drawer is stuck again and again").repeat(200), StandardOpenOption.APPEND);
        Files.write(log, hostile.toByteArray(), StandardOpenOption.APPEND);
        Child.Ended scan = Child.run(dir, "scan", "shop");
        assertThat(scan.code()).as(scan.err()).isZero();
        List<List<String>> commands = List.of(
                List.of("issues"),
                List.of("search", "evil"),
                List.of("search", "evil", "--events"),
                List.of("search", "evil", "-C", "1"),
                List.of("show", "evil"),
                List.of("explain", "evil"),
                List.of("hist"),
                List.of("export", "--format", "csv"),
                List.of("export", "--format", "markdown"),
                List.of("export", "--format", "gelf"),
                List.of("sources"));
        Child.Ended ended = Child.runAll(dir, List.of("-Dnightjar.tty=12"), commands);
        String[] shown = (ended.out() + ended.err())
                .replaceAll("\u001b\\[[0-9;]*m", "")
                .replace("\r\n", "\n")
                .split("(?m)^" + SeveralCommands.RUNS);
        assertThat(shown).hasSize(commands.size() + 1);
        assertThat(shown)
                .allSatisfy(said -> assertThat(said)
                        .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]"));
        for (int i = 0; i < commands.size(); i++) {
            assertThat(shown[i + 1]).startsWith(String.join(" ", commands.get(i)) + "\n");
        }
        assertThat(shown[3]).contains("evil", "\\x");
        try (Tmux tmux = Tmux.open(getClass(), dir, 120, 30)) {
            tmux.run("search evil --events --no-pager");
            String screen =
                    tmux.await(text -> text.contains("evil") && text.strip().endsWith("$"));
            assertThat(screen).contains("\\x").doesNotContain("OWNED\u0007");
        }
    }
}
