package dev.nightjar.report.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.report.Hostile;
import dev.nightjar.report.Nights;
import dev.nightjar.report.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import nu.validator.client.EmbeddedValidator;
import nu.validator.messages.GnuMessageEmitter;
import nu.validator.messages.MessageEmitterAdapter;
import nu.validator.servlet.imagereview.ImageCollector;
import nu.validator.validation.SimpleDocumentValidator;
import nu.validator.xml.SystemErrErrorHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/// The pages' HTML as the Nu HTML checker sees it, of every kind of page and of hostile text in all of them.
@Tag("browser")
class MarkupTest {

    private final Report report = Report.with(Optional.empty());

    @TempDir
    Path dir;

    @Test
    void theCheckerFindsWhatIsWrong() throws Exception {
        Path good = Files.writeString(dir.resolve("good.html"), page("<p>yes</p>"));
        Path wrong = Files.writeString(dir.resolve("wrong.html"), page("<p><div odd></p><a href=x y>"));
        assertThat(errors(List.of(good, wrong, good)))
                .hasSizeGreaterThan(2)
                .allMatch(error -> error.startsWith("wrong.html"))
                .anyMatch(error -> error.contains("odd"));
    }

    private static String page(String body) {
        return "<!DOCTYPE html><html lang=en><head><title>x</title></head><body>" + body + "</body></html>";
    }

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
        List<String> errors = new ArrayList<>();
        for (Path page : pages) {
            said(page)
                    .lines()
                    .filter(line -> !line.contains("Content Security Policy"))
                    .forEach(line -> errors.add(page.getFileName() + line));
        }
        return errors;
    }

    /// As the checker's own `EmbeddedValidator` does it, which makes the schema anew for each page: that takes nearly
    /// all of the time.
    private static String said(Path page) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        SimpleDocumentValidator validator = Checker.VALIDATOR;
        MessageEmitterAdapter messages = new MessageEmitterAdapter(
                null,
                validator.getSourceCode(),
                true,
                new ImageCollector(validator.getSourceCode()),
                0,
                true,
                new GnuMessageEmitter(said, false));
        messages.setErrorsOnly(false);
        messages.setHtml(true);
        messages.start(null);
        validator.setUpValidatorAndParsers(messages, false, false);
        validator.checkHtmlInputSource(new InputSource(new ByteArrayInputStream(Files.readAllBytes(page))));
        messages.end("", "", "");
        return said.toString(StandardCharsets.UTF_8);
    }

    private static final class Checker {

        static final SimpleDocumentValidator VALIDATOR = make();

        private static SimpleDocumentValidator make() {
            try {
                SimpleDocumentValidator validator = new SimpleDocumentValidator(true, false, false);
                validator.setUpMainSchema(EmbeddedValidator.SCHEMA_URL, new SystemErrErrorHandler());
                return validator;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
