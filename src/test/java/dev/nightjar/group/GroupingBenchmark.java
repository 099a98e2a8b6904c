package dev.nightjar.group;

import dev.nightjar.model.Event;
import dev.nightjar.model.Event.ExceptionEvent;
import dev.nightjar.model.Level;
import dev.nightjar.model.Trace;
import dev.nightjar.model.Trace.Relation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Times `Grouping.group` on one thread, warm, in time of the processor: `java …
/// dev.nightjar.group.GroupingBenchmark`. Prints microseconds per event for messages of about 100 characters (60
/// templates), and for traces of 45 frames and a cause (400 shapes).
final class GroupingBenchmark {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final String[] WORDS = {
        "Order",
        "payment",
        "could",
        "not",
        "be",
        "stored",
        "after",
        "retry",
        "connection",
        "to",
        "refused",
        "by",
        "for",
        "cart",
        "while",
        "reading",
        "timeout",
        "of",
        "the",
        "queue"
    };

    private final Random random = new Random(7);
    private final Grouping grouping = Given.grouping();

    public static void main(String[] args) {
        GroupingBenchmark benchmark = new GroupingBenchmark();
        List<Event> messages = benchmark.messages(20_000);
        List<Event> traces = benchmark.traces(20_000);
        for (int round = 0; round < 5; round++) {
            System.out.printf(
                    "messages %.2f us/event, traces %.2f us/event%n", benchmark.time(messages), benchmark.time(traces));
        }
    }

    private double time(List<Event> events) {
        long start = CPU.getCurrentThreadCpuTime();
        int hashes = 0;
        for (int round = 0; round < 20; round++) {
            for (Event event : events) {
                hashes +=
                        grouping.group(event, Given.SHOP).fingerprint().hashes().size();
            }
        }
        if (hashes == 0) {
            throw new IllegalStateException("nothing grouped");
        }
        return (CPU.getCurrentThreadCpuTime() - start) / 1000.0 / 20 / events.size();
    }

    private List<Event> messages(int count) {
        List<String> templates = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            StringBuilder text = new StringBuilder();
            for (int w = 0; w < 9; w++) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            templates.add(text + "%d for user %s on 10.0.%d.%d took %dms, id=%s");
        }
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(Given.message(Level.ERROR, "com.acme.Shop", text(templates.get(random.nextInt(60)))));
        }
        return events;
    }

    private String text(String template) {
        return template.formatted(
                random.nextInt(99_999),
                "kim" + random.nextInt(99),
                random.nextInt(255),
                random.nextInt(255),
                random.nextInt(9_999),
                Long.toHexString(random.nextLong()));
    }

    private List<Event> traces(int count) {
        List<Trace> shapes = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            shapes.add(new Trace(
                    "java",
                    List.of(
                            Given.thrown(Relation.TOP, "com.acme.Failed", "", 0, frames(45)),
                            Given.thrown(Relation.CAUSE, "java.sql.SQLException", "", 30, frames(12)))));
        }
        List<ExceptionEvent> first =
                shapes.stream().map(shape -> Given.exception("x", shape)).toList();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int n = random.nextInt(400);
            Trace shape = shapes.get(n);
            String thrown = text("row %d of user %s at 10.1.%d.%d locked for %dms by %s");
            Trace trace = new Trace(
                    "java",
                    List.of(
                            shape.chain().get(0).withMessage("cart " + i + " failed"),
                            shape.chain().get(1).withMessage(thrown)));
            ExceptionEvent like = first.get(n);
            events.add(new ExceptionEvent(
                    like.record(),
                    "cart " + i + " could not be stored for kim" + i,
                    like.ids(),
                    null,
                    null,
                    trace,
                    like.shape()));
        }
        return events;
    }

    private String[] frames(int count) {
        String[] frames = new String[count];
        for (int i = 0; i < count; i++) {
            String module = random.nextInt(4) == 0 ? "com.acme.shop.Cart" : "org.springframework.web.Filter";
            frames[i] = module + random.nextInt(40) + ".call" + random.nextInt(9) + ":" + random.nextInt(300);
        }
        return frames;
    }
}
