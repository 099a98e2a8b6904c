package dev.nightjar.cli.look;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.FieldNames;
import dev.nightjar.cli.call.IssuesInWindow;
import dev.nightjar.cli.call.QueryArguments;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.call.WindowOptions;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.text.BlockText;
import dev.nightjar.cli.text.IssueLines;
import dev.nightjar.cli.text.Neighbours;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.store.Archive;
import dev.nightjar.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Finds events.
@picocli.CommandLine.Command(
        description = "Finds events by full text, fields, and what is known of their issues, in Lucene's syntax.",
        footer = {
            "%nFields: level (error, error+ or >=warn) project host logger type message frame file thread user",
            "  id request trace event issue release; has:trace|user|request|release|owner|note|ticket;",
            "  time:yesterday time:>-2h time:[2026-11-01 TO 2026-11-05] since:7d until:24h;",
            "  whatever the log names: status:>=500 method:POST tenant:acme duration_ms:[500 TO *].",
            "  Names of other tools are understood (exception, error.type, service, severity, state, @timestamp).",
            "Words: parts of names are words (timeout finds SocketTimeoutException); pay* *Exception conect~",
            "Issues: is:new|regressed|escalating|ongoing|muted|resolved|mixed, age:-24h (younger) age:+7d",
            "  (older), first:today last:>-2h, seen:>100 users:>10 owner:payments",
            "%nExample:%n  nightjar search 'level:error project:shop \"connection reset\"' --since 7d",
            "  nightjar search 'is:new users:>10 NOT owner:payments' -C 3",
            "  nightjar search level:error --top host",
            "  nightjar search -- -level:warn timeout      (a query that begins with a dash stands behind --)"
        })
public final class SearchCommand implements Command {

    /// Newest events among which each issue's two are found; each is rebuilt with its trace.
    private static final int MOST_FOR_BLOCKS = 100;

    @Mixin
    WindowOptions.OfProject project = new WindowOptions.OfProject();

    @Mixin
    WindowOptions.Span span = new WindowOptions.Span();

    @Mixin
    WindowOptions.Limit limit = new WindowOptions.Limit();

    @Mixin
    Neighbours neighbours = new Neighbours();

    @Option(
            names = "--events",
            description = "One line for each event, in place of one block for each issue; so do -A, -B, -C.")
    boolean events;

    @Option(names = "--top", paramLabel = "FIELD", description = "Counts the values of a field: host, user, release.")
    @Nullable
    String top;

    @Parameters(paramLabel = "QUERY", arity = "1..*", description = "Words, \"phrases\", field:value, AND OR NOT.")
    List<String> query = List.of();

    @Override
    public boolean paged() {
        return true;
    }

    @Override
    public Exit run(Session session) {
        Optional<Window> window = span.window(session);
        Archive archive = session.archive();
        archive.know(new QueryArguments(session, window));
        String typed = project.of(session, query);
        if (top != null) {
            IssuesInWindow.sparse(session, window);
            return values(session, archive.top(typed, window.orElse(null), top, limit.most), top);
        }
        boolean lines = events || session.json || neighbours.wanted();
        Archive.Hits hits = archive.search(typed, window.orElse(null), lines ? limit.most : MOST_FOR_BLOCKS);
        if (session.json) {
            neighbours.json(session, hits.events());
        } else if (neighbours.wanted()) {
            neighbours.print(session, hits.events());
        } else if (events) {
            hits.events().forEach(new IssueLines(session)::line);
        } else {
            byIssue(session, hits);
        }
        session.say(Phrases.count(hits.total(), "event") + " of "
                + Phrases.count(hits.byIssue().size(), "issue") + ", " + session.seconds() + session.age());
        IssuesInWindow.sparse(session, window);
        if (hits.total() == 0) {
            new NothingFound(session, window).why(typed).forEach(line -> session.say("  " + line));
        }
        return hits.total() == 0 ? Exit.NOTHING_FOUND : Exit.DONE;
    }

    private static Exit values(Session session, List<Archive.Value> values, String field) {
        long most = values.stream().mapToLong(Archive.Value::count).max().orElse(1);
        for (Archive.Value value : values) {
            session.print(
                    session.json
                            ? new Json()
                                    .put("field", field)
                                    .put("value", value.value())
                                    .put("count", value.count())
                            : "%,9d  %-20s  %s"
                                    .formatted(
                                            value.count(),
                                            Phrases.bar(value.count(), most, 20),
                                            Phrases.line(value.value(), 120)));
        }
        String hint =
                values.isEmpty() ? FieldNames.hint(field, session.archive().names()) : "";
        session.say(Phrases.count(values.size(), "value") + " of " + field + hint + ", " + session.seconds());
        return values.isEmpty() ? Exit.NOTHING_FOUND : Exit.DONE;
    }

    private void byIssue(Session session, Archive.Hits hits) {
        Map<IssueId, List<StoredEvent>> events =
                hits.events().stream().collect(Collectors.groupingBy(StoredEvent::issue));
        Set<IssueId> shown = hits.byIssue().stream()
                .limit(limit.most)
                .map(Archive.IssueHits::issue)
                .collect(Collectors.toSet());
        Map<IssueId, Triaged> known = IssuesInWindow.issues(session, span.window(session), shown).stream()
                .collect(Collectors.toMap(t -> t.activity().issue().id(), Function.identity()));
        BlockText text = new BlockText(session);
        for (Archive.IssueHits hit : hits.byIssue().stream().limit(limit.most).toList()) {
            List<StoredEvent> newest = events.getOrDefault(hit.issue(), List.of()).stream()
                    .limit(2)
                    .toList();
            Triaged triaged = known.get(hit.issue());
            if (triaged != null) {
                text.block(triaged, newest, hit.count());
            } else {
                session.archive().issue(hit.issue()).ifPresent(issue -> text.block(issue, newest, hit.count()));
            }
        }
    }
}
