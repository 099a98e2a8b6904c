package dev.nightjar.group.judge;

import dev.nightjar.config.Project;
import dev.nightjar.group.rule.GroupingRules;
import dev.nightjar.group.template.Templates;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence.Part;
import dev.nightjar.model.event.Trace;
import dev.nightjar.text.Budget;
import dev.nightjar.text.Cache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Judges events with a stack trace. What depends on the trace's shape alone is found once for each shape.
public final class Stacks {

    /// @param project its number: a project that is read anew may have other code of its own
    private record Key(long project, String language, long shape) {}

    private record Numbered(Project project, long number) {}

    /// What decides where the message counts.
    private record Full(List<String> parts, String project, String logger, String template) {}

    private final GroupingRules rules;
    private final Cache<Key, ShapeFacts> shapes = new Cache<>(Budget.STACKS.bytes(), (key, stack) -> weight(stack));
    private final Cache<Full, Fingerprint> known =
            new Cache<>(Budget.JUDGEMENTS.bytes() / 2, (full, judged) -> 2 * Cache.weight(full.template) + 200L);
    private final Repeats repeats;
    private final Map<String, Numbered> numbers = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    public Stacks(GroupingRules rules, Repeats repeats) {
        this.rules = rules;
        this.repeats = repeats;
    }

    private static long weight(ShapeFacts stack) {
        long frames = stack.frames().stream().mapToInt(List::size).sum();
        return 600
                + 30 * frames
                + stack.parts().stream().mapToLong(Cache::weight).sum();
    }

    /// The stack of an event's trace.
    public ShapeFacts of(ExceptionEvent event, Project project) {
        Trace trace = event.trace();
        Key key = new Key(number(project), trace.language(), event.shape());
        ShapeFacts stack = shapes.get(key, k -> read(event, project));
        boolean same = stack.frames().size() == trace.chain().size();
        return same ? stack : read(event, project);
    }

    private long number(Project project) {
        Numbered known = numbers.get(project.name());
        if (known == null || known.project() != project) {
            known = new Numbered(project, next.incrementAndGet());
            numbers.put(project.name(), known);
        }
        return known.number();
    }

    /// Read with the masked words, as a trace without holes would be; the frames are those with them.
    private ShapeFacts read(ExceptionEvent event, Project project) {
        Trace trace = event.trace();
        ShapeFacts whole = new StackReader(rules, event.whole(), project).read();
        ShapeFacts stack = event.words().isEmpty() ? whole : whole.masked(trace);
        boolean asks = stack.needsMessage() || rules.unnamed.contains(stack.type());
        return asks ? stack : stack.with(fingerprint(stack, project.name(), List.of()));
    }

    /// Judges an event with this stack.
    ///
    /// @param thrown template of the root cause's message, empty if it has none
    /// @param message template of the record's
    public Judgement judge(
            ShapeFacts stack, ExceptionEvent event, Project project, String logger, String thrown, String message) {
        List<IssueId> bare = repeats.ids(project.name(), stack.type(), logger, thrown, message);
        boolean nameless = stack.needsMessage() && stack.culprit().isEmpty();
        String said = thrown.isEmpty() ? message : thrown;
        boolean counts = stack.needsMessage() || thrown.isEmpty() && isCaused(stack, message);
        Full full = new Full(stack.parts(), project.name(), nameless ? logger : "", counts ? said : "");
        Fingerprint fingerprint = stack.fingerprint();
        Fingerprint judged = fingerprint != null ? fingerprint : known.get(full, key -> fingerprint(stack, key));
        Judgement judgement =
                new Judgement(judged, stack.culprit(), () -> why(event, project, stack.needsMessage(), full));
        return stack.stackless() ? judgement.looking(bare, thrown.isEmpty()) : judgement.offering(bare);
    }

    private Fingerprint fingerprint(ShapeFacts stack, Full full) {
        String counted = Templates.counted(full.template);
        return fingerprint(
                stack,
                full.project,
                stack.needsMessage()
                        ? List.of(counted, full.logger)
                        : counted.isEmpty() ? List.of() : List.of(counted));
    }

    /// True if nobody said what was thrown, but the message says why it was logged: behind a colon. Then frames tell
    /// where that was, and the message tells what.
    private boolean isCaused(ShapeFacts stack, String message) {
        return rules.unnamed.contains(stack.type()) && message.indexOf(": ") > 0;
    }

    /// @param said what counts beside the stack
    private Fingerprint fingerprint(ShapeFacts stack, String project, List<String> said) {
        List<String> parts = new ArrayList<>(List.of(rules.version(), project));
        parts.addAll(stack.parts());
        parts.addAll(said);
        List<IssueId> ids = new ArrayList<>(List.of(Canon.id(parts)));
        if (!stack.location().isEmpty()) {
            List<String> location = new ArrayList<>(List.of(rules.version(), project));
            location.addAll(stack.location());
            location.addAll(said);
            ids.add(Canon.id(location));
        }
        return new Fingerprint(rules.version(), ids);
    }

    private List<Part> why(ExceptionEvent event, Project project, boolean needsMessage, Full full) {
        StackReader reader = new StackReader(rules, event.whole(), project);
        ShapeFacts stack = reader.read();
        List<Part> why = new ArrayList<>(reader.why());
        if (!full.template.isEmpty()) {
            why.removeIf(part -> part.name().equals("message"));
            String reason = needsMessage ? "counts because no own frames exist" : "counts because no type was printed";
            why.add(new Part("message", Templates.counted(full.template), true, reason));
            why.addAll(Messages.slots(full.template));
        }
        why.add(
                stack.stackless()
                        ? new Part(
                                "stack",
                                "none",
                                false,
                                "joins the issue of this type and logger that has a stack, if there is one")
                        : new Part("repeats without stack", stack.type(), false, "offered: they join this issue"));
        return why;
    }
}
