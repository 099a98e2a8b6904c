package dev.nightjar.report;

import dev.nightjar.model.Failure;
import freemarker.core.HTMLOutputFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The templates of pages and mails, escaped for HTML: those that ship with Nightjar, and an operator's own.
public final class PageTemplates {

    private static final String FOLDER = "templates";

    private final Engine engine;
    private final Optional<Path> own;

    /// @param own an operator's folder; a file in it replaces the one of that name
    public PageTemplates(Optional<Path> own) {
        this.own = own;
        this.engine = new Engine(FOLDER, own, HTMLOutputFormat.INSTANCE);
    }

    /// Fails with exit code 78 and `templates/NAME:line:column: what is wrong`.
    public String render(String name, Map<String, ?> model) {
        return engine.render(engine.template(name), model);
    }

    /// What pages of this name are made by: its template, the frame, words that it prints, and all that an operator has
    /// beside.
    List<byte[]> sources(String name) {
        byte[] words = Engine.MEANING.toString().getBytes(StandardCharsets.UTF_8);
        List<byte[]> sources = new ArrayList<>(List.of(file(name), file("layout.ftlh"), words));
        if (own.isPresent() && Files.isDirectory(own.get())) {
            try (Stream<Path> files = Files.walk(own.get(), FileVisitOption.FOLLOW_LINKS)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    sources.add(own.get().relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                    sources.add(Files.readAllBytes(file));
                }
            } catch (IOException | UncheckedIOException e) {
                throw new Failure(
                        Failure.Exit.CONFIGURATION, "the templates in " + own.get() + " cannot be read: " + e, e);
            }
        }
        return sources;
    }

    /// A file that is copied as it is.
    byte[] file(String name) {
        Optional<Path> override = own.map(dir -> dir.resolve(name)).filter(Files::isRegularFile);
        try (InputStream in = override.isPresent()
                ? Files.newInputStream(override.get())
                : PageTemplates.class.getResourceAsStream("/nightjar/" + FOLDER + "/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new Failure(Failure.Exit.CONFIGURATION, "templates/" + name + " cannot be read: " + e, e);
        }
    }
}
