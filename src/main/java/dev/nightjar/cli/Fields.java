package dev.nightjar.cli;

import dev.nightjar.Parse;
import dev.nightjar.batch.Past;
import dev.nightjar.cli.terminal.Json;
import dev.nightjar.model.Activity;
import dev.nightjar.model.Decision;
import dev.nightjar.model.Event;
import dev.nightjar.model.Issue;
import dev.nightjar.model.LogRecord;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Occurrence;
import dev.nightjar.model.Position;
import dev.nightjar.model.Run;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Trace;
import dev.nightjar.model.Triaged;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The names of JSON fields: a contract with scripts.
final class Fields {

    private Fields() {}

    static Json issue(Triaged triaged) {
        Activity activity = triaged.activity();
        Issue issue = activity.issue();
        return head(issue, triaged.state())
                .put("count", activity.count())
                .put("total", issue.count())
                .put("users", activity.users())
                .put("hosts", activity.hosts().stream().sorted().toList())
                .put("first_seen", activity.first())
                .put("last_seen", activity.last())
                .put("owner", triaged.owner())
                .put("release_first", triaged.releaseFirst())
                .put("release_last", triaged.releaseLast())
                .put("aliases", issue.aliases().stream().sorted().toList())
                .put("reason", triaged.reason())
                .put("impact", Math.round(triaged.impact() * 100) / 100.0)
                .put("usual", triaged.usual() == null ? null : triaged.usual().count())
                .put(
                        "new_since",
                        triaged.newSince() == null ? null : triaged.newSince().release())
                .put("contact", triaged.contact())
                .put("note", triaged.note())
                .put("history", triaged.history().stream().map(Fields::decision).toList());
    }

    private static Json head(Issue issue, Issue.@Nullable State state) {
        return new Json()
                .put("id", issue.id().shown())
                .put("project", issue.project())
                .put("status", state)
                .put("level", issue.level() == null ? null : issue.level().name())
                .put("type", issue.type())
                .put("title", issue.title())
                .put("message", issue.message())
                .put("culprit", issue.culprit());
    }

    static Json decision(Decision decision) {
        return new Json()
                .put("at", decision.at())
                .put("by", decision.by())
                .put("kind", decision.kind())
                .put("issue", decision.issue().shown())
                .put("until", decision.until())
                .put("events", positive(decision.ends().events()))
                .put("users", positive(decision.ends().users()))
                .put("escalating", decision.ends().escalating() ? true : null)
                .put("owner", decision.owner().isEmpty() ? null : decision.owner())
                .put("next", decision.next() ? true : null)
                .put("text", decision.text());
    }

    private static @Nullable Long positive(long number) {
        return number > 0 ? number : null;
    }

    static Json event(StoredEvent event) {
        return new Json()
                .put("id", event.id())
                .put("issue", event.issue().shown())
                .put("project", event.project())
                .put("ts", event.time())
                .put("level", event.level() == null ? null : event.level().name())
                .put("logger", event.logger())
                .put("thread", event.thread())
                .put("host", event.host())
                .put("message", event.message())
                .put("template", event.template())
                .put("user", event.user())
                .put("ids", new java.util.TreeMap<>(event.ids()))
                .put("release", event.release())
                .put("file", event.file())
                .put("line_start", event.line())
                .put("byte_start", event.byteStart())
                .put("exceptions", event.trace() == null ? List.of() : exceptions(event.trace()));
    }

    /// A record as `parse` prints it.
    ///
    /// @param file path relative to what was given
    static Json parsed(Parse.Parsed parsed, String file) {
        Occurrence occurrence = parsed.occurrence();
        Event event = occurrence.event();
        LogRecord record = event.record();
        String format = parsed.format();
        Instant time = record.time();
        LogRecord.Written written = record.written();
        return new Json()
                .put("file", file)
                .put("line_start", parsed.line())
                .put("line_end", parsed.line() + parsed.lines() - 1)
                .put("byte_start", record.start())
                .put("byte_end", record.end())
                .put("format", format.equals("plain") ? null : format)
                .put("ts", time == null ? null : time.toString())
                .put("ts_local", written == null || written.local() == null ? null : local(written.local()))
                .put("ts_raw", written == null ? null : written.raw())
                .put(
                        "ts_inferred",
                        record.inferred().stream()
                                .map(i -> i.name().toLowerCase(java.util.Locale.ROOT))
                                .sorted()
                                .toList())
                .put("level", record.level() == null ? null : record.level().name())
                .put("level_raw", record.levelRaw())
                .put("logger", record.logger())
                .put("thread", record.thread())
                .put("host", record.host())
                .put("process", record.process())
                .put("message", event.message())
                .put("group", occurrence.fingerprint().hashes().getFirst().shown())
                .put("template", wildcards(event.message(), occurrence.slots()))
                .put("exceptions", event instanceof Event.ExceptionEvent e ? exceptions(e.whole()) : List.of())
                .put("truncated", record.truncated() ? true : null)
                .put("lines", parsed.apart().isEmpty() ? null : parsed.apart());
    }

    /// A message with its variable parts as `<*>`, as tools that compare templates want it.
    private static String wildcards(String message, List<Occurrence.Slot> slots) {
        StringBuilder template = new StringBuilder();
        int done = 0;
        for (Occurrence.Slot slot : slots) {
            template.append(message, done, slot.from()).append("<*>");
            done = slot.to();
        }
        return template.append(message, done, message.length()).toString();
    }

    /// With seconds, even where they are zero.
    private static String local(java.time.LocalDateTime written) {
        return java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(written);
    }

    private static List<Json> exceptions(Trace trace) {
        return trace.chain().stream()
                .map(thrown -> new Json()
                        .put("language", trace.language())
                        .put("relation", thrown.relation())
                        .put("type", thrown.type())
                        .put("message", thrown.message())
                        .put(
                                "frames",
                                thrown.frames().stream().map(Fields::frame).toList())
                        .put("omitted", thrown.omitted()))
                .toList();
    }

    private static Json frame(Trace.Frame frame) {
        return new Json()
                .put("module", frame.module())
                .put("function", frame.function())
                .put("file", frame.file())
                .put("line", frame.line() == 0 ? null : frame.line())
                .put("col", frame.column() == 0 ? null : frame.column())
                .put("in_app", frame.inApp())
                .put("native", frame.nativeCode());
    }

    static Json why(Issue issue) {
        return new Json()
                .put("id", issue.id().shown())
                .put("aliases", issue.aliases().stream().sorted().toList())
                .put("mixed", issue.mixed())
                .put("templates", issue.templates())
                .put(
                        "parts",
                        issue.why().stream()
                                .map(part -> new Json()
                                        .put("name", part.name())
                                        .put("value", part.value())
                                        .put("counted", part.counted())
                                        .put("reason", part.reason()))
                                .toList());
    }

    /// The summary of `scan` and `run`.
    static Json summary(Run run, Optional<Path> report) {
        return new Json()
                .put("run", run.id())
                .put("files", run.files().size())
                .put("bytes", run.bytes())
                .put("records", run.records())
                .put("events", run.events())
                .put("new_issues", run.newIssues())
                .put("not_read", run.notRead().stream().map(Fields::notRead).toList())
                .put("report", report);
    }

    private static Json notRead(NotRead file) {
        return new Json().put("path", file.path()).put("reason", file.reason()).put("degrades", file.degrades());
    }

    static Json past(Past past) {
        return new Json()
                .put("id", past.runId())
                .put("job", past.job())
                .put("start", past.start())
                .put("end", past.end())
                .put("status", past.status())
                .put("message", past.message())
                .put("files", past.scan().map(run -> run.files().size()))
                .put("bytes", past.scan().map(Run::bytes))
                .put("records", past.scan().map(Run::records))
                .put("events", past.scan().map(Run::events))
                .put("new_issues", past.scan().map(Run::newIssues))
                .put("not_read", past.scan().map(run -> run.notRead().size()));
    }

    static Json position(Position position) {
        return new Json()
                .put("file", position.path())
                .put("project", position.project())
                .put("host", position.host())
                .put("format", position.format())
                .put("reason", position.reason())
                .put("offset", position.offset())
                .put("lines", position.lines())
                .put("finished", position.identity().finished())
                .put("last_seen", position.lastSeen())
                .put("file_id", position.fileId());
    }
}
