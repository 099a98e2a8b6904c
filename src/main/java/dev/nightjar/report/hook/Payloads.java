package dev.nightjar.report.hook;

import dev.nightjar.model.Failure;
import dev.nightjar.report.OwnTemplates;
import dev.nightjar.text.JsonReader;
import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Renders `templates/hooks/NAME.ftl`. A template's head says how its values are made inert and whether each notice
/// is told for itself: `<#ftl attributes={"text": "slack", "each": "notice"}>`. Every value is escaped for a JSON
/// string; what comes out must be one JSON object.
public final class Payloads {

    private static final String HOME = "/nightjar/templates/hooks";
    private static final Version VERSION = Configuration.VERSION_2_3_35;

    private final Configuration configuration;

    private Payloads(Optional<Path> own) {
        configuration = new Configuration(VERSION);
        configuration.setTemplateLoader(loader(own));
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocalizedLookup(false);
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("c");
        configuration.setBooleanFormat("c");
        configuration.setRecognizeStandardFileExtensions(false);
        configuration.setOutputFormat(JsonFormat.INSTANCE);
        configuration.setAutoEscapingPolicy(Configuration.FORCE_AUTO_ESCAPING_POLICY);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setObjectWrapper(new DefaultObjectWrapperBuilder(VERSION).build());
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
    }

    /// @param templates an operator's own folder; `hooks/NAME.ftl` in it replaces the one of that name that ships
    ///     with Nightjar
    public static Payloads with(Optional<Path> templates) {
        return new Payloads(templates.map(dir -> dir.resolve("hooks")));
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
        loaders.add(new ClassTemplateLoader(Payloads.class, HOME));
        return new MultiTemplateLoader(loaders.toArray(TemplateLoader[]::new));
    }

    /// What is to be sent: one JSON object, or one for each notice.
    ///
    /// @throws Failure with exit code 78 and `templates/hooks/NAME.ftl:line:column: what is wrong`
    public List<String> render(String name, News news) {
        String file = name + ".ftl";
        try {
            Template template = configuration.getTemplate(file);
            Inert inert = inert(file, template);
            List<News> parts = "notice".equals(template.getCustomAttribute("each"))
                    ? news.notices().stream().map(news::only).toList()
                    : List.of(news);
            List<String> payloads = new ArrayList<>();
            for (News part : parts) {
                StringWriter out = new StringWriter();
                template.process(new View(part, inert).model(), out);
                payloads.add(checked(file, out.toString().strip()));
            }
            return payloads;
        } catch (ParseException e) {
            throw failure(file, e.getLineNumber(), e.getColumnNumber(), e.getEditorMessage(), e);
        } catch (TemplateException e) {
            if (e.getCause() instanceof Failure refused) {
                throw refused;
            }
            throw failure(file, line(e.getLineNumber()), line(e.getColumnNumber()), e.getMessageWithoutStackTop(), e);
        } catch (IOException e) {
            throw failure(file, 1, 1, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static Inert inert(String file, Template template) {
        Object name = template.getCustomAttribute("text");
        return name == null
                ? Inert.MARKDOWN
                : Inert.named(name.toString())
                        .orElseThrow(() -> new Failure(
                                Failure.Exit.CONFIGURATION,
                                "templates/hooks/" + file + ":1:1: unknown text '" + name
                                        + "', known: raw, plain, slack, markdown"));
    }

    private static String checked(String file, String json) {
        try {
            JsonReader.object(json);
            return json;
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION,
                    "templates/hooks/" + file + ": what it prints is not one JSON object, " + e.getMessage(),
                    e);
        }
    }

    private static int line(@org.jspecify.annotations.Nullable Integer number) {
        return number == null ? 1 : number;
    }

    private static Failure failure(String file, int line, int column, String what, Exception cause) {
        return new Failure(
                Failure.Exit.CONFIGURATION,
                "templates/hooks/" + file + ":" + line + ":" + column + ": "
                        + what.strip().replaceAll("\\s+", " "),
                cause);
    }
}
