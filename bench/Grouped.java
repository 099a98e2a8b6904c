import dev.nightjar.config.yaml.Problems;
import dev.nightjar.config.Project;
import dev.nightjar.config.Project.FingerprintRule;
import dev.nightjar.config.Project.Releases;
import dev.nightjar.group.Grouping;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Event.MessageEvent;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Times `Grouping.group` on one thread, warm, in time of the processor; prints microseconds per event, the median of rounds, for
/// messages of about 100 characters (60 templates), for traces of 45 frames and a cause of 12 (400 shapes), and for both in a
/// project with ten fingerprint rules of which none matches: `messages 1.2 traces 2.3 rules 3.4`.
final class Grouped {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 9;
    private static final String[] WORDS = ("Order payment could not be stored after retry connection to refused by for cart while reading "
                    + "timeout of the queue").split(" ");
    private static final SourceFile FILE =
            new SourceFile("0".repeat(32), Path.of("/log/shop.log"), "shop", "h1", ZoneOffset.UTC, Instant.EPOCH);

    private final Random random = new Random(7);
    private final Grouping grouping;

    private Grouped(Grouping grouping) {
        this.grouping = grouping;
    }

    public static void main(String[] args) {
        Problems problems = new Problems();
        Grouped grouped = new Grouped(Grouping.load(Optional.empty(), problems));
        problems.failIfAny();
        List<Event> messages = grouped.messages(20_000);
        List<Event> traces = grouped.traces(20_000);
        List<Event> both = new ArrayList<>(messages);
        both.addAll(traces);
        System.out.printf(
                "messages %.2f traces %.2f rules %.2f%n",
                grouped.median(messages, project(List.of())),
                grouped.median(traces, project(List.of())),
                grouped.median(both, project(rules())));
    }

    private static Project project(List<FingerprintRule> rules) {
        return new Project(
                "shop", List.of(), List.of(), Level.WARN, Map.of(), List.of(), List.of(), Map.of(), rules, List.of(),
                Releases.NONE, false, Set.of(), Optional.empty());
    }

    private static List<FingerprintRule> rules() {
        List<FingerprintRule> rules = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rules.add(new FingerprintRule(Map.of("message", "*never " + i + "*"), List.of("x"), "", "shop.yaml:1:1"));
            rules.add(new FingerprintRule(Map.of("type", "*Never" + i), List.of("x"), "", "shop.yaml:1:1"));
        }
        return rules;
    }

    private double median(List<Event> events, Project project) {
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            times.add(time(events, project));
        }
        times.sort(null);
        return times.get(ROUNDS / 2);
    }

    private double time(List<Event> events, Project project) {
        long start = CPU.getCurrentThreadCpuTime();
        int hashes = 0;
        for (int round = 0; round < 5; round++) {
            for (Event event : events) {
                hashes += grouping.group(event, project).fingerprint().hashes().size();
            }
        }
        if (hashes == 0) {
            throw new IllegalStateException("nothing grouped");
        }
        return (CPU.getCurrentThreadCpuTime() - start) / 1000.0 / 5 / events.size();
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
            String text = text(templates.get(random.nextInt(60)));
            events.add(new MessageEvent(record(text), text, Map.of(), null, null));
        }
        return events;
    }

    private static LogRecord record(String text) {
        return new LogRecord(
                FILE, 0, 1, 1, Instant.EPOCH, Set.of(), Level.ERROR, null, "com.acme.Shop", null, null, null, text, Map.of(),
                null,
                false);
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
        List<Thrown> tops = new ArrayList<>();
        List<Thrown> causes = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            tops.add(new Thrown(Relation.TOP, "com.acme.Failed", "", frames(45), 0));
            causes.add(new Thrown(Relation.CAUSE, "java.sql.SQLException", "", frames(12), 30));
        }
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int n = random.nextInt(400);
            String thrown = text("row %d of user %s at 10.1.%d.%d locked for %dms by %s");
            Trace trace = new Trace(
                    "java",
                    List.of(tops.get(n).withMessage("cart " + i + " failed"), causes.get(n).withMessage(thrown)));
            String message = "cart " + i + " could not be stored for kim" + i;
            events.add(new ExceptionEvent(record(message), message, Map.of(), null, null, trace, n, List.of()));
        }
        return events;
    }

    private List<Frame> frames(int count) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String module = random.nextInt(4) == 0 ? "com.acme.shop.Cart" : "org.springframework.web.Filter";
            frames.add(new Frame(
                    module + random.nextInt(40), "call" + random.nextInt(9), "X.java", random.nextInt(300), 0, null, false,
                    false));
        }
        return frames;
    }
}
