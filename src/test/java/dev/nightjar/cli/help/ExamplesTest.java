package dev.nightjar.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Commands;
import dev.nightjar.cli.Typing;
import dev.nightjar.model.Failure.Exit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Types every example of every help, on a copy of the sample shop, with what people would put in the place of
/// ids and paths.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("System.in")
class ExamplesTest {

    /// Those that run until they are stopped, or send to a server: only read.
    private static final Set<String> ENDLESS = Set.of("daemon", "top", "tail");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private Path dir = Path.of("");

    private final Map<String, String> places = new TreeMap<>(java.util.Comparator.reverseOrder());

    @BeforeAll
    void aShopThatWasRead(@TempDir Path temporary) throws IOException {
        dir = temporary;
        Path shop = dir.resolve("shop");
        copy(Path.of("samples/shop"), shop);
        Files.move(shop.resolve("projects/checkout.yaml"), shop.resolve("projects/shop.yaml"));
        Files.writeString(
                shop.resolve("jobs/watch.yaml"), "steps: [scan, {alert: {on: [new], to: [on-call@shop.example]}}]\n");
        Path mail = Files.writeString(dir.resolve("mail.txt"), "It said req-75b5b1aa.\n");
        Path log = dir.resolve("app.log");
        Files.copy(shop.resolve("logs/web-1/checkout/checkout.log"), log);
        Path till = Files.writeString(dir.resolve("till.log"), "17|2026-03-04 09:12:44|ERROR|no paper\n".repeat(4));
        Files.createDirectories(dir.resolve("formats"));
        assertThat(Typing.run(
                                "run",
                                "nightly",
                                "--config",
                                shop.toString(),
                                "--data",
                                dir.resolve("data").toString())
                        .exit())
                .isIn(Exit.DONE, Exit.DEGRADED);
        assertThat(Typing.run(in("backup", dir.resolve("kept").toString())).exit())
                .isEqualTo(Exit.DONE);
        List<String> ids = Typing.run(in("issues", "--json", "project:shop"))
                .out()
                .lines()
                .map(line -> line.replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1"))
                .toList();
        assertThat(ids).hasSizeGreaterThan(2);
        places.put("K7QM-4F2A", ids.get(0));
        places.put("9XBD-0T1C", ids.get(1));
        places.put("/etc/nightjar/formats/", dir + "/formats/");
        places.put("/etc/nightjar", shop.toString());
        places.put("/var/log/shop/app.log", log.toString());
        places.put("/var/log/shop", shop.resolve("logs/web-1/checkout").toString());
        places.put(
                "bundle.tar.gz",
                shop.resolve("logs/web-1/checkout/checkout.log.2.gz").toString());
        places.put("/backup/nightjar-2026-11-22", dir + "/fresh");
        places.put("/backup/nightjar-2026-11-21", dir + "/kept");
        places.put("mail.txt", mail.toString());
        places.put(" app.log", " " + log);
        places.put(" till.log", " " + till);
        places.put("./nightjar-config", dir + "/conf");
        places.put("/usr/local/share/man/man1", dir + "/man1");
        places.put(" night.html", " " + dir + "/night.html");
        places.put("~/", dir + "/");
    }

    static Stream<String> examples() {
        return Stream.concat(Stream.of(Commands.described()), commands())
                .flatMap(command -> Footer.of(command).examples().stream())
                .map(Footer.Example::line)
                .filter(line -> !line.contains("COMMAND"))
                .distinct();
    }

    private static Stream<CommandLine.Model.CommandSpec> commands() {
        return Commands.described().subcommands().values().stream()
                .flatMap(line -> Stream.concat(Stream.of(line), line.getSubcommands().values().stream()))
                .map(CommandLine::getCommandSpec);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void works(String example) throws IOException {
        String[] typed = in(words(example));
        if (ENDLESS.contains(typed[0]) || example.contains("--test")) {
            Commands.described().commandLine().parseArgs(typed);
            return;
        }
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(input(example)));
            Typing.Said said = Typing.run(typed);
            boolean asksForOne = example.contains("K7QM-4F2A") && !example.contains("--since");
            assertThat(said.exit())
                    .as("%s%n%s%s", String.join(" ", typed), said.out(), said.err())
                    .isIn(
                            asksForOne
                                    ? List.of(Exit.DONE)
                                    : List.of(
                                            Exit.DONE, Exit.NOTHING_FOUND, Exit.DEGRADED, Exit.WARNING, Exit.CRITICAL));
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void everyCommandHasSome() {
        assertThat(commands())
                .allSatisfy(command -> assertThat(Footer.of(command).examples())
                        .as(command.qualifiedName())
                        .isNotEmpty()
                        .anySatisfy(example -> assertThat(example.line()).contains(command.qualifiedName())));
    }

    /// The command's words: without what a shell does with input and output.
    private String[] words(String example) {
        String line = example.replaceAll("^source <\\((.*)\\)$", "$1")
                .replaceAll("^[^|]* \\| nightjar", "nightjar")
                .replaceAll(" [|<>] .*$", "");
        for (Map.Entry<String, String> place : places.entrySet()) {
            line = line.replace(place.getKey(), place.getValue());
        }
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(line.replace("\\\"", "\u0001")); word.find(); ) {
            String text = word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3);
            words.add(text.replace("\u0001", "\""));
        }
        assertThat(words.removeFirst()).as(example).isEqualTo("nightjar");
        return words.toArray(String[]::new);
    }

    private byte[] input(String example) throws IOException {
        if (example.endsWith(" nightjar -")) {
            return "2026-03-04 09:12:44 ERROR drawer is stuck\n".getBytes(StandardCharsets.UTF_8);
        }
        return example.contains(" < ")
                ? Files.readAllBytes(
                        dir.resolve(example.replaceAll("^.* < ", "").strip()))
                : new byte[0];
    }

    /// With the shop's configuration and data where the example names none.
    private String[] in(String... typed) {
        List<String> all = new ArrayList<>(List.of(typed));
        if (!all.contains("--config")) {
            all.addAll(1, List.of("--config", dir.resolve("shop").toString()));
        }
        if (!all.contains("--data") && !typed[0].equals("init")) {
            all.addAll(1, List.of("--data", dir.resolve("data").toString()));
        }
        return all.toArray(String[]::new);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void quotesStayTogether() {
        assertThat(words("nightjar search 'level:error \"connection reset\"' --since 7d | jq ."))
                .containsExactly("search", "level:error \"connection reset\"", "--since", "7d");
    }
}
