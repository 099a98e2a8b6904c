package dev.nightjar.store.lucene.text;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Run;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Occurrence.Part;
import dev.nightjar.model.event.Occurrence.Slot;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.Position;
import dev.nightjar.model.log.SourceFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Invented occurrences: seeded, with few words, so that queries meet.
public final class Stories {

    public static final Instant START = Instant.parse("2026-11-20T10:15:00Z");

    static final List<String> WORDS = List.of(
            "payment",
            "declined",
            "order",
            "user",
            "timeout",
            "connection",
            "reset",
            "Zürich",
            "retry",
            "cart",
            "for",
            "e",
            "snake_case",
            "com.acme.Pay");

    private static final List<String> TYPES =
            List.of("java.sql.SQLException", "com.acme.PayException", "java.io.IOException", "KeyError");

    /// What stands in holes of frames; some are no words.
    private static final List<String> MASKED =
            List.of("Accessor7", "Accessor12", "Proxy3", "payment", "Zürich9", "order-17", "e", "$$");

    private final Random random;
    private final boolean masked;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<Trace> traces = new ArrayList<>();
    private long next;

    /// A message's words; empty strings stand for variable parts.
    private record Shape(List<String> words, Level level, String logger) {}

    public Stories(long seed) {
        this(seed, false);
    }

    /// @param masked traces may have holes for words
    public Stories(long seed, boolean masked) {
        random = new Random(seed);
        this.masked = masked;
        for (int i = 0; i < 8; i++) {
            List<String> words = new ArrayList<>();
            for (int w = 2 + random.nextInt(5); w > 0; w--) {
                words.add(random.nextInt(3) == 0 ? "" : pick(WORDS));
            }
            shapes.add(new Shape(
                    words, pick(List.of(Level.values())), "com.acme." + pick(List.of("Pay", "Cart", "Mail"))));
        }
        for (int i = 0; i < 6; i++) {
            traces.add(trace());
        }
    }

    <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    public static SourceFile file(int number) {
        return new SourceFile(
                String.format("%032x", 0xabcdefL * (number + 1)),
                Path.of("/var/log/shop/app-" + number + ".log"),
                "shop",
                "web" + number,
                ZoneOffset.UTC,
                START);
    }

    /// The next occurrence of one of three files.
    public Occurrence next() {
        Shape shape = pick(shapes);
        StringBuilder message = new StringBuilder();
        StringBuilder template = new StringBuilder();
        List<Slot> slots = new ArrayList<>();
        for (String word : shape.words) {
            String separator = message.isEmpty() ? "" : pick(List.of(" ", " ", "-", "="));
            message.append(separator);
            template.append(separator.equals("=") ? "=" : " ");
            String text = word.isEmpty() ? value() : word;
            if (word.isEmpty()) {
                slots.add(new Slot(message.length(), message.length() + text.length(), "any"));
            }
            message.append(text);
            template.append(word.isEmpty() ? "<any>" : word);
        }
        Trace trace = random.nextInt(3) == 0 ? null : withMessages(pick(traces), message.toString());
        return occurrence(message.toString(), template.toString().strip(), slots, shape, trace);
    }

    private Occurrence occurrence(String message, String template, List<Slot> slots, Shape shape, Trace trace) {
        long number = next++;
        Instant time = START.plusMillis(random.nextInt(6 * 3_600_000)).plusNanos(random.nextInt(3) * 123);
        LogRecord record = new LogRecord(
                file((int) (number % 3)),
                number * 100,
                number * 100 + 90,
                number + 1,
                time,
                Set.of(),
                shape.level,
                shape.level.name(),
                shape.logger,
                "exec-" + random.nextInt(4),
                random.nextBoolean() ? null : "Node-7",
                null,
                message,
                Map.of(),
                null,
                false);
        Map<String, String> ids = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            ids.put("request", "r-" + random.nextInt(50));
        }
        String user = random.nextInt(3) == 0 ? null : "User" + random.nextInt(9);
        String release = random.nextBoolean() ? null : "1." + random.nextInt(3);
        Event event = trace == null
                ? new Event.MessageEvent(record, message, ids, user, release)
                : new Event.ExceptionEvent(
                        record,
                        message,
                        ids,
                        user,
                        release,
                        trace,
                        trace.chain().size(),
                        words(trace));
        long hash = (template + shape.logger).hashCode() * 0x9E3779B97F4A7C15L;
        return new Occurrence(
                event,
                new Fingerprint("nj1", List.of(IssueId.of(hash))),
                "title " + template,
                "com.acme.Pay.charge",
                template,
                slots,
                List.of(new Part("message", template, true, "no own frames")),
                null);
    }

    /// One for each hole.
    private List<String> words(Trace trace) {
        List<String> words = new ArrayList<>();
        for (Thrown thrown : trace.chain()) {
            for (Frame frame : thrown.frames()) {
                for (long holes = (frame.module() + frame.function() + frame.file())
                                .chars()
                                .filter(c -> c == Trace.HOLE)
                                .count();
                        holes > 0;
                        holes--) {
                    words.add(pick(MASKED));
                }
            }
        }
        return words;
    }

    /// The trace of an event as the log has it, null for a message.
    public static Trace trace(Event event) {
        return event instanceof Event.ExceptionEvent e
                ? e.words().isEmpty()
                        ? e.trace()
                        : Variants.filled(e.trace(), e.words().iterator())
                : null;
    }

    private String value() {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.toString(random.nextInt(20));
            case 1 -> pick(WORDS);
            case 2 -> pick(WORDS) + " " + random.nextInt(5);
            default -> "order-" + random.nextInt(9) + "/x";
        };
    }

    private Trace trace() {
        List<Thrown> chain = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            List<Frame> frames = new ArrayList<>();
            for (int f = 1 + random.nextInt(4); f > 0; f--) {
                String name = pick(List.of("Pay", "Cart", "Mail"));
                if (masked && random.nextInt(3) == 0) {
                    frames.add(pick(List.of(
                            new Frame("com.acme.\0", "invoke", "\0.java", 7, 0, null, false, false),
                            new Frame("com.acme." + name, "lambda$\0", null, 0, 0, null, false, true),
                            new Frame("com.acme.\0-\0", "charge", name + ".java", 3, 0, null, false, false))));
                    continue;
                }
                frames.add(new Frame(
                        random.nextInt(5) == 0 ? null : "com.acme." + name,
                        pick(List.of("charge", "add", "<init>")),
                        name + ".java",
                        random.nextInt(20),
                        random.nextInt(2),
                        random.nextInt(4) == 0 ? "return order(user);" : null,
                        random.nextBoolean(),
                        random.nextInt(9) == 0));
            }
            chain.add(new Thrown(
                    chain.isEmpty() ? Relation.TOP : Relation.CAUSE, pick(TYPES), "", frames, random.nextInt(3)));
        }
        return new Trace("java", chain);
    }

    private Trace withMessages(Trace bare, String message) {
        return new Trace(
                bare.language(),
                bare.chain().stream()
                        .map(thrown -> thrown.withMessage(
                                switch (random.nextInt(5)) {
                                    case 0 -> "";
                                    case 1 -> message;
                                    case 2 ->
                                        "connection reset by '" + pick(WORDS) + "' after " + random.nextInt(30) + "ms";
                                    case 3 -> pick(WORDS) + " " + pick(WORDS);
                                    default -> "id=" + value() + "; retry";
                                }))
                        .toList());
    }

    public List<Occurrence> next(int count) {
        List<Occurrence> occurrences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            occurrences.add(next());
        }
        return occurrences;
    }

    public static Run run(String id) {
        return new Run(
                id,
                START,
                START.plusSeconds(5),
                List.of(new Run.ReadFile("/a", "shop", "web", "logback", "97 of 100 lines", 1, 2, 3, 4, 5, null)),
                10,
                20,
                30,
                4,
                5,
                List.of(new dev.nightjar.model.NotRead("/b", "no permission", true)),
                List.of(new dev.nightjar.model.Unclear(
                        "/a",
                        "shop",
                        "web-1",
                        true,
                        9,
                        9,
                        2,
                        12,
                        3,
                        java.util.Map.of("failed", 2L),
                        List.of("till failed"))));
    }

    public static Position position(String fileId, String path, long offset) {
        Position.Identity identity =
                new Position.Identity(1024, "aa", "bb", "", 7, 42, 1 << 20, START.plusNanos(5), START, true, false);
        return new Position(
                fileId,
                "shop",
                path,
                "web1",
                identity,
                offset,
                offset / 100,
                null,
                "logback",
                "UTF-8",
                "said so",
                START,
                null);
    }
}
