package dev.nightjar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path dir;

    private final Report report = Report.with(Optional.empty());

    @Test
    void writesTheSameBytesForTheSameNight() throws IOException {
        report.write(dir.resolve("a"), Nights.busy());
        Report.with(Optional.empty()).write(dir.resolve("b"), Nights.busy());
        assertThat(pages(dir.resolve("a"))).isEqualTo(pages(dir.resolve("b"))).hasSizeGreaterThan(18);
    }

    @Test
    void writesOnlyWhatChanged() throws IOException {
        report.write(dir, Nights.busy());
        FileTime old = FileTime.fromMillis(1_000_000);
        for (String name : pages(dir).keySet()) {
            Files.setLastModifiedTime(dir.resolve(name), old);
        }
        report.write(dir, Nights.busy());
        for (String name : pages(dir).keySet()) {
            assertThat(Files.getLastModifiedTime(dir.resolve(name))).as(name).isEqualTo(old);
        }
    }

    @Test
    void aPageOfUnchangedContentIsNotMadeAgainAndOneThatSomebodyTouchedIs() throws IOException {
        report.write(dir, Nights.busy());
        Map<String, String> all = pages(dir);
        Path page = dir.resolve("i/F3EYDSFV.html");
        String text = Files.readString(page);
        FileTime written = Files.getLastModifiedTime(page);
        String other = text.replace("<!doctype html>", "<!DOCTYPE html>");
        Files.writeString(page, other);
        Files.setLastModifiedTime(page, written); // as if it were what was written: shows that nothing is made
        report.write(dir, Nights.busy());
        assertThat(page).hasContent(other);
        Files.setLastModifiedTime(page, FileTime.fromMillis(written.toMillis() + 1000));
        report.write(dir, Nights.busy());
        assertThat(page).hasContent(text);
        for (String damage : List.of("", "nonsense", "nightjar pages 1 7\na b c d\n", "nightjar pages 1 x\n")) {
            Files.writeString(dir.resolve(".pages"), damage);
            report.write(dir, Nights.busy());
            assertThat(pages(dir)).isEqualTo(all);
        }
        Files.delete(page);
        report.write(dir, Nights.busy());
        assertThat(pages(dir)).isEqualTo(all);
    }

    @Test
    void aChangedTemplateMakesAllPagesAgain() throws IOException {
        Path own = Files.createDirectories(dir.resolve("own"));
        Path home = dir.resolve("home");
        report.write(home, Nights.busy());
        Path page = home.resolve("i/F3EYDSFV.html");
        String before = Files.readString(page);
        String layout = Files.readString(Path.of("templates/layout.ftlh"));
        Files.writeString(own.resolve("layout.ftlh"), layout.replace("<footer>", "<footer><p>Ours.</p>"));
        Report.with(Optional.of(own)).write(home, Nights.busy());
        assertThat(Files.readString(page)).contains("Ours.").isNotEqualTo(before);
        report.write(home, Nights.busy());
        assertThat(page).hasContent(before);
    }

    @Test
    void removesPagesOfIssuesAndProjectsNoLongerListedAndNothingElse() throws IOException {
        report.write(dir, Nights.large(10, 2));
        Files.writeString(dir.resolve("i/notes.txt"), "mine");
        report.write(dir, Nights.busy());
        assertThat(pages(dir).keySet())
                .filteredOn(name -> name.startsWith("i/"))
                .hasSize(11)
                .contains("i/F3EYDSFV.html", "i/notes.txt");
        assertThat(pages(dir).keySet()).doesNotContain("p/project-0.html").contains("p/shop.html");
    }

    @Test
    void leavesTheOldReportWhenAnOperatorsTemplateIsWrong() throws IOException {
        report.write(dir, Nights.busy());
        Map<String, String> before = pages(dir);
        Path own = Files.createDirectories(dir.resolveSibling(dir.getFileName() + "-templates"));
        Files.writeString(own.resolve("issue.ftlh"), "<p>fine</p>\n${issue.row.nothing}\n");
        assertThatThrownBy(() -> Report.with(Optional.of(own)).write(dir, Nights.quiet()))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.CONFIGURATION))
                .hasMessageContaining(own.resolve("issue.ftlh") + ":2:");
        assertThat(pages(dir)).isEqualTo(before);
    }

    @Test
    void letsAnOperatorReplaceATemplateByName() throws IOException {
        Path own = Files.createDirectories(dir.resolve("own"));
        Files.writeString(own.resolve("issue.ftlh"), "<h1>${issue.typeFull}</h1> <p>${issue.row.culprit}</p>");
        Files.writeString(own.resolve("style.css"), "body { color: teal }");
        Report.with(Optional.of(own)).write(dir.resolve("out"), Nights.busy());
        assertThat(dir.resolve("out/i/F3EYDSFV.html"))
                .hasContent("<h1>java.lang.NullPointerException</h1> <p>com.acme.shop.OrderService.pay</p>");
        assertThat(dir.resolve("out/style.css")).hasContent("body { color: teal }");
        assertThat(dir.resolve("out/index.html")).content().contains("4 issues need a look");
    }

    @Test
    void letsAnOperatorReorderSectionsLeaveOneOutAndAddOne() throws IOException {
        Path own = Files.createDirectories(dir.resolve("own"));
        String index = Files.readString(Path.of("templates/index.ftlh"))
                .replaceFirst("<#assign sections = .*", "<#assign sections = [\"projects\", \"duty\", \"issues\"]>");
        Files.writeString(own.resolve("index.ftlh"), index);
        Files.writeString(
                Files.createDirectories(own.resolve("sections")).resolve("duty.ftlh"), "<p>On duty: ${page.host}</p>");
        String page = Files.readString(Report.with(Optional.of(own)).write(dir.resolve("out"), Nights.busy()));
        assertThat(page).doesNotContain("h-runs", "h-hours").contains("On duty: log1.acme.example");
        assertThat(page.indexOf("h-projects")).isLessThan(page.indexOf("h-issues"));
    }

    @Test
    void refusesAFolderWithSomebodyElsesIndex() throws IOException {
        Files.writeString(dir.resolve("index.html"), "<h1>My site</h1>");
        assertThatThrownBy(() -> report.write(dir, Nights.busy()))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.CANNOT_CREATE));
        assertThat(dir.resolve("index.html")).hasContent("<h1>My site</h1>");
    }

    @Test
    void saysTheVerdictInHeadingAndTitle() throws IOException {
        Path index = report.write(dir, Nights.busy());
        assertThat(index)
                .content()
                .contains(
                        "<h1>4 issues need a look: 2 new, 1 regressed, 1 escalating; 1 source could not be read; 1 project silent</h1>",
                        "<title>4 issues need a look: 2 new, 1 regressed, 1 escalating; 1 source could not be read; 1 project silent · Nightjar</title>",
                        "5 of 6 files read, 12 lines not understood");
        report.write(dir, Nights.quiet());
        assertThat(index).content().contains("<h1>All quiet: 60 errors and 78 warnings of 4 known issues</h1>");
    }

    @Test
    void saysWhatMayNotBeUnderstoodOnTheFirstPage() throws IOException {
        Path index = report.write(dir, Nights.unclear());
        assertThat(index)
                .content()
                .contains(
                        "<h1>Nothing new in what was understood: 60 errors and 78 warnings of 4 known issues;"
                                + " 2 logs need a look</h1>",
                        "none of 412 records says a level; 9 say failed, error, killed.",
                        "<b>ink-1</b> <span>none of 31 records says a level.</span>")
                .doesNotContain("ink pump", "All quiet", "verdict calm");
        assertThat(dir.resolve("runs.html"))
                .content()
                .contains("12.07 roller &lt;2&gt; failed, page 88", "nightjar formats test /var/log/shop/compose.log");
        report.write(dir, Nights.busy());
        assertThat(index).content().doesNotContain("Unclear");
    }

    @Test
    void writesNamesOnlyFromIdsAndSlugs() throws IOException {
        report.write(
                dir.resolve("out"), Nights.hostile(List.of("../../etc/cron.d/x", "CON", "a\u0000b", "ü/ö", ".", "")));
        assertThat(pages(dir).keySet())
                .allMatch(name ->
                        name.matches("out/(\\.lock|((i|p|data)/)?[A-Za-z0-9-]{1,64}\\.(html|js|css|json|atom))"));
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
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
