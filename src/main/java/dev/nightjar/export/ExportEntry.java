package dev.nightjar.export;

import dev.nightjar.model.Level;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An event, or an issue as of its last event, as formats of log records want it.
///
/// @param type of what was thrown, null if nothing was
/// @param said what it said, empty if nothing
/// @param ids by kind, as printed in the log
/// @param own what only Nightjar knows: names with dots, values texts, numbers or times
public record ExportEntry(
        Instant time,
        @Nullable Level level,
        String project,
        String message,
        @Nullable String type,
        String said,
        @Nullable Trace trace,
        @Nullable String logger,
        @Nullable String thread,
        @Nullable String host,
        @Nullable String user,
        @Nullable String release,
        SortedMap<String, String> ids,
        SortedMap<String, Object> own) {

    /// An event as it is stored: scrubbed, users perhaps pseudonyms.
    public static ExportEntry of(StoredEvent event) {
        Trace trace = event.trace();
        TreeMap<String, Object> own = new TreeMap<>(Map.of(
                "event.id", event.id(),
                "issue.id", event.issue().shown(),
                "source.file", event.file(),
                "source.line", event.line(),
                "source.offset", event.byteStart()));
        return new ExportEntry(
                event.time(),
                event.level(),
                event.project(),
                event.message(),
                trace == null ? null : trace.chain().getFirst().type(),
                trace == null ? "" : trace.chain().getFirst().message(),
                trace,
                event.logger(),
                event.thread(),
                event.host(),
                event.user(),
                event.release(),
                new TreeMap<>(event.ids()),
                own);
    }

    /// An issue at the time of its last event in the window; its counts are among `own`.
    public static ExportEntry of(Triaged triaged) {
        Activity activity = triaged.activity();
        Issue issue = activity.issue();
        TreeMap<String, Object> own = new TreeMap<>(Map.of(
                "issue.id", issue.id().shown(),
                "issue.state", triaged.state().name().toLowerCase(Locale.ROOT),
                "issue.count", activity.count(),
                "issue.total", issue.count(),
                "issue.users", activity.users(),
                "issue.first_seen", activity.first(),
                "issue.culprit", issue.culprit()));
        if (triaged.owner() != null) {
            own.put("issue.owner", triaged.owner());
        }
        return new ExportEntry(
                activity.last(),
                issue.level(),
                issue.project(),
                issue.title(),
                issue.type(),
                issue.message(),
                null,
                issue.logger(),
                null,
                activity.hosts().stream().min(String::compareTo).orElse(null),
                null,
                triaged.releaseLast(),
                new TreeMap<>(),
                own);
    }

    /// The trace as text, as Java prints traces; empty without one.
    String stack() {
        StringBuilder out = new StringBuilder();
        if (trace != null) {
            trace.chain().forEach(thrown -> thrown(out, thrown));
        }
        return out.toString().stripTrailing();
    }

    private static void thrown(StringBuilder out, Trace.Thrown thrown) {
        out.append(
                        switch (thrown.relation()) {
                            case TOP -> "";
                            case CAUSE -> "Caused by: ";
                            case SUPPRESSED -> "Suppressed: ";
                            case CONTEXT -> "While handling: ";
                            case MEMBER -> "Member: ";
                        })
                .append(thrown.type())
                .append(thrown.message().isEmpty() ? "" : ": " + thrown.message())
                .append('\n');
        for (Trace.Frame frame : thrown.frames()) {
            out.append("\tat ")
                    .append(frame.module() == null ? "" : frame.module() + ".")
                    .append(frame.function());
            if (frame.file() != null) {
                out.append('(')
                        .append(frame.file())
                        .append(frame.line() > 0 ? ":" + frame.line() : "")
                        .append(')');
            }
            out.append('\n');
        }
        if (thrown.omitted() > 0) {
            out.append("\t... ").append(thrown.omitted()).append(" more\n");
        }
    }

    /// The frame to blame: the first of own code of what is at the root, else the first of all.
    Trace.@Nullable Frame crash() {
        if (trace == null) {
            return null;
        }
        var frames = trace.rootCause().frames();
        return frames.stream()
                .filter(Trace.Frame::inApp)
                .findFirst()
                .or(() -> frames.stream().findFirst())
                .orElse(null);
    }
}
