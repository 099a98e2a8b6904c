package dev.nightjar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightjar.batch.Cron;
import dev.nightjar.model.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `broken-config/KIND-what.yaml` is put where its kind lies in a configuration's folder (`settings`, `project`,
/// `job`) beside a project `shop`; `KIND-what.txt` is what must be said about it. `-Dgolden=write` writes what is
/// said.
class BrokenConfigTest {

    private static final Path BROKEN = Path.of("src/test/resources/broken-config");

    @TempDir
    Path home;

    @ParameterizedTest
    @MethodSource("broken")
    void saysWhatIsWrongAndWhere(String name) throws IOException {
        String said = said(name);
        Path golden = BROKEN.resolve(name + ".txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(golden, said);
        }
        assertThat(said).isEqualTo(Files.readString(golden));
    }

    @Test
    void hasAllTheExamples() throws IOException {
        assertThat(broken()).hasSizeGreaterThanOrEqualTo(40);
    }

    private String said(String name) throws IOException {
        put("projects/shop.yaml", "logs: [a.log]\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        put(place(name), Files.readAllBytes(BROKEN.resolve(name + ".yaml")));
        Failure failure = catchThrowableOfType(
                Failure.class,
                () -> Configuration.load(
                        Optional.of(home), Optional.empty(), home, Path.of("").toAbsolutePath(), Cron::checked));
        assertThat(failure).as(name + " is refused").isNotNull();
        assertThat(failure.exit()).isEqualTo(Failure.Exit.CONFIGURATION);
        return String.valueOf(failure.getMessage()).replace(home + "/", "") + "\n";
    }

    private static String place(String name) {
        String rest = name.substring(name.indexOf('-') + 1);
        return switch (name.substring(0, name.indexOf('-'))) {
            case "settings" -> "nightjar.yaml";
            case "project" -> "projects/" + rest + ".yaml";
            case "job" -> "jobs/" + rest + ".yaml";
            case String kind -> throw new IllegalArgumentException(kind);
        };
    }

    private void put(String name, byte[] content) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    static List<String> broken() throws IOException {
        try (Stream<Path> files = Files.list(BROKEN)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        }
    }
}
