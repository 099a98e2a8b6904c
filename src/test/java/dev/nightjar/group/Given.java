package dev.nightjar.group;

import dev.nightjar.config.Project;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Event.MessageEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.SourceFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Events to group, made by hand.
public final class Given {

    public static final Project SHOP = project("shop");

    private static final Grouping SHIPPED = shipped();

    private static final SourceFile FILE =
            new SourceFile("0".repeat(32), Path.of("/log/shop.log"), "shop", "h1", ZoneOffset.UTC, Instant.EPOCH);

    private Given() {}

    public static ExceptionEvent exception(Level level, String logger, String message, Trace trace) {
        return new ExceptionEvent(
                record(level, logger, message), message, Map.of(), null, null, trace, shape(trace), List.of());
    }

    /// With the rules that ship with Nightjar, loaded once.
    public static Grouping grouping() {
        return SHIPPED;
    }

    private static Grouping shipped() {
        Problems problems = new Problems();
        Grouping grouping = Grouping.load(Optional.empty(), problems);
        problems.failIfAny();
        return grouping;
    }

    static Project project(String name, String... inApp) {
        return new Project(
                name,
                List.of(),
                List.of(inApp),
                Level.WARN,
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Project.Releases.NONE,
                false,
                Set.of(),
                Optional.empty());
    }

    public static MessageEvent message(@Nullable Level level, @Nullable String logger, String text) {
        return new MessageEvent(record(level, logger, text), text, Map.of(), null, null);
    }

    public static MessageEvent message(String text) {
        return message(Level.ERROR, "com.acme.Shop", text);
    }

    public static ExceptionEvent exception(String message, Trace trace) {
        return exception(Level.ERROR, "com.acme.Shop", message, trace);
    }

    /// A trace of one exception; a frame is `module.function:line`, `module!function` or `file#function`.
    public static Trace trace(String type, String message, String... frames) {
        return new Trace("java", List.of(thrown(Relation.TOP, type, message, 0, frames)));
    }

    public static Thrown thrown(Relation relation, String type, String message, int omitted, String... frames) {
        List<Frame> list = new ArrayList<>();
        for (String frame : frames) {
            list.add(frame(frame));
        }
        return new Thrown(relation, type, message, list, omitted);
    }

    public static Frame frame(String text) {
        int colon = text.matches(".*:[0-9]+") ? text.lastIndexOf(':') : -1;
        String name = colon < 0 ? text : text.substring(0, colon);
        int line = colon < 0 ? 1 : Integer.parseInt(text.substring(colon + 1));
        int slash = name.indexOf('#');
        if (slash >= 0) {
            return new Frame(null, name.substring(slash + 1), name.substring(0, slash), line, 0, null, false, false);
        }
        int dot = name.indexOf('!') < 0 ? name.lastIndexOf('.') : name.indexOf('!');
        return new Frame(name.substring(0, dot), name.substring(dot + 1), "X.java", line, 0, null, false, false);
    }

    private static long shape(Trace trace) {
        return new Trace(
                        trace.language(),
                        trace.chain().stream()
                                .map(thrown -> thrown.withMessage(""))
                                .toList())
                .hashCode();
    }

    /// A record of a program.
    static LogRecord by(String process) {
        return new LogRecord(
                FILE,
                0,
                1,
                1,
                Instant.EPOCH,
                Set.of(),
                Level.ERROR,
                null,
                null,
                null,
                null,
                process,
                "x",
                Map.of(),
                null,
                false);
    }

    private static LogRecord record(@Nullable Level level, @Nullable String logger, String text) {
        return new LogRecord(
                FILE,
                0,
                1,
                1,
                Instant.EPOCH,
                Set.of(),
                level,
                null,
                logger,
                null,
                null,
                null,
                text,
                Map.of(),
                null,
                false);
    }
}
