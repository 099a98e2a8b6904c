package dev.nightjar.report;

import dev.nightjar.model.Activity;
import dev.nightjar.model.Decision;
import dev.nightjar.model.Issue;
import dev.nightjar.model.Issue.State;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Occurrence;
import dev.nightjar.model.Run;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Trace;
import dev.nightjar.model.Trace.Frame;
import dev.nightjar.model.Trace.Relation;
import dev.nightjar.model.Trace.Thrown;
import dev.nightjar.model.Triaged;
import dev.nightjar.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Made-up nights: one that reads like a real one, a quiet one, one in which a text stands in every field, a large one.
final class Nights {

    static final Instant END = Instant.parse("2026-11-22T05:00:00Z");
    static final Window WINDOW = Window.until(END, Duration.ofHours(24));

    private Nights() {}

    static Night busy() {
        List<Triaged> issues = List.of(
                issue(1, "shop", State.NEW, Level.ERROR, "java.lang.NullPointerException",
                        "Cannot invoke \"com.acme.shop.Cart.total()\" because \"<name>\" is null",
                        "com.acme.shop.OrderService.pay", "first seen today at 03:12, 42 events since", 42, 17, burst(22, 42),
                        "payments"),
                issue(2, "billing", State.NEW, Level.ERROR, "sqlalchemy.exc.OperationalError",
                        "(psycopg2.OperationalError) could not connect to server at \"<host>\" port <int>",
                        "billing.invoice.load_batch", "first seen today at 01:40, 9 events since", 9, 0, burst(20, 9), "data"),
                issue(3, "shop", State.REGRESSED, Level.ERROR, "java.util.concurrent.TimeoutException",
                        "Did not observe any item or terminal signal within <int>ms in '<name>'",
                        "com.acme.shop.stock.StockClient.reserve",
                        "resolved 12 Nov in 4.1.0 by mara, back in 4.2.1 since 02:05", 128, 61, burst(21, 128), "stock"),
                issue(4, "web", State.ESCALATING, Level.ERROR, "TypeError",
                        "Cannot read properties of undefined (reading '<name>')", "checkout/summary.renderTotals",
                        "8.1 times its usual 46 a day, for 5 h", 373, 212, rising(373), "frontend"),
                issue(5, "shop", State.ONGOING, Level.WARN, null,
                        "Slow query: <float> s for <sql>", "com.acme.shop.db.QueryWatch", "as usual: 61 a day", 64, 0,
                        even(64), null),
                issue(6, "web", State.ONGOING, Level.ERROR, "java.io.IOException", "Broken pipe",
                        "org.apache.catalina.connector.OutputBuffer.realWriteBytes", "as usual: 40 a day", 38, 30, even(38), null),
                issue(7, "mail", State.ONGOING, Level.ERROR, "Symfony\\Component\\Mailer\\Exception\\TransportException",
                        "Connection could not be established with host \"<host>:<int>\": stream_socket_client(): <text>",
                        "App\\Mail\\Sender.deliver", "as usual: 25 a day", 22, 3, even(22), "platform"),
                issue(8, "billing", State.ONGOING, Level.WARN, null, "Retrying charge <uuid> for customer <int>, attempt <int> of <int>",
                        "billing.charge", "as usual: 15 a day", 14, 9, even(14), "payments"),
                issue(9, "shop", State.RESOLVED, Level.ERROR, "java.lang.IllegalStateException", "No such voucher: <name>",
                        "com.acme.shop.Vouchers.redeem", "resolved 21 Nov by mara, silent since", 3, 2, burst(4, 3), "payments"),
                issue(10, "web", State.MUTED, Level.WARN, null, "Client sent an unknown cookie <hex>", "web.cookies",
                        "muted by jo until 1 Dec", 871, 640, even(871), null));
        return new Night(
                WINDOW,
                ZoneId.of("Europe/Berlin"),
                "log1.acme.example",
                List.of("billing", "mail", "search", "shop", "web"),
                issues,
                id -> samples(issues, id),
                runs(),
                Optional.of(new Night.Usual(151, 920, 7)),
                Optional.of("https://errors.acme.example/"),
                "0.1.0");
    }

    static Night quiet() {
        Night busy = busy();
        List<Run> runs = List.of(new Run("481", END.minusSeconds(12), END, files(0), 41_000_000, 180_000, 0, 0, 0, List.of()));
        List<Triaged> known = busy.issues().stream().filter(t -> t.state() == State.ONGOING).toList();
        return new Night(WINDOW, busy.zone(), busy.host(), busy.projects(), known, id -> List.of(), runs, busy.usual(),
                Optional.empty(), "0.1.0");
    }

    /// A night with an issue for each text, the text wherever text from logs, paths or people can stand.
    static Night hostile(List<String> texts) {
        Map<IssueId, Triaged> issues = new LinkedHashMap<>();
        Map<IssueId, StoredEvent> events = new LinkedHashMap<>();
        List<Run.ReadFile> files = new ArrayList<>();
        List<NotRead> notRead = new ArrayList<>();
        for (String text : texts) {
            IssueId id = hostileId(issues.size());
            issues.put(id, hostileIssue(text, id));
            events.put(id, hostileEvent(text, id));
            files.add(new Run.ReadFile(text, text, text, text, text, 1, 1, 1, 1, 0));
            notRead.add(new NotRead(text, text, true));
        }
        Run run = new Run(texts.getFirst(), WINDOW.from(), END, files, 1, 1, 1, 1, 0, notRead);
        return new Night(WINDOW, ZoneId.of("UTC"), texts.getFirst(), texts, List.copyOf(issues.values()), id -> List.of(events.get(id)),
                List.of(run), Optional.empty(), Optional.empty(), "0.1.0");
    }

    static IssueId hostileId(int nth) {
        return IssueId.of((nth + 7L) << 40);
    }

    private static Triaged hostileIssue(String text, IssueId id) {
        Issue issue = new Issue(id, text, Level.ERROR, text, text, text, text, text, 3, WINDOW.from(), END, text, text + "2",
                Set.of(text), List.of(new Occurrence.Part(text, text, true, text)));
        Activity activity = new Activity(issue, WINDOW, 3, 1, Set.of(text), WINDOW.from(), END.minusSeconds(1), even(24));
        List<Decision> history = List.of(new Decision(END, text, Decision.Kind.NOTE, id, null, text));
        return new Triaged(activity, State.NEW, text, text, text, text, history, text);
    }

    private static StoredEvent hostileEvent(String text, IssueId id) {
        Frame frame = new Frame(text, text, text, 3, 0, text, true, false);
        Frame library = new Frame(text, text, text, 0, 0, null, false, false);
        Trace trace = new Trace("java", List.of(
                new Thrown(Relation.TOP, text, text, List.of(frame, library, library), 0),
                new Thrown(Relation.CAUSE, text, text, List.of(frame), 2)));
        return new StoredEvent(text, id, text, END.minusSeconds(5), Level.ERROR, text, text, text, text, text, text,
                Map.of(text, text), text, text, 12, 400, trace, new Occurrence.Context(List.of(text), List.of(text)));
    }

    static Night large(int issues, int projects) {
        List<Triaged> all = new ArrayList<>();
        for (int i = 0; i < issues; i++) {
            all.add(issue(1000 + i, "project-" + i % projects, State.values()[i % 37 == 0 ? i % 3 : 3], Level.ERROR,
                    "com.acme.p" + i % projects + ".Failure" + i, "Order <int> could not be sent to <host>, attempt " + i,
                    "com.acme.p" + i % projects + ".Sender.send", "as usual: 12 a day", 10 + i % 300, i % 40, even(10 + i % 300), null));
        }
        Map<IssueId, Triaged> byId = new LinkedHashMap<>();
        all.forEach(t -> byId.put(t.activity().issue().id(), t));
        return new Night(WINDOW, ZoneId.of("UTC"), "log1", List.of(), List.copyOf(byId.values()),
                id -> List.of(sample(byId.get(id), 0), sample(byId.get(id), 1), sample(byId.get(id), 2)), runs(),
                Optional.empty(), Optional.empty(), "0.1.0");
    }

    static Triaged issue(int seed, String project, State state, Level level, String type, String message, String culprit,
            String reason, long count, long users, List<Long> hourly, String owner) {
        IssueId id = IssueId.of(0x9E3779B97F4A7C15L * (seed + 3));
        int hours = firstHour(hourly);
        Instant first = WINDOW.from().plus(Duration.ofMinutes(hours * 60L + 12));
        Instant seen = state == State.NEW ? first : END.minus(Duration.ofDays(90 - seed % 50));
        Issue issue = new Issue(id, project, level, type, type == null ? message : type, message, culprit,
                culprit.contains(".") ? culprit.substring(0, culprit.lastIndexOf('.')) : culprit,
                state == State.NEW ? count : count * 31, seen, END.minusSeconds(120L + seed * 31), "4.0.2", "4.2.1",
                Set.of("%08x".formatted(seed * 0x51ed270b)), why(type, message, culprit));
        Activity activity = new Activity(issue, WINDOW, count, users, Set.of("app1", "app2"), first,
                END.minusSeconds(120L + seed * 31), hourly);
        List<Decision> history = switch (state) {
            case REGRESSED, RESOLVED -> List.of(
                    new Decision(END.minus(Duration.ofDays(12)), "jo", Decision.Kind.ASSIGN, id, null, owner + ""),
                    new Decision(END.minus(Duration.ofDays(10)), "mara", Decision.Kind.RESOLVE, id, null, "4.1.0"));
            case MUTED -> List.of(new Decision(END.minus(Duration.ofDays(3)), "jo", Decision.Kind.MUTE, id,
                    END.plus(Duration.ofDays(9)), "bots"));
            case NEW, ESCALATING, ONGOING -> List.of();
        };
        return new Triaged(activity, state, reason, owner, owner == null ? "" : owner + "@acme.example",
                owner == null ? "" : "rule logger com.acme.** in projects/" + project + ".yaml", history,
                seed == 1 ? "Card payments fail at the last step; nothing is charged. Ask the customer to try again after 7:00." : "");
    }

    private static List<Occurrence.Part> why(String type, String message, String culprit) {
        return type == null
                ? List.of(new Occurrence.Part("template", message, true, "the message with its variable parts replaced"),
                        new Occurrence.Part("logger", culprit, true, "messages of different loggers stay apart"))
                : List.of(new Occurrence.Part("type", type, true, "type of the root cause"),
                        new Occurrence.Part("frame", culprit, true, "own code"),
                        new Occurrence.Part("frame", "org.springframework.aop.framework.CglibAopProxy.proceed", false, "library code"),
                        new Occurrence.Part("message", message, false, "a trace with own code speaks for itself"));
    }

    private static List<StoredEvent> samples(List<Triaged> issues, IssueId id) {
        Triaged t = issues.stream().filter(i -> i.activity().issue().id().equals(id)).findFirst().orElseThrow();
        return List.of(sample(t, 0), sample(t, 1), sample(t, 2), sample(t, 3));
    }

    private static StoredEvent sample(Triaged t, int nth) {
        Issue issue = t.activity().issue();
        Instant time = issue.lastSeen().minus(Duration.ofMinutes(17L * nth)).plusMillis(340);
        String message = issue.message().replace("<int>", "" + (4400 + nth)).replace("<name>", "cart")
                .replace("<host>", "db3.acme.example").replace("<float>", "3.8").replace("<hex>", "9fe1")
                .replace("<uuid>", "1e0c6a1e-7b0f-4a53-9f57-1d0a3c2b9e44").replace("<text>", "timed out")
                .replace("<sql>", "select * from orders where customer_id = ? and state in (?, ?, ?) order by created_at desc limit 200");
        long line = 48_211 - 913L * nth;
        return new StoredEvent("3f9a1c77d2e04b51a6c8e0f2%08x-%x".formatted(issue.id().hashCode(), line * 97), issue.id(), issue.project(), time, issue.level(),
                issue.logger(), "http-nio-8080-exec-" + (7 + nth), "app" + (1 + nth % 2),
                issue.type() == null ? message : "Payment of order " + (88100 + nth) + " failed", issue.message(), "u-" + (5120 + nth),
                Map.of("request", "req-9f31c%d".formatted(nth + issue.count()), "trace", "4bf92f3577b34da6a3ce929d0e0e47%02d".formatted(nth)),
                "4.2.1", "/var/log/" + issue.project() + "/app.log", line, line * 97, trace(issue, message),
                nth > 1 ? null : new Occurrence.Context(
                        List.of("2026-11-22 05:56:20,117 [http-nio-8080-exec-7] INFO  c.a.shop.CartController - checkout of cart 7731",
                                "2026-11-22 05:56:20,240 [http-nio-8080-exec-7] INFO  c.a.shop.OrderService - order 88100 created"),
                        List.of("2026-11-22 05:56:20,352 [http-nio-8080-exec-7] INFO  c.a.shop.web.Access - POST /orders/88100/pay 500 112 ms")));
    }

    private static Trace trace(Issue issue, String message) {
        if (issue.type() == null) {
            return null;
        }
        List<Frame> deep = new ArrayList<>();
        deep.add(own("com.acme.shop.Cart", "lines", "Cart.java", 88));
        deep.add(own("com.acme.shop.OrderService", "pay", "OrderService.java", 142));
        for (int i = 0; i < 12; i++) {
            deep.add(library("org.springframework.aop.framework.CglibAopProxy$Invocation" + i, "proceed", "CglibAopProxy.java", 700 + i));
        }
        deep.add(own("com.acme.shop.web.OrderController", "pay", "OrderController.java", 61));
        for (int i = 0; i < 21; i++) {
            deep.add(library(i < 9 ? "org.springframework.web.servlet.Dispatcher" + i : "org.apache.catalina.core.Chain" + i, "doFilter",
                    "Chain.java", 100 + i));
        }
        List<Frame> outer = List.of(own("com.acme.shop.web.PaymentFailed", "wrap", "PaymentFailed.java", 19),
                library("org.springframework.web.method.Invocable", "invoke", "Invocable.java", 255));
        return new Trace("java", List.of(
                new Thrown(Relation.TOP, "com.acme.shop.web.PaymentFailed", "payment of order 88100 failed", outer, 0),
                new Thrown(Relation.CAUSE, issue.type(), message, deep, 23)));
    }

    private static Frame own(String module, String function, String file, int line) {
        return new Frame(module, function, file, line, 0, null, true, false);
    }

    private static Frame library(String module, String function, String file, int line) {
        return new Frame(module, function, file, line, 0, null, false, false);
    }

    private static List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Instant start = END.minus(Duration.ofHours(2L * i)).minusMillis(8_400);
            List<NotRead> notRead = i > 0
                    ? List.of()
                    : List.of(new NotRead("/var/log/shop/audit.log",
                                    "Permission denied as user nightjar: add it to the group adm, or take the path out of projects/shop.yaml", true),
                            new NotRead("/var/log/web/core.1182", "looks binary, left out", false));
            runs.add(new Run(Integer.toString(481 - i), start, start.plusMillis(8_412 + 310L * i), files(i), 1_204_551_220L / (i + 1),
                    4_120_044 / (i + 1), 1_564 / (i + 1), i == 0 ? 2 : 0, 31 / (i + 1), notRead));
        }
        return runs;
    }

    private static List<Run.ReadFile> files(int i) {
        String layout = "layout log4j-pattern: 200 of the first 200 lines fit";
        return List.of(
                new Run.ReadFile("/var/log/shop/app.log", "shop", "app1", "log4j", layout, 611_220_114, 2_410_010, 2_088_100, 1_022, 0),
                new Run.ReadFile("/var/log/shop/app.log.1.gz", "shop", "app2", "log4j", layout, 211_220_114, 1_010_010, 988_100, 214, 0),
                new Run.ReadFile("/var/log/web/console.json", "web", "web1", "json-lines",
                        "each of the first 200 lines is a JSON object with time, level and msg", 311_220_114, 910_010, 910_010, 300, i == 0 ? 12 : 0),
                new Run.ReadFile("/var/log/billing/worker.log", "billing", "jobs", "python", "layout python-default: 198 of the first 200 lines fit",
                        51_220_114, 110_010, 88_100, 24, 0),
                new Run.ReadFile("/var/log/mail/php_errors.log", "mail", "jobs", "php-error", "named in projects/mail.yaml", 20_114, 310, 290, 22, 0));
    }

    private static List<Long> burst(int from, long count) {
        List<Long> hours = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            hours.add(i < from ? 0 : i == 23 ? count - (23L - from) * (count / (24 - from)) : count / (24 - from));
        }
        return hours;
    }

    private static List<Long> rising(long count) {
        List<Long> hours = new ArrayList<>();
        long left = count;
        for (int i = 0; i < 23; i++) {
            long here = i < 19 ? 1 + i % 3 : 40 + 22L * (i - 19);
            hours.add(here);
            left -= here;
        }
        hours.add(Math.max(1, left));
        return hours;
    }

    private static List<Long> even(long count) {
        Random random = new Random(count);
        long[] hours = new long[24];
        for (long i = 0; i < count; i++) {
            hours[Math.min(23, Math.abs((int) (random.nextGaussian() * 6 + 14)) % 24)]++;
        }
        return java.util.Arrays.stream(hours).boxed().toList();
    }

    private static int firstHour(List<Long> hourly) {
        int i = 0;
        while (i < hourly.size() - 1 && hourly.get(i) == 0) {
            i++;
        }
        return i;
    }
}
