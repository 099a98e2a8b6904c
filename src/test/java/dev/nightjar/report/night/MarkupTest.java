package dev.nightjar.report.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.report.Hostile;
import dev.nightjar.report.Nights;
import dev.nightjar.report.Report;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import nu.validator.client.EmbeddedValidator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages' HTML as the Nu HTML checker sees it, of every kind of page and of hostile text in all of them.
@Tag("browser")
class MarkupTest {

    private final Report report = Report.with(Optional.empty());

    @TempDir
    Path dir;

    @Test
    void hasNoErrorOnAnyKindOfPage() throws Exception {
        Path home = report.write(dir.resolve("busy"), Nights.busy()).getParent();
        List<Path> pages = new ArrayList<>(top(home));
        pages.add(home.resolve("p/shop.html"));
        pages.add(home.resolve("i/F3EYDSFV.html"));
        pages.add(home.resolve("i/AE2584KC.html"));
        pages.add(report.single(dir.resolve("night.html"), Nights.busy()));
        assertThat(pages).hasSizeGreaterThan(10);
        assertThat(errors(pages)).isEmpty();
        assertThat(errors(top(
                        report.write(dir.resolve("unclear"), Nights.unclear()).getParent())))
                .isEmpty();
        assertThat(errors(top(report.write(dir.resolve("quiet"), Nights.quiet()).getParent())))
                .isEmpty();
    }

    @Test
    void hasNoErrorWhateverTextsStandInIt() throws Exception {
        Path home = report.write(dir.resolve("hostile"), Nights.hostile(Hostile.TEXTS))
                .getParent();
        List<Path> pages = new ArrayList<>(top(home));
        for (int nth : List.of(0, 13, 17, 20, 24, 26, 31)) {
            pages.add(home.resolve(Folder.issue(Nights.hostileId(nth))));
        }
        try (Stream<Path> projects = Files.list(home.resolve("p"))) {
            pages.addAll(projects.limit(2).toList());
        }
        pages.add(report.single(dir.resolve("hostile.html"), Nights.hostile(Hostile.TEXTS)));
        assertThat(errors(pages)).isEmpty();
    }

    private static List<Path> top(Path home) throws Exception {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    /// The checker's schemas are deep: it needs a stack of its own size.
    private static List<String> errors(List<Path> pages) throws Exception {
        FutureTask<List<String>> check = new FutureTask<>(() -> check(pages));
        new Thread(null, check, "nu", 64 << 20).start();
        return check.get();
    }

    private static List<String> check(List<Path> pages) throws Exception {
        EmbeddedValidator validator = new EmbeddedValidator();
        validator.setNoLangDetect(true);
        validator.setOutputFormat(EmbeddedValidator.OutputFormat.GNU);
        List<String> errors = new ArrayList<>();
        for (Path page : pages) {
            String found = validator.validate(new ByteArrayInputStream(Files.readAllBytes(page)));
            found.lines()
                    .filter(line -> !line.contains("Content Security Policy"))
                    .forEach(line -> errors.add(page.getFileName() + line));
        }
        return errors;
    }
}
