package dev.nightjar.export;

import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.text.Json;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Names and order of the JSON members of an issue, a decision and an event: a contract with scripts, the same in
/// every
/// `--json`, in `export` and in a report's `data.json`.
public final class Fields {

    private Fields() {}

    /// An issue; `count`, `users`, `hosts`, `first_seen` and `last_seen` are over the time that is looked at.
    public static Json issue(Triaged triaged) {
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

    /// What somebody decided about an issue.
    public static Json decision(Decision decision) {
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
                .put("text", decision.text())
                .put("reason", decision.reason().isEmpty() ? null : decision.reason());
    }

    private static @Nullable Long positive(long number) {
        return number > 0 ? number : null;
    }

    /// An event, with all of its trace.
    public static Json event(StoredEvent event) {
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
                .put("ids", new TreeMap<>(event.ids()))
                .put("fields", new TreeMap<>(event.fields()))
                .put("release", event.release())
                .put("file", event.file())
                .put("line_start", event.line())
                .put("byte_start", event.byteStart())
                .put("exceptions", event.trace() == null ? List.of() : exceptions(event.trace()));
    }

    /// An event as cells of a table: with the `type` of what was thrown first.
    public static Json cells(StoredEvent event) {
        Trace trace = event.trace();
        return event(event)
                .put("type", trace == null ? null : trace.chain().getFirst().type());
    }

    /// What was thrown, each with its frames, as the chain of the trace has them.
    public static List<Json> exceptions(Trace trace) {
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

    /// Why events are one issue: what their fingerprint was made of.
    public static Json why(Issue issue) {
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
}
