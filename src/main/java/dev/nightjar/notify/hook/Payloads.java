package dev.nightjar.notify.hook;

import dev.nightjar.model.Failure;
import dev.nightjar.report.Engine;
import dev.nightjar.text.JsonReader;
import freemarker.template.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Renders `templates/hooks/NAME.ftl`. A template's head says how its values are made inert and whether each notice
/// is told for itself: `<#ftl attributes={"text": "slack", "each": "notice"}>`. Every value is escaped for a JSON
/// string; what comes out must be one JSON object.
public final class Payloads {

    private final Engine engine;

    private Payloads(Optional<Path> own) {
        engine = new Engine("templates/hooks", own, JsonFormat.INSTANCE);
    }

    /// @param templates an operator's own folder; `hooks/NAME.ftl` in it replaces the one of that name that ships
    ///     with Nightjar
    public static Payloads with(Optional<Path> templates) {
        return new Payloads(templates.map(dir -> dir.resolve("hooks")));
    }

    /// What is to be sent: one JSON object, or one for each notice.
    ///
    /// @throws Failure with exit code 78 and `templates/hooks/NAME.ftl:line:column: what is wrong`
    public List<String> render(String name, AlertView news) {
        Template template = engine.template(name + ".ftl");
        Escaping inert = inert(template);
        List<AlertView> parts = "notice".equals(template.getCustomAttribute("each"))
                ? news.notices().stream().map(news::only).toList()
                : List.of(news);
        return parts.stream()
                .map(part -> engine.render(template, new View(part, inert).model()))
                .map(payload -> checked(template, payload.strip()))
                .toList();
    }

    private Escaping inert(Template template) {
        Object name = template.getCustomAttribute("text");
        return name == null
                ? Escaping.MARKDOWN
                : Escaping.named(name.toString())
                        .orElseThrow(() -> new Failure(
                                Failure.Exit.CONFIGURATION,
                                engine.file(template.getName()) + ":1:1: unknown text '" + name
                                        + "', known: raw, plain, slack, markdown"));
    }

    private String checked(Template template, String json) {
        try {
            JsonReader.object(json);
            return json;
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION,
                    engine.file(template.getName()) + ": what it prints is not one JSON object, " + e.getMessage(),
                    e);
        }
    }
}
