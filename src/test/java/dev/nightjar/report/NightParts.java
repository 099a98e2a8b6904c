package dev.nightjar.report;

import static dev.nightjar.report.Nights.END;
import static dev.nightjar.report.Nights.WINDOW;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Triaged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parts of made-up nights: issues, their traces and samples, runs, and how events spread over hours.
public final class NightParts {

    private NightParts() {}

    /// As issues are called: by the class of what was thrown and by what it said.
    static String title(@Nullable String type, String message) {
        return type == null
                ? message
                : type.substring(1 + Math.max(type.lastIndexOf('.'), type.lastIndexOf('\\'))) + ": " + message;
    }

    public static Triaged issue(
            int seed,
            String project,
            State state,
            Level level,
            String type,
            String message,
            String culprit,
            String reason,
            long count,
            long users,
            List<Long> hourly,
            String owner) {
        IssueId id = IssueId.of(0x9E3779B97F4A7C15L * (seed + 3));
        int hours = firstHour(hourly);
        Instant first = WINDOW.from().plus(Duration.ofMinutes(hours * 60L + 12));
        Instant seen = state == State.NEW ? first : END.minus(Duration.ofDays(90 - seed % 50));
        Issue issue = new Issue(
                id,
                project,
                level,
                type,
                title(type, message),
                message,
                culprit,
                culprit.contains(".") ? culprit.substring(0, culprit.lastIndexOf('.')) : culprit,
                state == State.NEW ? count : count * 31,
                seen,
                END.minusSeconds(120L + seed * 31),
                state == State.NEW ? "4.2.1" : "4.0.2",
                "4.2.1",
                Set.of("%08x".formatted(seed * 0x51ed270b)),
                why(type, message, culprit),
                List.of(message));
        Activity activity = new Activity(
                issue, WINDOW, count, users, Set.of("app1", "app2"), first, END.minusSeconds(120L + seed * 31), hourly);
        List<Decision> history = switch (state) {
            case REGRESSED, RESOLVED ->
                List.of(
                        new Decision(
                                END.minus(Duration.ofDays(12)),
                                "jo",
                                Decision.Kind.ASSIGN,
                                id,
                                null,
                                owner + "",
                                Decision.Ends.NEVER,
                                "",
                                false,
                                ""),
                        new Decision(
                                END.minus(Duration.ofDays(10)),
                                "mara",
                                Decision.Kind.RESOLVE,
                                id,
                                null,
                                "4.1.0",
                                Decision.Ends.NEVER,
                                "",
                                false,
                                ""));
            case MUTED ->
                List.of(new Decision(
                        END.minus(Duration.ofDays(3)),
                        "jo",
                        Decision.Kind.MUTE,
                        id,
                        END.plus(Duration.ofDays(9)),
                        "bots",
                        Decision.Ends.NEVER,
                        "",
                        false,
                        ""));
            case NEW, ESCALATING, ONGOING -> List.of();
        };
        return new Triaged(
                activity,
                state,
                reason,
                owner,
                owner == null ? "" : owner + "@acme.example",
                owner == null ? "" : "rule logger com.acme.** in projects/" + project + ".yaml",
                history,
                seed == 1
                        ? "Card payments fail at the last step; nothing is charged. Ask the customer to try again after 7:00."
                        : "",
                0,
                null,
                activity.issue().releaseFirst(),
                activity.issue().releaseLast(),
                null);
    }

    static List<Occurrence.Part> why(String type, String message, String culprit) {
        return type == null
                ? List.of(
                        new Occurrence.Part("template", message, true, "the message with its variable parts replaced"),
                        new Occurrence.Part("logger", culprit, true, "messages of different loggers stay apart"))
                : List.of(
                        new Occurrence.Part("type", type, true, "type of the root cause"),
                        new Occurrence.Part("frame", culprit, true, "own code"),
                        new Occurrence.Part(
                                "frame",
                                "org.springframework.aop.framework.CglibAopProxy.proceed",
                                false,
                                "library code"),
                        new Occurrence.Part("message", message, false, "a trace with own code speaks for itself"));
    }

    static List<StoredEvent> samples(List<Triaged> issues, IssueId id) {
        return issues.stream()
                .filter(t -> t.id().equals(id))
                .findFirst()
                .map(t -> List.of(sample(t, 0), sample(t, 1), sample(t, 2), sample(t, 3)))
                .orElse(List.of());
    }

    public static StoredEvent sample(Triaged t, int nth) {
        Issue issue = t.activity().issue();
        Instant time = issue.lastSeen().minus(Duration.ofMinutes(17L * nth)).plusMillis(340);
        String message = issue.message()
                .replace("<int>", "" + (4400 + nth))
                .replace("<name>", "cart")
                .replace("<host>", "db3.acme.example")
                .replace("<float>", "3.8")
                .replace("<hex>", "9fe1")
                .replace("<uuid>", "1e0c6a1e-7b0f-4a53-9f57-1d0a3c2b9e44")
                .replace("<text>", "timed out")
                .replace(
                        "<sql>",
                        "select * from orders where customer_id = ? and state in (?, ?, ?) order by created_at desc limit 200");
        long line = 48_211 - 913L * nth;
        return new StoredEvent(
                "3f9a1c77d2e04b51a6c8e0f2%08x-%x".formatted(issue.id().hashCode(), line * 97),
                issue.id(),
                issue.project(),
                time,
                issue.level(),
                issue.logger(),
                "http-nio-8080-exec-" + (7 + nth),
                "app" + (1 + nth % 2),
                issue.type() == null ? message : "Payment of order " + (88100 + nth) + " failed",
                issue.message(),
                "u-" + (5120 + nth),
                Map.of(
                        "request",
                        "req-9f31c%d".formatted(nth + issue.count()),
                        "trace",
                        "4bf92f3577b34da6a3ce929d0e0e47%02d".formatted(nth)),
                Map.of(),
                "4.2.1",
                "/var/log/" + issue.project() + "/app.log",
                line,
                line * 97,
                trace(issue, message),
                nth > 1
                        ? null
                        : new Occurrence.Context(
                                List.of(
                                        "2026-11-22 05:56:20,117 [http-nio-8080-exec-7] INFO  c.a.shop.CartController - checkout of cart 7731",
                                        "2026-11-22 05:56:20,240 [http-nio-8080-exec-7] INFO  c.a.shop.OrderService - order 88100 created"),
                                List.of(
                                        "2026-11-22 05:56:20,352 [http-nio-8080-exec-7] INFO  c.a.shop.web.Access - POST /orders/88100/pay 500 112 ms")));
    }

    static Trace trace(Issue issue, String message) {
        if (issue.type() == null) {
            return null;
        }
        List<Frame> deep = new ArrayList<>();
        deep.add(own("com.acme.shop.Cart", "lines", "Cart.java", 88));
        deep.add(own("com.acme.shop.OrderService", "pay", "OrderService.java", 142));
        for (int i = 0; i < 12; i++) {
            deep.add(library(
                    "org.springframework.aop.framework.CglibAopProxy$Invocation" + i,
                    "proceed",
                    "CglibAopProxy.java",
                    700 + i));
        }
        deep.add(own("com.acme.shop.web.OrderController", "pay", "OrderController.java", 61));
        for (int i = 0; i < 21; i++) {
            deep.add(library(
                    i < 9 ? "org.springframework.web.servlet.Dispatcher" + i : "org.apache.catalina.core.Chain" + i,
                    "doFilter",
                    "Chain.java",
                    100 + i));
        }
        List<Frame> outer = List.of(
                own("com.acme.shop.web.PaymentFailed", "wrap", "PaymentFailed.java", 19),
                library("org.springframework.web.method.Invocable", "invoke", "Invocable.java", 255));
        return new Trace(
                "java",
                List.of(
                        new Thrown(
                                Relation.TOP,
                                "com.acme.shop.web.PaymentFailed",
                                "payment of order 88100 failed",
                                outer,
                                0),
                        new Thrown(Relation.CAUSE, issue.type(), message, deep, 23)));
    }

    public static Frame own(String module, String function, String file, int line) {
        return new Frame(module, function, file, line, 0, null, true, false);
    }

    public static Frame library(String module, String function, String file, int line) {
        return new Frame(module, function, file, line, 0, null, false, false);
    }

    static List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Instant start = END.minus(Duration.ofHours(2L * i)).minusMillis(8_400);
            List<NotRead> notRead = i > 0
                    ? List.of()
                    : List.of(
                            new NotRead(
                                    "/var/log/shop/audit.log",
                                    "Permission denied as user nightjar: add it to the group adm, or take the path out of projects/shop.yaml",
                                    true),
                            new NotRead("/var/log/web/core.1182", "looks binary, left out", false));
            runs.add(new Run(
                    Integer.toString(481 - i),
                    start,
                    start.plusMillis(8_412 + 310L * i),
                    files(i),
                    1_204_551_220L / (i + 1),
                    4_120_044 / (i + 1),
                    1_564 / (i + 1),
                    i == 0 ? 2 : 0,
                    31 / (i + 1),
                    notRead,
                    List.of()));
        }
        return runs;
    }

    static List<Run.ReadFile> files(int i) {
        String layout = "layout log4j-pattern: 200 of the first 200 lines fit";
        return List.of(
                new Run.ReadFile(
                        "/var/log/shop/app.log",
                        "shop",
                        "app1",
                        "log4j",
                        layout,
                        611_220_114,
                        2_410_010,
                        2_088_100,
                        1_022,
                        0,
                        null),
                new Run.ReadFile(
                        "/var/log/shop/app.log.1.gz",
                        "shop",
                        "app2",
                        "log4j",
                        layout,
                        211_220_114,
                        1_010_010,
                        988_100,
                        214,
                        0,
                        null),
                new Run.ReadFile(
                        "/var/log/web/console.json",
                        "web",
                        "web1",
                        "json-lines",
                        "each of the first 200 lines is a JSON object with time, level and msg",
                        311_220_114,
                        910_010,
                        910_010,
                        300,
                        i == 0 ? 12 : 0,
                        null),
                new Run.ReadFile(
                        "/var/log/billing/worker.log",
                        "billing",
                        "jobs",
                        "python",
                        "layout python-default: 198 of the first 200 lines fit",
                        51_220_114,
                        110_010,
                        88_100,
                        24,
                        0,
                        null),
                new Run.ReadFile(
                        "/var/log/mail/php_errors.log",
                        "mail",
                        "jobs",
                        "php-error",
                        "named in projects/mail.yaml",
                        20_114,
                        310,
                        290,
                        22,
                        0,
                        null));
    }

    static List<Long> burst(int from, long count) {
        List<Long> hours = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            hours.add(i < from ? 0 : i == 23 ? count - (23L - from) * (count / (24 - from)) : count / (24 - from));
        }
        return hours;
    }

    static List<Long> rising(long count) {
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

    static List<Long> even(long count) {
        Random random = new Random(count);
        long[] hours = new long[24];
        for (long i = 0; i < count; i++) {
            hours[Math.min(23, Math.abs((int) (random.nextGaussian() * 6 + 14)) % 24)]++;
        }
        return java.util.Arrays.stream(hours).boxed().toList();
    }

    static int firstHour(List<Long> hourly) {
        int i = 0;
        while (i < hourly.size() - 1 && hourly.get(i) == 0) {
            i++;
        }
        return i;
    }
}
