package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What `docs/faults.md` says of tests is so.
class FaultsPageTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");

    /// Texts of the tests, by class; several classes of a name follow one another.
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            files.filter(file -> file.toString().endsWith("Test.java"))
                    .forEach(file -> tests.merge(
                            file.getFileName().toString().replace(".java", ""), text(file), String::concat));
        }
        return tests;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        Map<String, String> tests = tests();
        List<String> missing = new ArrayList<>();
        int named = 0;
        Matcher matcher = NAMED.matcher(text(Path.of("docs/faults.md")));
        while (matcher.find()) {
            named++;
            String test = tests.getOrDefault(matcher.group(1), "");
            boolean there =
                    matcher.group(2) == null ? !test.isEmpty() : test.contains("void " + matcher.group(2) + "(");
            if (!there) {
                missing.add(matcher.group());
            }
        }
        assertThat(named).isGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyTestThatInjectsFaultsIsOnThePage() throws IOException {
        String page = text(Path.of("docs/faults.md"));
        assertThat(tests().entrySet().stream()
                        .filter(test -> test.getValue().contains("@Tag(\"faults\")"))
                        .map(Map.Entry::getKey)
                        .filter(name -> !page.contains("`" + name + "`") && !page.contains("`" + name + ".")))
                .isEmpty();
    }
}
