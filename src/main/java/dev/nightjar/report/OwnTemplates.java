package dev.nightjar.report;

import dev.nightjar.model.Failure;
import freemarker.cache.FileTemplateLoader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An operator's templates. FreeMarker's forced escaping can still be left from within a template (`?no_esc`,
/// another output format): a template that tries to is refused, as log text in a page without escaping is an
/// attacker's script.
final class OwnTemplates extends FileTemplateLoader {

    private static final Pattern UNESCAPED = Pattern.compile(
            "no_?esc|no_?auto_?esc|auto_?esc|output_?format|\\?\\s*(?:interpret|eval|eval_json|new|api)\\b",
            Pattern.CASE_INSENSITIVE);

    private final Path dir;

    /// @param dir of the templates
    OwnTemplates(Path dir) throws IOException {
        super(dir.toFile());
        this.dir = dir;
    }

    @Override
    public Reader getReader(Object source, String encoding) throws IOException {
        StringWriter text = new StringWriter();
        try (Reader in = super.getReader(source, encoding)) {
            in.transferTo(text);
        }
        check(source, text.toString());
        return new StringReader(text.toString());
    }

    private void check(Object source, String text) {
        Matcher matcher = UNESCAPED.matcher(text);
        if (matcher.find()) {
            int start = matcher.start();
            long line =
                    1 + text.substring(0, start).chars().filter(c -> c == '\n').count();
            int column = start - text.lastIndexOf('\n', start);
            String file = source instanceof java.io.File f ? f.getName() : source.toString();
            throw new Failure(
                    Failure.Exit.CONFIGURATION,
                    dir.resolve(file) + ":" + line + ":" + column + ": '" + matcher.group()
                            + "' is not allowed in a template: everything printed is escaped");
        }
    }
}
