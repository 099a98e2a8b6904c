import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Occurrence.Part;
import dev.nightjar.model.event.Occurrence.Slot;
import dev.nightjar.model.Run;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.store.lucene.LuceneStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Makes an index to be measured: few issues have most of the events, half of the issues have a trace; a commit for
/// each day. Arguments: folder, events, issues, days.
public final class Insight {

    private static final Instant END = Instant.parse("2026-11-20T12:30:00Z");
    private static final List<String> NOUNS =
            List.of("order", "payment", "cart", "invoice", "session", "customer", "voucher", "parcel", "stock", "mail");

    private final Random random = new Random(11);
    private final int issues;
    private final List<Trace> traces = new ArrayList<>();
    private long number;

    private Insight(int issues) {
        this.issues = issues;
        for (int i = 0; i < issues; i++) {
            traces.add(trace(i));
        }
    }

    public static void main(String[] args) {
        long events = Long.parseLong(args[1]);
        int days = Integer.parseInt(args[3]);
        Insight made = new Insight(Integer.parseInt(args[2]));
        try (LuceneStore store = LuceneStore.open(Path.of(args[0]), Clock.systemUTC())) {
            for (int day = 0; day < days; day++) {
                made.day(store, END.minus(Duration.ofDays(days - day)), events / days);
                store.commit(List.of(), new Run("run-" + day, END, END, List.of(), 0, 0, 0, 0, 0, List.of(), List.of()));
            }
        }
    }

    private void day(LuceneStore store, Instant from, long events) {
        Duration step = Duration.ofDays(1).dividedBy(events);
        List<Occurrence> block = new ArrayList<>();
        for (long i = 0; i < events; i++) {
            block.add(occurrence(from.plus(step.multipliedBy(i))));
            if (block.size() == 500 || i == events - 1) {
                store.add(block, store.assign(block), 0);
                block.clear();
            }
        }
    }

    private Trace trace(int issue) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            String name = "Service" + random.nextInt(400);
            frames.add(new Frame(
                    "com.acme." + NOUNS.get(issue % 10) + "." + name,
                    "call" + random.nextInt(50),
                    name + ".java",
                    random.nextInt(900),
                    0,
                    null,
                    i < 4,
                    false));
        }
        return new Trace("java", List.of(new Thrown(Relation.TOP, "com.acme.Error" + issue % 40, "", frames, 0)));
    }

    private Occurrence occurrence(Instant time) {
        int issue = (int) (issues * Math.pow(random.nextDouble(), 3));
        String id = "o-" + Integer.toHexString(random.nextInt(1 << 24));
        String noun = NOUNS.get(issue % 10);
        String start = noun + " ";
        String message = start + id + " failed at step word" + issue;
        SourceFile file = new SourceFile(
                String.format("%032x", 77 + issue % 4),
                Path.of("/var/log/shop/" + noun + ".log"),
                "shop",
                "web" + issue % 4,
                ZoneOffset.UTC,
                END);
        long at = number++ * 300;
        LogRecord record = new LogRecord(
                file,
                at,
                at + 280,
                number,
                time,
                Set.of(),
                issue % 3 == 0 ? Level.WARN : Level.ERROR,
                "ERROR",
                "com.acme." + noun,
                "exec-" + random.nextInt(8),
                null,
                null,
                message,
                Map.of(),
                null,
                false);
        Map<String, String> ids = Map.of("request", Long.toHexString(random.nextLong()));
        String user = "user" + random.nextInt(20_000);
        Trace trace = traces.get(issue);
        Event event = issue % 2 == 0
                ? new Event.MessageEvent(record, message, ids, user, "2.4." + time.getEpochSecond() / 1_000_000)
                : new Event.ExceptionEvent(record, message, ids, user, "2.4", trace, issue, List.of());
        String template = start + "<id> failed at step word" + issue;
        return new Occurrence(
                event,
                new Fingerprint("nj1", List.of(IssueId.of((issue + 1L) * 0x9E3779B97F4A7C15L))),
                template,
                "com.acme." + noun + ".Service.call",
                template,
                List.of(new Slot(start.length(), start.length() + id.length(), "id")),
                List.of(
                        new Part("type", "com.acme.Error" + issue % 40, true, "the type of the root cause"),
                        new Part("message", template, true, "the message's template"),
                        new Part("frames", "com.acme." + noun + ".Service" + issue, true, "own frames")),
                null);
    }
}
