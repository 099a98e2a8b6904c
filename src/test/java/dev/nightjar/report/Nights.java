package dev.nightjar.report;

import static dev.nightjar.report.NightParts.burst;
import static dev.nightjar.report.NightParts.even;
import static dev.nightjar.report.NightParts.files;
import static dev.nightjar.report.NightParts.issue;
import static dev.nightjar.report.NightParts.rising;
import static dev.nightjar.report.NightParts.runs;
import static dev.nightjar.report.NightParts.sample;
import static dev.nightjar.report.NightParts.samples;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.Scope;
import dev.nightjar.model.Unclear;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Rest;
import dev.nightjar.model.issue.Triaged;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Made-up nights: one that reads like a real one, a quiet one, one in which a text stands in every field, a
/// large one.
public final class Nights {

    public static final Instant END = Instant.parse("2026-11-22T05:00:00Z");
    public static final Window WINDOW = Window.until(END, Duration.ofHours(24));

    private Nights() {}

    public static Night busy() {
        List<Triaged> issues = List.of(
                issue(
                        1,
                        "shop",
                        State.NEW,
                        Level.ERROR,
                        "java.lang.NullPointerException",
                        "Cannot invoke \"com.acme.shop.Cart.total()\" because \"<name>\" is null",
                        "com.acme.shop.OrderService.pay",
                        "first seen today at 03:12, 42 events since",
                        42,
                        17,
                        burst(22, 42),
                        "payments"),
                issue(
                        2,
                        "billing",
                        State.NEW,
                        Level.ERROR,
                        "sqlalchemy.exc.OperationalError",
                        "(psycopg2.OperationalError) could not connect to server at \"<host>\" port <int>",
                        "billing.invoice.load_batch",
                        "first seen today at 01:40, 9 events since",
                        9,
                        0,
                        burst(20, 9),
                        "data"),
                issue(
                        3,
                        "shop",
                        State.REGRESSED,
                        Level.ERROR,
                        "java.util.concurrent.TimeoutException",
                        "Did not observe any item or terminal signal within <int>ms in '<name>'",
                        "com.acme.shop.stock.StockClient.reserve",
                        "resolved 12 Nov in 4.1.0 by mara, back in 4.2.1 since 02:05",
                        128,
                        61,
                        burst(21, 128),
                        "stock"),
                issue(
                        4,
                        "web",
                        State.ESCALATING,
                        Level.ERROR,
                        "TypeError",
                        "Cannot read properties of undefined (reading '<name>')",
                        "checkout/summary.renderTotals",
                        "8.1 times its usual 46 a day, for 5 h",
                        373,
                        212,
                        rising(373),
                        "frontend"),
                issue(
                        5,
                        "shop",
                        State.ONGOING,
                        Level.WARN,
                        null,
                        "Slow query: <float> s for <sql>",
                        "com.acme.shop.db.QueryWatch",
                        "as usual: 61 a day",
                        64,
                        0,
                        even(64),
                        null),
                issue(
                        6,
                        "web",
                        State.ONGOING,
                        Level.ERROR,
                        "java.io.IOException",
                        "Broken pipe",
                        "org.apache.catalina.connector.OutputBuffer.realWriteBytes",
                        "as usual: 40 a day",
                        38,
                        30,
                        even(38),
                        null),
                issue(
                        7,
                        "mail",
                        State.ONGOING,
                        Level.ERROR,
                        "Symfony\\Component\\Mailer\\Exception\\TransportException",
                        "Connection could not be established with host \"<host>:<int>\": stream_socket_client(): <text>",
                        "App\\Mail\\Sender.deliver",
                        "as usual: 25 a day",
                        22,
                        3,
                        even(22),
                        "platform"),
                issue(
                        8,
                        "billing",
                        State.ONGOING,
                        Level.WARN,
                        null,
                        "Retrying charge <uuid> for customer <int>, attempt <int> of <int>",
                        "billing.charge",
                        "as usual: 15 a day",
                        14,
                        9,
                        even(14),
                        "payments"),
                issue(
                        9,
                        "shop",
                        State.RESOLVED,
                        Level.ERROR,
                        "java.lang.IllegalStateException",
                        "No such voucher: <name>",
                        "com.acme.shop.Vouchers.redeem",
                        "resolved 21 Nov by mara, silent since",
                        3,
                        2,
                        burst(4, 3),
                        "payments"),
                issue(
                        10,
                        "web",
                        State.MUTED,
                        Level.WARN,
                        null,
                        "Client sent an unknown cookie <hex>",
                        "web.cookies",
                        "muted by jo until 1 Dec",
                        871,
                        640,
                        even(871),
                        null));
        return new Night(
                Scope.of(WINDOW),
                ZoneId.of("Europe/Berlin"),
                "log1.acme.example",
                List.of("billing", "mail", "search", "shop", "web"),
                issues,
                Rest.NONE,
                id -> samples(issues, id),
                runs(),
                Optional.of(new Night.Usual(151, 920, 7)),
                Optional.of("https://errors.acme.example/"),
                "0.1.0",
                Insights.busy(issues));
    }

    public static Night quiet() {
        return quiet(List.of());
    }

    /// A quiet one in which not all was understood.
    public static Night unclear() {
        return quiet(List.of(
                new Unclear(
                        "/var/log/press/press.log",
                        "press",
                        "",
                        true,
                        412,
                        412,
                        9,
                        412,
                        0,
                        Map.of("failed", 5L, "error", 3L, "killed", 1L),
                        List.of("12.07 roller <2> failed, page 88", "12.09 ink pump killed")),
                new Unclear(
                        "/var/log/shop/compose.log", "shop", "ink-1", true, 31, 31, 0, 900, 0, Map.of(), List.of())));
    }

    private static Night quiet(List<Unclear> unclear) {
        Night busy = busy();
        List<Run> runs = List.of(
                new Run("481", END.minusSeconds(12), END, files(0), 41_000_000, 180_000, 0, 0, 0, List.of(), unclear));
        List<Triaged> known =
                busy.issues().stream().filter(t -> t.state() == State.ONGOING).toList();
        return new Night(
                Scope.of(WINDOW),
                busy.zone(),
                busy.host(),
                busy.projects(),
                known,
                Rest.NONE,
                id -> List.of(),
                runs,
                busy.usual(),
                Optional.empty(),
                "0.1.0",
                Night.Insight.NONE);
    }

    /// A night with an issue for each text, the text wherever text from logs, paths or people can stand.
    public static Night hostile(List<String> texts) {
        Map<IssueId, Triaged> issues = new LinkedHashMap<>();
        Map<IssueId, StoredEvent> events = new LinkedHashMap<>();
        List<Run.ReadFile> files = new ArrayList<>();
        List<NotRead> notRead = new ArrayList<>();
        List<Unclear> unclear = new ArrayList<>();
        for (String text : texts) {
            IssueId id = hostileId(issues.size());
            issues.put(id, hostileIssue(text, id));
            events.put(id, hostileEvent(text, id));
            files.add(new Run.ReadFile(text, text, text, text, text, 1, 1, 1, 1, 0, null));
            notRead.add(new NotRead(text, text, true));
            unclear.add(new Unclear(text, text, text, true, 2, 2, 2, 2, 0, Map.of(text, 2L), List.of(text)));
        }
        Run run = new Run(texts.getFirst(), WINDOW.from(), END, files, 1, 1, 1, 1, 0, notRead, unclear);
        return new Night(
                Scope.of(WINDOW),
                ZoneId.of("UTC"),
                texts.getFirst(),
                texts,
                List.copyOf(issues.values()),
                Rest.NONE,
                id -> List.of(events.get(id)),
                List.of(run),
                Optional.empty(),
                Optional.empty(),
                "0.1.0",
                Insights.hostile(texts, List.copyOf(issues.values()), List.copyOf(events.values())));
    }

    public static IssueId hostileId(int nth) {
        return IssueId.of((nth + 7L) << 40);
    }

    private static Triaged hostileIssue(String text, IssueId id) {
        Issue issue = new Issue(
                id,
                text,
                Level.ERROR,
                text,
                NightParts.title(text, text),
                text,
                text,
                text,
                3,
                WINDOW.from(),
                END,
                text,
                text + "2",
                Set.of(text),
                List.of(new Occurrence.Part(text, text, true, text)),
                List.of(text));
        Activity activity =
                new Activity(issue, WINDOW, 3, 1, Set.of(text), WINDOW.from(), END.minusSeconds(1), even(24));
        List<Decision> history = List.of(
                new Decision(END, text, Decision.Kind.NOTE, id, null, text, Decision.Ends.NEVER, "", false, ""));
        return new Triaged(
                activity,
                State.NEW,
                text,
                text,
                text,
                text,
                history,
                text,
                0,
                null,
                activity.issue().releaseFirst(),
                activity.issue().releaseLast(),
                null);
    }

    private static StoredEvent hostileEvent(String text, IssueId id) {
        Frame frame = new Frame(text, text, text, 3, 0, text, true, false);
        Frame library = new Frame(text, text, text, 0, 0, null, false, false);
        Trace trace = new Trace(
                "java",
                List.of(
                        new Thrown(Relation.TOP, text, text, List.of(frame, library, library), 0),
                        new Thrown(Relation.CAUSE, text, text, List.of(frame), 2)));
        return new StoredEvent(
                text,
                id,
                text,
                END.minusSeconds(5),
                Level.ERROR,
                text,
                text,
                text,
                text,
                text,
                text,
                Map.of(text, text),
                Map.of(text, text),
                text,
                text,
                12,
                400,
                trace,
                new Occurrence.Context(List.of(text), List.of(text)));
    }

    public static Night large(int issues, int projects) {
        List<Triaged> all = new ArrayList<>();
        for (int i = 0; i < issues; i++) {
            all.add(issue(
                    1000 + i,
                    "project-" + i % projects,
                    State.values()[i % 37 == 0 ? i % 3 : 3],
                    Level.ERROR,
                    "com.acme.p" + i % projects + ".Failure" + i,
                    "Order <int> could not be sent to <host>, attempt " + i,
                    "com.acme.p" + i % projects + ".Sender.send",
                    "as usual: 12 a day",
                    10 + i % 300,
                    i % 40,
                    even(10 + i % 300),
                    null));
        }
        Map<IssueId, Triaged> byId = new LinkedHashMap<>();
        all.forEach(t -> byId.put(t.activity().issue().id(), t));
        return new Night(
                Scope.of(WINDOW),
                ZoneId.of("UTC"),
                "log1",
                List.of(),
                List.copyOf(byId.values()),
                Rest.NONE,
                id -> List.of(sample(byId.get(id), 0), sample(byId.get(id), 1), sample(byId.get(id), 2)),
                runs(),
                Optional.empty(),
                Optional.empty(),
                "0.1.0",
                Night.Insight.NONE);
    }

    /// The same night with issues that have no page.
    public static Night withRest(Night night, Rest rest) {
        return new Night(
                night.scope(),
                night.zone(),
                night.host(),
                night.projects(),
                night.issues(),
                rest,
                night.samples(),
                night.runs(),
                night.usual(),
                Optional.empty(),
                night.version(),
                night.insight());
    }
}
