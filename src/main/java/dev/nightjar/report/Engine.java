package dev.nightjar.report;

import dev.nightjar.model.Failure;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.report.night.Verdict;
import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.OutputFormat;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNotFoundException;
import freemarker.template.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// FreeMarker as all of Nightjar's templates are rendered: those that ship with it, and an operator's own that
/// override them by name. Whatever they are, values are escaped for the format and templates cannot reach classes:
/// even an operator's mistake must not let log text out as markup.
public final class Engine {

    private static final Version VERSION = Configuration.VERSION_2_3_35;

    /// What the states of issues mean, the worst first: any template may ask for `meaning`.
    static final Map<String, String> MEANING = meaning();

    private final String folder;
    private final Optional<Path> own;
    private final Configuration configuration;
    private final Watched watched;

    /// @param folder of the templates that ship with Nightjar, as `templates`
    /// @param own an operator's folder; a file in it replaces the one of that name
    /// @param format that every value is escaped for
    public Engine(String folder, Optional<Path> own, OutputFormat format) {
        this(folder, own, format, Watched.USUAL);
    }

    /// @param watched bounds of templates where an operator has some
    Engine(String folder, Optional<Path> own, OutputFormat format, Watched watched) {
        this.folder = folder;
        this.own = own;
        this.watched = watched;
        this.configuration = isOwn() ? new Stoppable() : new Configuration(VERSION);
        configuration.setTemplateLoader(loader());
        configuration.setDefaultEncoding("UTF-8");
        configuration.setURLEscapingCharset("UTF-8");
        configuration.setLocalizedLookup(false);
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("c");
        configuration.setBooleanFormat("c");
        configuration.setRecognizeStandardFileExtensions(false);
        configuration.setOutputFormat(format);
        configuration.setAutoEscapingPolicy(Configuration.FORCE_AUTO_ESCAPING_POLICY);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setObjectWrapper(new RecordModel.Wrapper(VERSION));
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        try {
            configuration.setSharedVariable("meaning", MEANING);
        } catch (TemplateModelException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> meaning() {
        Map<String, String> meaning = new LinkedHashMap<>();
        for (Issue.State state : Issue.State.values()) {
            meaning.put(Verdict.word(state), state.meaning());
        }
        return Collections.unmodifiableMap(meaning);
    }

    /// Whether anything comes from an operator's folder: then templates that include it are watched as well.
    private boolean isOwn() {
        return own.filter(Files::isDirectory).isPresent();
    }

    /// Prepares each template, also those that others include, to be stopped.
    private static final class Stoppable extends Configuration {

        private final Set<Template> prepared = Collections.newSetFromMap(new IdentityHashMap<>());

        Stoppable() {
            super(VERSION);
        }

        @Override
        public Template getTemplate(
                String name,
                @Nullable Locale locale,
                @Nullable Object lookup,
                @Nullable String encoding,
                boolean parse,
                boolean mayBeMissing)
                throws IOException {
            Template template = super.getTemplate(name, locale, lookup, encoding, parse, mayBeMissing);
            synchronized (prepared) {
                if (template != null && prepared.add(template)) {
                    Watched.mayBeStopped(template);
                }
            }
            return template;
        }
    }

    private TemplateLoader loader() {
        List<TemplateLoader> loaders = new ArrayList<>();
        own.filter(Files::isDirectory).ifPresent(dir -> {
            try {
                loaders.add(new OwnTemplates(dir));
            } catch (IOException e) {
                throw new Failure(Failure.Exit.CONFIGURATION, "the templates in " + dir + " cannot be read: " + e, e);
            }
        });
        loaders.add(new ClassTemplateLoader(Engine.class, "/nightjar/" + folder));
        return new MultiTemplateLoader(loaders.toArray(TemplateLoader[]::new));
    }

    /// Reads a template.
    ///
    /// @throws Failure with exit code 78 and `FILE:line:column: what is wrong`
    public Template template(String name) {
        try {
            return configuration.getTemplate(name);
        } catch (ParseException e) {
            throw failure(e.getTemplateName(), e.getLineNumber(), e.getColumnNumber(), e.getEditorMessage(), e);
        } catch (TemplateNotFoundException e) {
            throw failure(name, null, null, "there is no such template", e);
        } catch (IOException e) {
            throw failure(name, null, null, "cannot be read: " + e.getMessage(), e);
        }
    }

    /// What a template prints of a model.
    ///
    /// @throws Failure with exit code 78 and `FILE:line:column: what is wrong`
    public String render(Template template, Map<String, ?> model) {
        try {
            return isOwn() ? watched.render(template, model) : rendered(template, model);
        } catch (Watched.RanAway e) {
            throw failure(template.getName(), null, null, String.valueOf(e.getMessage()), e);
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
            throw failure(template.getName(), null, null, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static String rendered(Template template, Map<String, ?> model) throws TemplateException, IOException {
        StringWriter out = new StringWriter(1 << 14);
        template.process(model, out);
        return out.toString();
    }

    private Failure failure(
            @Nullable String name, @Nullable Integer line, @Nullable Integer column, String what, Exception cause) {
        String place = line == null ? "" : ":" + line + ":" + column;
        // What follows are tips for programmers, and the place again.
        String sentence = what.split("----|\\[in template")[0].strip().replaceAll("\\s+", " ");
        return new Failure(
                Failure.Exit.CONFIGURATION, file(name == null ? "?" : name) + place + ": " + sentence, cause);
    }

    /// Where a template stands, as people find it.
    public String file(String name) {
        return own.map(dir -> dir.resolve(name))
                .filter(Files::exists)
                .map(Path::toString)
                .orElse(folder + "/" + name);
    }
}
