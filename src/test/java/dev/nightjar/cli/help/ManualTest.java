package dev.nightjar.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Commands;
import dev.nightjar.cli.SetUp;
import dev.nightjar.cli.Tools;
import dev.nightjar.model.Failure.Exit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class ManualTest extends SetUp {

    @Test
    void everyCommandHasAPageWithItsOptionsAndExamples() {
        for (String command : Commands.names()) {
            assertThat(run("man", command)).isEqualTo(Exit.DONE);
            assertThat(out)
                    .startsWith(".TH \"NIGHTJAR\\-"
                            + command.toUpperCase(java.util.Locale.ROOT).replace("-", "\\-") + "\" \"1\"")
                    .contains(".SH \"SYNOPSIS\"", ".SH \"EXAMPLES\"", "\nnightjar " + command, "\\fB\\-\\-json\\fR");
        }
        assertThat(run("man")).isEqualTo(Exit.DONE);
        assertThat(out).contains(".SH \"COMMANDS\"", ".SH \"FILES\"", "\\fBnightjar\\-search\\fR(1)");
    }

    @Test
    void showsWhatWasTypedAsItIs() {
        assertThat(Roff.text(".x -y 'z' \\n ä")).isEqualTo("\\&.x \\-y \\(aqz\\(aq \\en \\[u00E4]");
    }

    @Test
    void mandocFindsNoFault() throws Exception {
        Tools.need("mandoc");
        List<String> command = new ArrayList<>(List.of("mandoc", "-Tlint", "-Wwarning"));
        pages().forEach(page -> command.add(page.toString()));
        assertThat(said(command).lines().filter(line -> !line.contains("missing date")))
                .isEmpty();
    }

    @Test
    void groffFindsNoFault() throws Exception {
        Tools.need("groff");
        for (Path page : pages()) {
            assertThat(said(List.of("groff", "-man", "-Tutf8", "-ww", "-z", page.toString())))
                    .as(page.toString())
                    .isEmpty();
        }
        String shown = said(List.of(
                "groff",
                "-man",
                "-Tascii",
                "-P-c",
                dir.resolve("man/nightjar-search.1").toString()));
        assertThat(shown.replaceAll(".\b", "")).contains("nightjar-search", "--since TIME", "level:error project:shop");
    }

    private List<Path> pages() throws Exception {
        assertThat(run("man", "--all", dir.resolve("man").toString())).isEqualTo(Exit.DONE);
        try (var files = Files.list(dir.resolve("man"))) {
            List<Path> pages = files.sorted().toList();
            assertThat(pages).hasSize(Commands.names().size() + 1);
            return pages;
        }
    }

    private static String said(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
