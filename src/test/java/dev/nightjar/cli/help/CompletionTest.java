package dev.nightjar.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.SetUp;
import dev.nightjar.cli.Tools;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// In real shells.
@Timeout(60)
@Tag("process")
class CompletionTest extends SetUp {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nightjar se                              | search
        nightjar --no-color isu                  | ''
        nightjar iss                             | issues
        nightjar --config CONF iss               | issues
        nightjar search --si                     | --since
        nightjar issues --sort im                | impact
        nightjar issues --sort=im                | impact
        nightjar search --top lo                 | logger
        nightjar scan --project sh               | shop shelf
        nightjar --config CONF scan --project bi | bill
        nightjar scan --config CONF -p bi        | bill
        nightjar run --config CONF nig           | nightly
        nightjar formats te                      | test
        nightjar completion z                    | zsh
        nightjar search is:reg                   | regressed
        nightjar search is:new lev               | level:error level:warn level:info level:fatal
        nightjar man doc                         | doctor
        nightjar doctor --off                    | --offline
        nightjar show --mark                     | --markdown
        nightjar parse LOG                       | LOGS/
        """)
    void completesInBash(String typed, String expected) throws Exception {
        file("conf/projects/bill.yaml", "");
        file("conf/projects/shop.yaml", "");
        file("conf/projects/shelf.yaml", "");
        file("conf/jobs/nightly.yaml", "");
        Files.createDirectories(dir.resolve("LOGS"));
        String line = typed.replace("CONF", conf().toString())
                .replace("scan --project sh", "scan --config " + conf() + " --project sh");
        String answer = shell(
                "bash",
                "--norc",
                "-c",
                "source " + script("bash") + "; cd '" + dir + "'; COMP_LINE='" + line
                        + "' COMP_POINT=" + line.length()
                        + "; COMP_WORDBREAKS=$' \\t\\n\"\\'@><=;|&(:'; _nightjar; printf '%s\\n' \"${COMPREPLY[@]}\"");
        assertThat(List.of(answer.strip().split("\\s+")))
                .containsExactlyInAnyOrderElementsOf(
                        List.of(expected.replace("LOGS/", "LOGS").split(" ")));
    }

    @Test
    void bashOffersEveryCommandAndEveryOption() throws Exception {
        String commands = shell(
                "bash",
                "--norc",
                "-c",
                "source " + script("bash")
                        + "; COMP_LINE='nightjar ' COMP_POINT=9; _nightjar; printf '%s\\n' \"${COMPREPLY[@]}\"");
        assertThat(commands.lines()).containsExactlyInAnyOrderElementsOf(dev.nightjar.cli.Commands.names());
        assertThat(shell("bash", "--norc", "-c", "source " + script("bash") + "; complete -p nightjar"))
                .contains("_nightjar");
    }

    @Test
    void zshKnowsTheCommands() throws Exception {
        Tools.need("zsh");
        String said = shell(
                "zsh",
                "-f",
                "-c",
                "autoload -U compinit && compinit -u -d '" + dir.resolve("dump") + "'; source " + script("zsh")
                        + "; print -r -- $_comps[nightjar]; zsh -n " + script("zsh"));
        assertThat(said.strip()).isEqualTo("_nightjar");
        Path typed = file("typed.zsh", """
            zmodload zsh/zpty
            zpty z 'zsh -f -i'
            zpty -w z 'PS1="> "; autoload -U compinit && compinit -u -d %s; source %s; zstyle ":completion:*" menu no'
            zpty -w z 'print re''ady'
            zpty -r z line '*ready*'
            zpty -n -w z $'nightjar sear\\t'
            zpty -r z line '*nightjar search*'
            print -r -- $line
            """.formatted(dir.resolve("dump"), script("zsh")));
        assertThat(shell("zsh", "-f", typed.toString())).contains("nightjar search");
    }

    @Test
    void fishKnowsCommandsOptionsAndProjects() throws Exception {
        Tools.need("fish");
        file("conf/projects/bill.yaml", "");
        String fish = script("fish").toString();
        assertThat(fish(fish, "nightjar sear")).startsWith("search\t");
        assertThat(fish(fish, "nightjar search --si")).contains("--since\t");
        assertThat(fish(fish, "nightjar issues --sort im")).startsWith("impact");
        assertThat(fish(fish, "nightjar --config " + conf() + " scan --project b"))
                .startsWith("bill");
    }

    private String fish(String script, String line) throws Exception {
        return shell("fish", "--no-config", "-c", "source " + script + "; complete -C '" + line + "'");
    }

    private Path script(String shell) throws IOException {
        assertThat(run("completion", shell)).isEqualTo(Exit.DONE);
        return file("completion." + shell, out);
    }

    private String shell(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", dir.toString());
        builder.environment().put("TERM", "dumb");
        builder.redirectInput(new java.io.File("/dev/null"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
