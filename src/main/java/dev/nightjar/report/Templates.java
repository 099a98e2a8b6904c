package dev.nightjar.report;

import dev.nightjar.model.Failure;
import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateNotFoundException;
import freemarker.template.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The templates that ship with Nightjar, and an operator's own that override them by name. Whatever they are,
/// values are escaped for HTML and templates cannot reach classes: even an operator's mistake must not let log
/// text out as markup.
public final class Templates {

    private static final String HOME = "/nightjar/templates";
    private static final Version VERSION = Configuration.VERSION_2_3_35;

    private final Configuration configuration;
    private final Optional<Path> own;

    /// @param own an operator's folder; a file in it replaces the one of that name
    public Templates(Optional<Path> own) {
        this.own = own;
        this.configuration = new Configuration(VERSION);
        configuration.setTemplateLoader(loader(own));
        configuration.setDefaultEncoding("UTF-8");
        configuration.setURLEscapingCharset("UTF-8");
        configuration.setLocalizedLookup(false);
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("c");
        configuration.setBooleanFormat("c");
        configuration.setRecognizeStandardFileExtensions(true);
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setAutoEscapingPolicy(Configuration.FORCE_AUTO_ESCAPING_POLICY);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setObjectWrapper(new RecordModel.Wrapper(VERSION));
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    }

    private static TemplateLoader loader(Optional<Path> own) {
        List<TemplateLoader> loaders = new ArrayList<>();
        own.filter(Files::isDirectory).ifPresent(dir -> {
            try {
                loaders.add(new OwnTemplates(dir));
            } catch (IOException e) {
                throw new Failure(Failure.Exit.CONFIGURATION, "the templates in " + dir + " cannot be read: " + e, e);
            }
        });
        loaders.add(new ClassTemplateLoader(Templates.class, HOME));
        return new MultiTemplateLoader(loaders.toArray(TemplateLoader[]::new));
    }

    /// Fails with exit code 78 and `templates/NAME:line:column: what is wrong`.
    public String render(String name, Map<String, ?> model) {
        StringWriter out = new StringWriter(1 << 14);
        try {
            configuration.getTemplate(name).process(model, out);
            return out.toString();
        } catch (ParseException e) {
            throw failure(e.getTemplateName(), e.getLineNumber(), e.getColumnNumber(), e.getEditorMessage(), e);
        } catch (TemplateNotFoundException e) {
            throw failure(name, null, null, "there is no such template", e);
        } catch (TemplateException e) {
            if (e.getCause() instanceof Failure refused) {
                throw refused;
            }
            throw failure(
                    e.getTemplateSourceName(),
                    e.getLineNumber(),
                    e.getColumnNumber(),
                    e.getMessageWithoutStackTop(),
                    e);
        } catch (IOException e) {
            throw failure(name, null, null, "cannot be read: " + e.getMessage(), e);
        }
    }

    private Failure failure(
            @Nullable String name, @Nullable Integer line, @Nullable Integer column, String what, Exception cause) {
        String template = name == null ? "?" : name;
        String file = own.map(dir -> dir.resolve(template))
                .filter(Files::exists)
                .map(Path::toString)
                .orElse("templates/" + template);
        String place = line == null ? "" : ":" + line + ":" + column;
        // What follows are tips for programmers, and the place again.
        String sentence = what.split("----|\\[in template")[0].strip().replaceAll("\\s+", " ");
        return new Failure(Failure.Exit.CONFIGURATION, file + place + ": " + sentence, cause);
    }

    /// What pages of this name are made by: its template, the frame, and all that an operator has beside.
    List<byte[]> sources(String name) {
        List<byte[]> sources = new ArrayList<>(List.of(file(name), file("layout.ftlh")));
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
                : Templates.class.getResourceAsStream(HOME + "/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new Failure(Failure.Exit.CONFIGURATION, "templates/" + name + " cannot be read: " + e, e);
        }
    }
}
