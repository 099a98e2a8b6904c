package dev.nightjar.store;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Run;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.LogPattern;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.Position;
import dev.nightjar.model.log.SourceFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An invented log of `shop`, whose events stand an hour apart: those of `PAY` and of `CART` by turns. `PAY` is
/// wrong
/// and
/// of the users `u0` to `u2`, `CART` is a warning of nobody.
final class ShopLog {

    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    static final IssueId PAY = IssueId.of(1L << 60);
    static final IssueId CART = IssueId.of(5L << 58);
    static final int SIZE = 100;

    private ShopLog() {}

    static void add(Store store, int from, int to) {
        List<Occurrence> some =
                IntStream.range(from, to).mapToObj(ShopLog::occurrence).toList();
        store.add(some, store.assign(some), 0);
    }

    static Instant at(int number) {
        return START.plus(Duration.ofHours(number));
    }

    static Occurrence occurrence(int number) {
        boolean pays = number % 2 == 0;
        String template = pays ? "card <any> refused" : "cart is empty";
        return occurrence(
                number,
                pays ? PAY : CART,
                template,
                template.replace("<any>", "c" + number),
                pays ? Map.of("request", "r-" + number / 4) : Map.of("trace", "t-1"),
                pays ? "u" + number / 2 % 3 : null);
    }

    static Occurrence occurrence(
            int number,
            IssueId issue,
            String template,
            String message,
            Map<String, String> ids,
            @Nullable String user) {
        Level level = user == null ? Level.WARN : Level.ERROR;
        LogRecord record = new LogRecord(
                new SourceFile(fileId(), Path.of("/var/log/shop/app.log"), "shop", "web1", ZoneOffset.UTC, START),
                (long) number * SIZE,
                (long) number * SIZE + SIZE,
                number + 1,
                at(number),
                Set.of(),
                level,
                level.name(),
                "com.acme.Shop",
                "exec-" + number % 2,
                null,
                null,
                message,
                Map.of(),
                null,
                false);
        int hole = template.indexOf("<any>");
        List<Occurrence.Slot> slots = hole < 0
                ? List.of()
                : List.of(new Occurrence.Slot(hole, message.length() - (template.length() - hole - 5), "any"));
        return new Occurrence(
                new Event.MessageEvent(record, message, ids, user, user == null ? null : "2.4.1"),
                new Fingerprint("nj1", List.of(issue)),
                template,
                "com.acme.Shop.pay",
                template,
                slots,
                List.of(new Occurrence.Part("message", template, true, "no trace")),
                null);
    }

    static String fileId() {
        return "0123456789abcdef0123456789abcdef";
    }

    static String eventId(int number) {
        return fileId() + "-" + Integer.toHexString(number * SIZE);
    }

    static Position position(String fileId, int events) {
        return new Position(
                fileId,
                "shop",
                "/var/log/shop/app.log",
                "web1",
                new Position.Identity(1024, "aa", "bb", "", 7, 42, 1 << 20, START, START, false, false),
                (long) events * SIZE,
                events,
                null,
                "logback",
                "UTF-8",
                "said so",
                START,
                null);
    }

    static Position position(int events) {
        return position(fileId(), events);
    }

    static Run run(String id, int hour) {
        return new Run(id, at(hour), at(hour).plusSeconds(5), List.of(), 10, 20, 30, 4, 5, List.of(), List.of());
    }

    static LogPattern pattern(Instant at, long count) {
        return new LogPattern("shop", "com.acme.Shop", Level.INFO, "paid <any>", at, at, count, 1);
    }
}
