package dev.nightjar.group;

import dev.nightjar.config.Project;
import dev.nightjar.group.template.Templates;
import dev.nightjar.model.Event.ExceptionEvent;
import dev.nightjar.model.Fingerprint;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Occurrence.Part;
import dev.nightjar.model.Trace;
import java.util.ArrayList;
import java.util.List;

/// Judges events with a stack trace. What depends on the trace's shape alone is found once for each shape.
final class Stacks {

    private static final int SHAPES = 2048;
    private static final int TEMPLATES = 4096;

    private record Key(String project, List<String> inApp, String language, long shape) {}

    private record Full(Stack stack, String project, String logger, String template) {
        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(stack) + template.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Full full
                    && full.stack == stack
                    && full.template.equals(template)
                    && full.logger.equals(logger)
                    && full.project.equals(project);
        }
    }

    private final Rules rules;
    private final Cache<Key, Stack> shapes = new Cache<>(SHAPES);
    private final Cache<Full, Judgement> known = new Cache<>(TEMPLATES);
    private final Repeats repeats;

    Stacks(Rules rules, Repeats repeats) {
        this.rules = rules;
        this.repeats = repeats;
    }

    /// The stack of an event's trace.
    Stack of(ExceptionEvent event, Project project) {
        Trace trace = event.trace();
        Key key = new Key(project.name(), project.inApp(), trace.language(), event.shape());
        Stack stack = shapes.get(key, k -> new StackReader(rules, trace, project).read());
        boolean same = stack.frames().size() == trace.chain().size();
        return same ? stack : new StackReader(rules, trace, project).read();
    }

    /// Judges an event with this stack.
    ///
    /// @param thrown template of the root cause's message, empty if it has none
    /// @param message template of the record's
    Judgement judge(Stack stack, String project, String logger, String thrown, String message) {
        List<IssueId> bare = repeats.ids(project, stack.type(), logger, thrown, message);
        boolean nameless = stack.needsMessage() && stack.culprit().isEmpty();
        String template = thrown.isEmpty() ? message : thrown;
        Judgement judged = known.get(
                new Full(stack, project, nameless ? logger : "", stack.needsMessage() ? template : ""), this::judge);
        return stack.stackless() ? judged.looking(bare, thrown.isEmpty()) : judged.offering(bare);
    }

    private Judgement judge(Full full) {
        Stack stack = full.stack;
        List<Part> why = new ArrayList<>(stack.why());
        List<String> parts = new ArrayList<>(List.of(rules.version(), full.project));
        parts.addAll(stack.parts());
        if (stack.needsMessage()) {
            String counted = Templates.counted(full.template);
            parts.add(counted);
            parts.add(full.logger);
            why.add(new Part("message", counted, true, "counts because no own frames exist"));
            why.addAll(Messages.slots(full.template));
        }
        List<IssueId> ids = new ArrayList<>(List.of(Canon.id(parts)));
        if (!stack.location().isEmpty()) {
            List<String> location = new ArrayList<>(List.of(rules.version(), full.project));
            location.addAll(stack.location());
            ids.add(Canon.id(location));
        }
        if (stack.stackless()) {
            why.add(new Part(
                    "stack",
                    "none",
                    false,
                    "joins the issue of this type and logger that has a stack, if there is one"));
        } else {
            why.add(new Part("repeats without stack", stack.type(), false, "offered: they join this issue"));
        }
        return new Judgement(new Fingerprint(rules.version(), ids), stack.culprit(), why);
    }
}
