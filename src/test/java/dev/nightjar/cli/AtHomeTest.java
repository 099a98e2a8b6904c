package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.terminal.Hints;
import dev.nightjar.config.ConfigurationHome;
import dev.nightjar.model.Failure.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody finds who types what other programs have.
class AtHomeTest extends SetUp {

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version", "version", "issues --version"})
    void saysItsVersion(String typed) {
        assertThat(run(typed.split(" "))).isEqualTo(Exit.DONE);
        assertThat(out).startsWith("nightjar ").contains("java 25");
        assertThat(err).isEmpty();
    }

    @Test
    void helpIsAWordAsWell() {
        assertThat(run("help")).isEqualTo(Exit.DONE);
        String overview = out;
        assertThat(run("--help")).isEqualTo(Exit.DONE);
        assertThat(overview).isEqualTo(out);
        assertThat(run("help", "search")).isEqualTo(Exit.DONE);
        assertThat(out).startsWith("Usage: nightjar search");
        assertThat(run("help", "formats", "new")).isEqualTo(Exit.DONE);
        assertThat(out).startsWith("Usage: nightjar formats new");
        assertThat(run("help", "serch")).isEqualTo(Exit.USAGE);
        assertThat(err).contains("did you mean 'search'?");
    }

    @Test
    void theOverviewListsEveryCommandOnceUnderWhatAPersonWants() {
        assertThat(run("--help")).isEqualTo(Exit.DONE);
        assertThat(out.lines().filter(line -> line.matches(" [A-Z].*")))
                .containsExactly(
                        " Begin",
                        " See what went wrong",
                        " Decide",
                        " Tell people",
                        " Every night",
                        " Look after the data",
                        " Logs that are not understood",
                        " Help");
        List<String> listed = out.lines()
                .filter(line -> line.matches("   [a-z].*"))
                .map(line -> line.strip().split(" ")[0])
                .toList();
        assertThat(listed).containsExactlyElementsOf(Commands.names());
        assertThat(out.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void commandsThatMessagesNameCanBeCopied() throws Exception {
        till();
        file("my conf/nightjar.yaml", "data: ../data\n");
        file("my conf/projects/till.yaml", "logs: [../logs/till/*]\n");
        String conf = dir.resolve("my conf").toString();
        assertThat(run("issues", "--config", conf)).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(err).contains("begin with: nightjar --config '" + conf + "' scan");
        assertThat(run("scan", "--config", conf)).isEqualTo(Exit.DONE);
        assertThat(err).contains("See them: nightjar --config '" + conf + "' issues");
        assertThat(run("search", "paper", "--json", "--config", conf)).isEqualTo(Exit.DONE);
        String id = out.replaceAll("(?s).*?\"issue\":\"([^\"]+)\".*", "$1");
        assertThat(run("show", id, "--config", conf)).isEqualTo(Exit.DONE);
        assertThat(out).contains("nightjar --config '" + conf + "' note " + id);
        assertThat(run("issues", "--sinse", "7d", "--config", conf)).isEqualTo(Exit.USAGE);
        assertThat(err).contains("(see nightjar issues --help)");
        Hints hints = new Hints(List.of("issues", "show"), "./nightjar", " --data d");
        assertThat(hints.of("nightjar issues, or nightjar runs; a-nightjar show"))
                .isEqualTo("./nightjar --data d issues, or nightjar runs; a-nightjar show");
    }

    @Test
    void theEnvironmentNamesTheConfiguration() throws Exception {
        till();
        file("conf/nightjar.yaml", "data: ../data\n");
        file("conf/projects/till.yaml", "logs: [../logs/till/*]\n");
        Map<String, String> environment = Map.of("NIGHTJAR_CONFIG", conf().toString());
        assertThat(Typing.with(environment, "scan").exit()).isEqualTo(Exit.DONE);
        assertThat(Typing.with(environment, "issues", "--json").out()).hasLineCount(2);
        Typing.Said other = Typing.with(
                environment, "issues", "--config", dir.resolve("absent").toString());
        assertThat(other.exit()).isEqualTo(Exit.CONFIGURATION);
        assertThat(other.err()).contains("absent is not there");
    }

    @Test
    void theConfigurationThatInitWroteIsFoundFromItsFolder() throws Exception {
        List<String> told = new ArrayList<>();
        String me = Files.getOwner(dir).getName();
        assertThat(ConfigurationHome.find(dir, me, told::add)).isNotEqualTo(java.util.Optional.of(dir));
        Path written = file("nightjar-config/nightjar.yaml", "").getParent();
        assertThat(ConfigurationHome.find(dir, me, told::add)).contains(written);
        assertThat(ConfigurationHome.find(written, me, told::add)).contains(written);
        assertThat(told).isEmpty();
    }

    @Test
    void listsTheIssuesOfOneProject() throws Exception {
        till();
        file("logs/shop/app.log", "2026-03-04 09:12:44,123 [main] ERROR com.acme.Shop - shut\n");
        assertThat(here("init", dir.resolve("logs").toString(), "--yes")).isEqualTo(Exit.DONE);
        assertThat(here("scan")).as(err).isEqualTo(Exit.DONE);
        assertThat(here("issues", "--project", "shop", "--json")).as(err).isEqualTo(Exit.DONE);
        assertThat(out).hasLineCount(1).contains("\"project\":\"shop\"");
        assertThat(here("issues", "-p", "till", "level:warn", "--json")).isEqualTo(Exit.DONE);
        assertThat(out).hasLineCount(1).contains("drawer is slow");
        assertThat(here("issues", "--project", "shopp")).isEqualTo(Exit.USAGE);
        assertThat(err).contains("no events of a project 'shopp', did you mean 'shop'?");
    }

    @Test
    void printsTheFieldsThatWereAskedFor() throws Exception {
        till();
        assertThat(here("init", dir.resolve("logs").toString(), "--yes")).isEqualTo(Exit.DONE);
        assertThat(here("scan")).as(err).isEqualTo(Exit.DONE);
        assertThat(here("issues", "level:warn", "--json=count,title")).isEqualTo(Exit.DONE);
        assertThat(out).isEqualTo("{\"count\":1,\"title\":\"drawer is slow\"}\n");
        assertThat(here("issues", "--json", "count,title", "level:warn")).isEqualTo(Exit.DONE);
        assertThat(out).isEqualTo("{\"count\":1,\"title\":\"drawer is slow\"}\n");
        assertThat(here("search", "--json", "drawer")).isEqualTo(Exit.DONE);
        assertThat(out).contains("\"issue\":", "\"logger\":");
        assertThat(here("issues", "--json=coumt")).isEqualTo(Exit.USAGE);
        assertThat(err).contains("no field 'coumt', did you mean 'count'? (issues --json prints: id, ");
        assertThat(here("scan", "--json=events,files")).isEqualTo(Exit.DONE);
        assertThat(out).isEqualTo("{\"events\":0,\"files\":0}\n");
    }
}
