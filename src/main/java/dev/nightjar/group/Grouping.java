package dev.nightjar.group;

import dev.nightjar.config.Project;
import dev.nightjar.config.Project.FingerprintRule;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.group.judge.Judgement;
import dev.nightjar.group.judge.Messages;
import dev.nightjar.group.judge.Repeats;
import dev.nightjar.group.judge.ShapeFacts;
import dev.nightjar.group.judge.Stacks;
import dev.nightjar.group.rule.GroupingRules;
import dev.nightjar.group.template.Template;
import dev.nightjar.group.template.Templates;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Event.MessageEvent;
import dev.nightjar.model.event.FrameMask;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Title;
import dev.nightjar.model.event.Trace.Thrown;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Events to occurrences. Thread-safe; the same event gives the same occurrence on every host, in every run,
/// whatever came before it.
public final class Grouping {

    private final GroupingRules rules;
    private final Templates templates;
    private final Messages messages;
    private final Stacks stacks;
    private final FrameMask mask;
    private final String version;
    private final Map<String, Wanted> wanted = new ConcurrentHashMap<>();

    /// The rules of a project, compiled.
    private record Wanted(List<FingerprintRule> rules, ProjectRules wishes) {}

    private Grouping(GroupingRules rules) {
        this.rules = rules;
        version = rules.version();
        templates = rules.templates();
        Repeats repeats = new Repeats(rules.version());
        messages = new Messages(rules, repeats);
        stacks = new Stacks(rules, repeats);
        mask = rules.ownership.mask();
    }

    /// Reads the rules that ship with Nightjar and those in `grouping/` beside a configuration.
    ///
    /// @param home the configuration's folder, if there is one
    public static Grouping load(Optional<Path> home, Problems problems) {
        return of(GroupingRules.load(home, problems));
    }

    /// By rules that were read already.
    public static Grouping of(GroupingRules rules) {
        return new Grouping(rules);
    }

    /// Says which issue an event belongs to, and why. The trace of the occurrence's event knows own code from
    /// libraries; the slots cover its whole message.
    public Occurrence group(Event event, Project project) {
        Occurrence usual = usual(event, project);
        return project.fingerprints().isEmpty() ? usual : wishes(project).apply(usual, project.name());
    }

    /// The fingerprint rules of a project that match an event, in their order: the first is the one that counts.
    public List<FingerprintRule> matching(Event event, Project project) {
        return wishes(project).matching(usual(event, project), project.name());
    }

    private Occurrence usual(Event event, Project project) {
        return switch (event) {
            case MessageEvent message -> message(message, project);
            case ExceptionEvent exception -> exception(exception, project);
        };
    }

    private ProjectRules wishes(Project project) {
        Wanted known = wanted.get(project.name());
        if (known == null || known.rules() != project.fingerprints()) {
            known = new Wanted(project.fingerprints(), new ProjectRules(version, project.fingerprints()));
            wanted.put(project.name(), known);
        }
        return known.wishes();
    }

    /// The template of any text, and where its variable parts are.
    public Template template(String text) {
        return templates.of(text);
    }

    private Occurrence message(MessageEvent event, Project project) {
        Template template = templates.of(event.message());
        String rule = event.ids().get("audit");
        Judgement judged = rule != null && isOwn(rule, project)
                ? messages.audit(project.name(), event.record(), rule)
                : messages.of(project.name(), event.record(), event.message(), template.text());
        String title = rule == null
                ? Title.requested(event.record())
                        .map(asked -> "<int> " + asked.method() + " "
                                + templates.of(asked.target()).text())
                        .orElse(template.text())
                : "audit " + rule + ": " + template.text();
        return occurrence(event, judged, Title.of(title), judged.culprit(), template);
    }

    /// A project's own audit rule makes one issue of all it finds; what the others find differs in more than names.
    private static boolean isOwn(String rule, Project project) {
        return project.audit().stream().anyMatch(audit -> audit.name().equals(rule));
    }

    /// Frames that never count, by the rules.
    public FrameMask mask() {
        return mask;
    }

    private Occurrence exception(ExceptionEvent masked, Project project) {
        ExceptionEvent event = masked;
        Template template = templates.of(event.message());
        ShapeFacts stack = stacks.of(event, project);
        if (stack.needsMessage() && !event.words().isEmpty()) {
            event = masked.filled(); // frames that never count may after all, where no own frame does
            stack = stacks.of(event, project);
        }
        Thrown root = event.trace().rootCause();
        String thrown = root.message().equals(event.message())
                ? template.text()
                : templates.of(root.message()).text();
        String logger = Messages.logger(event.record());
        Judgement judged = stacks.judge(stack, event, project, logger, thrown, template.text());
        ExceptionEvent marked = event.with(stack.marked(event.trace()));
        String simple = simple(root.type());
        boolean unnamed = thrown.isEmpty()
                && rules.unnamed.contains(root.type())
                && !template.text().isBlank();
        String title =
                unnamed ? Title.of(template.text()) : thrown.isEmpty() ? simple : Title.of(simple + ": " + thrown);
        return occurrence(marked, judged, title, judged.culprit().isEmpty() ? logger : judged.culprit(), template);
    }

    private static Occurrence occurrence(
            Event event, Judgement judged, String title, String culprit, Template template) {
        return new Occurrence(
                event,
                judged.fingerprint(),
                title,
                culprit,
                template.text(),
                template.slots(),
                new Explanation(judged.why()),
                null);
    }

    /// A type without its package or namespace.
    static String simple(String type) {
        int colons = type.lastIndexOf("::");
        int dot = Math.max(type.lastIndexOf('.'), Math.max(type.lastIndexOf('\\'), colons < 0 ? -1 : colons + 1));
        return dot < 0 || dot + 1 >= type.length() || type.indexOf(' ') >= 0 ? type : type.substring(dot + 1);
    }
}
