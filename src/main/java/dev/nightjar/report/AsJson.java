package dev.nightjar.report;

import dev.nightjar.config.Json;
import dev.nightjar.model.Activity;
import dev.nightjar.model.Decision;
import dev.nightjar.model.Issue;
import dev.nightjar.model.Triaged;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The night for machines: an object whose `issues` have the names of `nightjar issues --json`. What is unknown is
/// left out.
final class AsJson {

    private AsJson() {}

    static String of(Night night, List<Triaged> sorted) {
        Map<String, Object> window = new LinkedHashMap<>();
        window.put("from", time(night.window().from()));
        window.put("to", time(night.window().to()));
        return new Json.Writer()
                        .field("host", night.host())
                        .field("version", night.version())
                        .field("window", window)
                        .field("verdict", new Verdict(night).sentence())
                        .field("projects", Board.names(night))
                        .field("issues", sorted.stream().map(AsJson::issue).toList())
                        .line()
                        .replace("{\"id\":", "\n{\"id\":")
                + "\n";
    }

    private static Map<String, Object> issue(Triaged t) {
        Activity activity = t.activity();
        Issue issue = activity.issue();
        Fields fields = new Fields();
        fields.put("id", issue.id().shown());
        fields.put("project", issue.project());
        fields.put("status", t.state().name().toLowerCase(Locale.ROOT));
        fields.put("level", issue.level() == null ? null : issue.level().name());
        fields.put("type", issue.type());
        fields.put("title", issue.title());
        fields.put("message", issue.message());
        fields.put("culprit", issue.culprit());
        fields.put("count", activity.count());
        fields.put("total", issue.count());
        fields.put("users", activity.users());
        fields.put("hosts", activity.hosts().stream().sorted().toList());
        fields.put("first_seen", time(activity.first()));
        fields.put("last_seen", time(activity.last()));
        fields.put("owner", t.owner());
        fields.put("release_first", t.releaseFirst());
        fields.put("release_last", t.releaseLast());
        fields.put("aliases", issue.aliases().stream().sorted().toList());
        fields.put("reason", t.reason());
        fields.put("impact", Math.round(t.impact() * 100) / 100.0);
        fields.put("usual", t.usual() == null ? null : t.usual().count());
        fields.put("new_since", t.newSince() == null ? null : t.newSince().release());
        fields.put("contact", t.contact());
        fields.put("note", t.note());
        fields.put("history", t.history().stream().map(AsJson::decision).toList());
        return fields.all;
    }

    private static Map<String, Object> decision(Decision decision) {
        Fields fields = new Fields();
        fields.put("at", time(decision.at()));
        fields.put("by", decision.by());
        fields.put("kind", decision.kind().name().toLowerCase(Locale.ROOT));
        fields.put("issue", decision.issue().shown());
        fields.put("until", decision.until() == null ? null : time(decision.until()));
        fields.put("events", decision.ends().events() > 0 ? decision.ends().events() : null);
        fields.put("users", decision.ends().users() > 0 ? decision.ends().users() : null);
        fields.put("escalating", decision.ends().escalating() ? true : null);
        fields.put("owner", decision.owner().isEmpty() ? null : decision.owner());
        fields.put("next", decision.next() ? true : null);
        fields.put("text", decision.text());
        return fields.all;
    }

    private static final class Fields {
        private final Map<String, Object> all = new LinkedHashMap<>();

        void put(String name, @Nullable Object value) {
            if (value != null) {
                all.put(name, value);
            }
        }
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
