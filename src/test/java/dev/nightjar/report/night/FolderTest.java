package dev.nightjar.report.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.Child;
import dev.nightjar.model.Failure;
import dev.nightjar.model.finding.Night;
import dev.nightjar.report.Nights;
import dev.nightjar.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTest {

    private static final String PAGE = "<meta name=\"generator\" content=\"Nightjar\">";

    @TempDir
    Path dir;

    /// Writes the report of a busy night; for a process that is to be killed.
    static final class Writing {

        private Writing() {}

        public static void main(String[] arguments) {
            Report.with(Optional.empty()).write(Path.of(arguments[0]), Nights.busy());
        }
    }

    @Tag("process")
    @ParameterizedTest
    @ValueSource(strings = {"report.publish:1", "report.move:1", "report.move:9", "report.index:1"})
    void leavesWholePagesThatLeadSomewhereWhereverItIsKilled(String point) throws Exception {
        Report report = Report.with(Optional.empty());
        report.write(dir, Nights.quiet());
        Map<String, String> old = pages(dir);
        Path other = dir.resolveSibling(dir.getFileName() + "-new");
        report.write(other, Nights.busy());
        Map<String, String> fresh = pages(other);
        assertThat(killedAt(point)).isEqualTo(137);
        pages(dir).forEach((name, text) -> {
            if (!name.startsWith(".")) {
                assertThat(text).as(name).isIn(old.get(name), fresh.get(name));
            }
        });
        assertThat(dir.resolve("index.html")).hasContent(old.get("index.html"));
        assertThat(dead()).isEmpty();
        report.write(dir, Nights.busy());
        assertThat(pages(dir)).isEqualTo(fresh);
    }

    private int killedAt(String point) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Child.ofTests());
        command.addAll(List.of("-Dnightjar.crashpoint=" + point, Writing.class.getName(), dir.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor();
    }

    /// Links of the index that lead nowhere.
    private List<String> dead() throws IOException {
        Matcher link =
                Pattern.compile("(?:href|src)=\"([^\"#:]+)\"").matcher(Files.readString(dir.resolve("index.html")));
        List<String> dead = new ArrayList<>();
        while (link.find()) {
            if (!Files.exists(dir.resolve(link.group(1)))) {
                dead.add(link.group(1));
            }
        }
        return dead;
    }

    @Test
    void followsNoLinkThatLiesWhereAPageShall() throws IOException {
        Path precious =
                Files.writeString(Files.createDirectories(dir.resolve("else")).resolve("precious"), "mine");
        Path home = dir.resolve("home");
        Report report = Report.with(Optional.empty());
        report.write(home, Nights.busy());
        Map<String, String> pages = pages(home);
        for (String name : pages.keySet()) {
            Files.delete(home.resolve(name));
            Files.createSymbolicLink(home.resolve(name), precious);
        }
        Files.delete(home.resolve(".lock"));
        Files.delete(home.resolve(".pages"));
        Files.createSymbolicLink(home.resolve(".pages"), precious);
        report.write(home, Nights.busy());
        assertThat(precious).hasContent("mine");
        assertThat(pages(home)).isEqualTo(pages);
        assertThat(pages.keySet()).noneMatch(name -> Files.isSymbolicLink(home.resolve(name)));
        assertThat(home.resolve(".pages")).isRegularFile().isNotEqualTo(precious);
        assertThat(Files.isSymbolicLink(home.resolve(".pages"))).isFalse();
    }

    @Test
    void followsNoLinkThatLiesWhereAFolderShall() throws IOException {
        Path elsewhere = Files.createDirectories(dir.resolve("else"));
        Path home = Files.createDirectories(dir.resolve("home"));
        Files.createSymbolicLink(home.resolve("i"), elsewhere);
        Report.with(Optional.empty()).write(home, Nights.busy());
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(Files.isDirectory(home.resolve("i"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @Test
    void letsOneReporterInAtATime() {
        try (Folder first = Folder.open(dir)) {
            first.put("index.html", PAGE);
            assertThatThrownBy(() -> Folder.open(dir, Duration.ofMillis(1)))
                    .isInstanceOfSatisfying(
                            Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.BUSY))
                    .hasMessageContaining("another report is being written");
            first.publish();
        }
        try (Folder second = Folder.open(dir, Duration.ofMillis(1))) {
            second.put("index.html", PAGE + "2");
            second.publish();
        }
        assertThat(dir.resolve("index.html")).hasContent(PAGE + "2");
    }

    @Test
    void keepsTwoReportersApart() throws Exception {
        List<Thread> threads = Stream.of(Nights.busy(), Nights.quiet())
                .map(night -> Thread.ofPlatform()
                        .start(() -> Report.with(Optional.empty()).write(dir, night)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        List<Map<String, String>> alone = new ArrayList<>();
        for (Night night : List.of(Nights.busy(), Nights.quiet())) {
            Path other = dir.resolveSibling(dir.getFileName() + "-" + alone.size());
            Report.with(Optional.empty()).write(other, night);
            alone.add(pages(other));
        }
        assertThat(pages(dir)).isIn(alone);
    }

    private static Map<String, String> pages(Path dir) throws IOException {
        Map<String, String> pages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(dir)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".pages")) // when and of what, not what they say
                    .forEach(file -> pages.put(dir.relativize(file).toString(), read(file)));
        }
        return pages;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
