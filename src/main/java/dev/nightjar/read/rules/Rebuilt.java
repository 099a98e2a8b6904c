package dev.nightjar.read.rules;

import dev.nightjar.config.Project.FingerprintRule;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Event.MessageEvent;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.SourceFile;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Events as they were before they were stored, as far as they were stored: without further fields and without the
/// program that wrote them.
final class Rebuilt {

    /// What events are stored with, besides the kinds of ids: all but the program that wrote them.
    static final Set<String> STORED = FingerprintRule.NAMES.stream()
            .filter(name -> !name.equals("process"))
            .collect(Collectors.toUnmodifiableSet());

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private Rebuilt() {}

    /// @param process the program that wrote it, null if that is not known
    static Event of(StoredEvent stored, @Nullable String process) {
        SourceFile file = new SourceFile(
                stored.id().substring(0, stored.id().lastIndexOf('-')),
                Path.of(stored.file()),
                stored.project(),
                stored.host() == null ? "" : stored.host(),
                ZoneOffset.UTC,
                stored.time());
        LogRecord record = new LogRecord(
                file,
                stored.byteStart(),
                stored.byteStart(),
                stored.line(),
                stored.time(),
                Set.of(),
                stored.level(),
                null,
                stored.logger(),
                stored.thread(),
                stored.host(),
                process,
                stored.message(),
                Map.of(),
                null,
                false);
        Trace trace = stored.trace();
        return trace == null
                ? new MessageEvent(record, stored.message(), stored.ids(), stored.user(), stored.release())
                : new ExceptionEvent(
                        record,
                        stored.message(),
                        stored.ids(),
                        stored.user(),
                        stored.release(),
                        trace,
                        shape(trace),
                        List.of());
    }

    /// The same for traces that differ in nothing but their messages.
    private static long shape(Trace trace) {
        long shape = trace.language().hashCode();
        for (Thrown thrown : trace.chain()) {
            shape = shape * MIX + thrown.type().hashCode();
            shape = shape * MIX + 31L * thrown.omitted() + thrown.relation().ordinal();
            for (Frame frame : thrown.frames()) {
                shape = shape * MIX + frame.hashCode();
            }
        }
        return shape;
    }
}
