package dev.nightjar.group;

import dev.nightjar.group.judge.Messages;
import dev.nightjar.group.rule.GeneratedNames;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.model.log.LogRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event has by the names of fingerprint rules.
record RuleSubject(Occurrence usual, String project) {

    /// Everything that a glob of this name is held against: an exception has several types, with and without
    /// package, and several messages.
    List<String> all(String name) {
        Event event = usual.event();
        return switch (name) {
            case "type" -> types(event);
            case "message" -> messages(event);
            default -> one(name) instanceof String value ? List.of(value) : List.of();
        };
    }

    private static List<String> types(Event event) {
        List<String> types = new ArrayList<>();
        for (Thrown thrown : thrown(event)) {
            types.add(thrown.type());
            types.add(Grouping.simple(thrown.type()));
        }
        return types;
    }

    private static List<String> messages(Event event) {
        List<String> messages = new ArrayList<>(List.of(event.message()));
        thrown(event).forEach(thrown -> messages.add(thrown.message()));
        return messages;
    }

    private static List<Thrown> thrown(Event event) {
        return event instanceof ExceptionEvent exception ? exception.whole().chain() : List.of();
    }

    /// All frames of everything thrown.
    List<Frame> frames() {
        return thrown(usual.event()).stream()
                .flatMap(thrown -> thrown.frames().stream())
                .toList();
    }

    /// What `{{ name }}` stands for; null if the event has nothing by that name.
    ///
    /// @param frame the frame that a rule matched, null if it asked for none: then the frame to blame is meant
    @Nullable
    String one(String name, @Nullable Frame frame) {
        Frame blamed = frame == null ? blamed() : frame;
        return switch (name) {
            case "module" -> blamed == null ? null : module(blamed);
            case "function" -> blamed == null ? null : blamed.function();
            case "file" -> blamed == null ? null : blamed.file();
            case "default" -> usual.fingerprint().hashes().getFirst().text();
            default -> one(name);
        };
    }

    private @Nullable String one(String name) {
        Event event = usual.event();
        LogRecord record = event.record();
        return switch (name) {
            case "type" ->
                event instanceof ExceptionEvent e ? e.trace().rootCause().type() : null;
            case "message" -> usual.template();
            case "logger" -> Messages.logger(record);
            case "level" -> record.level() instanceof Level level ? level.name() : null;
            case "host" -> record.host() != null ? record.host() : record.file().host();
            case "project" -> project;
            default -> named(event, name);
        };
    }

    /// An id, a field, or one of the few things that a record has beside them.
    private static @Nullable String named(Event event, String name) {
        LogRecord record = event.record();
        String id = event.ids().get(name);
        String field = id == null ? record.fields().get(name) : id;
        if (field != null) {
            return field;
        }
        return switch (name) {
            case "user" -> event.user();
            case "release" -> event.release();
            case "thread" -> record.thread();
            case "process" -> record.process();
            default -> null;
        };
    }

    /// The innermost own frame of the root cause, or of what wraps it; else the innermost at all.
    private @Nullable Frame blamed() {
        List<Thrown> chain = thrown(usual.event());
        for (Thrown thrown : chain.reversed()) {
            for (Frame frame : thrown.frames()) {
                if (frame.inApp()) {
                    return frame;
                }
            }
        }
        return chain.reversed().stream()
                .flatMap(thrown -> thrown.frames().stream())
                .findFirst()
                .orElse(null);
    }

    /// The frame's module without what the language prints around it.
    @Nullable
    String module(Frame frame) {
        return GeneratedNames.bare(
                frame.module(),
                usual.event() instanceof ExceptionEvent exception
                        ? exception.trace().language()
                        : "");
    }
}
