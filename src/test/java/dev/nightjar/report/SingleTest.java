package dev.nightjar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleTest {

    @TempDir
    Path dir;

    private final Report report = Report.with(Optional.empty());

    @Test
    void fitsTwoHundredIssuesInto400KilobytesAndSaysWhatIsLeftOut() throws IOException {
        Path file = report.single(dir.resolve("night.html"), Nights.large(200, 10));
        assertThat(Files.size(file)).isBetween(100_000L, 400_000L);
        assertThat(file)
                .content()
                .contains("all samples but the newest of each issue")
                .doesNotContain("further issues");
        assertThat(Files.readString(file).split("<li id=")).hasSize(201);
        report.single(file, Nights.large(3_000, 10));
        assertThat(Files.size(file)).isBetween(100_000L, 400_000L);
        assertThat(file).content().containsPattern("Not in this file, to keep it small: 2,[0-9]{3} further issues");
    }

    @Test
    void needsNothingBesideItself() throws IOException {
        Path file = report.single(dir.resolve("night.html"), Nights.busy());
        assertThat(file)
                .content()
                .containsPattern("script-src &#39;sha256-[^&]{44}&#39;; style-src &#39;sha256-[^&]{44}&#39;")
                .doesNotContainPattern("(?i)(src|href)=\"(?!#)|url\\(|@import");
        assertThat(dir).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void writesTheSameBytesForTheSameNight() throws IOException {
        Path first = report.single(dir.resolve("a.html"), Nights.busy());
        Path second = Report.with(Optional.empty()).single(dir.resolve("b.html"), Nights.busy());
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void leavesAPageOfSomebodyElse() throws IOException {
        Path file = Files.writeString(dir.resolve("night.html"), "<h1>Mine</h1>");
        assertThatThrownBy(() -> report.single(file, Nights.busy()))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.CANNOT_CREATE));
        assertThat(file).hasContent("<h1>Mine</h1>");
    }

    @Test
    void refusesAnOperatorsStyleThatEndsItsElement() throws IOException {
        Path own = Files.createDirectories(dir.resolve("own"));
        Files.writeString(own.resolve("style.css"), "body {} </style><script>alert(1)</script>");
        assertThatThrownBy(() -> Report.with(Optional.of(own)).single(dir.resolve("n.html"), Nights.busy()))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.CONFIGURATION));
        assertThat(List.of(dir.resolve("n.html"))).noneMatch(Files::exists);
    }
}
