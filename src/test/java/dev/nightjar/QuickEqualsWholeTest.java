package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.config.Project;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.Extractor;
import dev.nightjar.extract.Extractor.Understood;
import dev.nightjar.format.Format;
import dev.nightjar.format.Formats;
import dev.nightjar.group.Grouping;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Event.MessageEvent;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.Candidate;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.scan.Loading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A record whose known frames were left out is understood as the same record read whole: the event, the issue,
/// every
/// frame, message and id. Over every sample, over what chance makes of them, and over the logs below the folder
/// that
/// `-Dnightjar.corpus` names.
@Tag("faults")
class QuickEqualsWholeTest {

    private static final String HEADER = "2026-03-0%d 10:15:%02d,%03d ERROR [worker-%d] %s - ";
    private static final long BIGGEST = 20_000_000;

    private final Project project = new Project(
            "shop",
            List.of(),
            List.of(),
            Level.WARN,
            Map.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            Project.Releases.NONE,
            false,
            Set.of(),
            Optional.empty());
    private final Loading.Rooms rooms = rooms();
    private long events;
    private long quick;

    private static Loading.Rooms rooms() {
        Problems problems = new Problems();
        Grouping grouping = Grouping.load(Optional.empty(), problems);
        Extractor extractor = Extractor.load(Optional.empty(), problems, grouping.mask());
        return new Loading.Rooms(
                Formats.load(Optional.empty(), extractor.traceLines(), problems),
                extractor,
                grouping,
                dev.nightjar.group.learn.ValueWords.load(Optional.empty(), problems));
    }

    @TestFactory
    Stream<DynamicTest> overEverySample() throws IOException {
        return files(Path.of("samples"))
                .map(file -> DynamicTest.dynamicTest(
                        Path.of("samples").relativize(file).toString(), () -> {
                            byte[] bytes = Files.readAllBytes(file);
                            check(bytes);
                            check(bytes); // now everything is known
                        }));
    }

    @TestFactory
    Stream<DynamicTest> overAnyLogsThatAreAtHand() throws IOException {
        String corpus = System.getProperty("nightjar.corpus", "");
        return corpus.isEmpty()
                ? Stream.of(DynamicTest.dynamicTest("no folder is named", () -> {}))
                : files(Path.of(corpus))
                        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(Files.readAllBytes(file))));
    }

    @TestFactory
    Stream<DynamicTest> overTracesOfEveryLanguageWithWhatVariesBetweenEvents() throws IOException {
        return files(Path.of("samples/traces"))
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    String trace = Files.readString(file);
                    Random random = new Random(file.toString().hashCode());
                    StringBuilder log = new StringBuilder();
                    for (int i = 0; i < 24; i++) {
                        String varied = i % 3 == 0 ? trace : varied(trace, random);
                        log.append(header(random))
                                .append("failed ")
                                .append(i)
                                .append('\n')
                                .append(varied.strip())
                                .append('\n');
                    }
                    check(log.toString().getBytes(StandardCharsets.UTF_8));
                    check(log.toString().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
                }));
    }

    @Test
    void overTracesThatChanceMakes() {
        long seed = 20260301;
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            StringBuilder log = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                log.append(header(random)).append(one(random, SAYINGS)).append('\n');
                trace(log, random, 0);
            }
            check(log.toString().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(quick).as("of %d events, seed %d", events, seed).isGreaterThan(events / 8);
    }

    @Test
    void framesInAnotherOrderAreAnotherTrace() {
        String head = header(new Random(7)) + "no bread\njava.lang.IllegalStateException: oven\n";
        String one = "\tat bakery.Oven.heat(Oven.java:7)\n";
        String other = "\tat bakery.Gas.open(Gas.java:8)\n";
        String log = (head + one + other).repeat(3) + (head + other + one).repeat(3);
        check(log.getBytes(StandardCharsets.UTF_8));
    }

    /// Few shapes, so that what was learned from one message is used for all others.
    @Test
    void overFewShapesWithMessagesOfAllKinds() {
        Random random = new Random(20260302);
        for (int shape = 0; shape < 12; shape++) {
            StringBuilder log = new StringBuilder();
            for (int i = 0; i < 150; i++) {
                log.append(header(random)).append(one(random, SAYINGS)).append('\n');
                for (int depth = 0; depth <= shape % 4; depth++) {
                    log.append(depth == 0 ? "" : shape % 3 == 0 ? "\tSuppressed: " : "Caused by: ")
                            .append(TYPES.get((shape + depth) % TYPES.size()))
                            .append(random.nextInt(5) == 0 ? "" : ": " + one(random, SAYINGS))
                            .append("\n\tat com.acme.shop.Cart.total(Cart.java:7)\n\tat com.acme.A.b(A.java:8)\n");
                }
            }
            check(log.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final List<String> SAYINGS = List.of(
            "order 17 failed",
            "user=kim password=Tr0ub4dor&3 was refused",
            "see com.acme.Gone: nothing",
            "java.lang.IllegalStateException: once more",
            "Größe überschritten für 12 Stück",
            "call took 12 ms; nested exception is java.io.IOException: closed",
            "\u001b[31mred\u001b[0m",
            "zero \0 inside",
            "api_key=",
            "card 4111 1111 1111 1111",
            "cleartext\r within",
            "session opened for user root by (uid=0)",
            "id=550e8400-e29b-41d4-a716-446655440000 at 10.0.0.7",
            "null",
            "two lines\n  the second: of them",
            "two lines\njava.io.IOException: of them",
            "at the moment\n\n",
            "ERROR in ward: 7",
            "Caused by: java.io.IOException: early",
            "x ---> System.Exception: y",
            "Detail: \f",
            "");

    private static final List<String> LOGGERS =
            List.of("com.acme.shop.Cart", "com.acme.pay.Gateway", "django.security.csrf");

    private static final List<String> TYPES = List.of(
            "java.lang.IllegalStateException",
            "com.acme.pay.RefusedException",
            "java.net.SocketTimeoutException",
            "org.springframework.dao.DataAccessResourceFailureException",
            "Oops");

    private static final List<String> CALLS = List.of(
            "com.acme.shop.Cart.total(Cart.java:%d)",
            "com.acme.shop.Order%d.place(Order.java:12)",
            "java.base/java.lang.Thread.run(Thread.java:1583)",
            "jdk.internal.reflect.GeneratedMethodAccessor%d.invoke(Unknown Source)",
            "com.sun.proxy.$Proxy%d.save(Unknown Source)",
            "com.acme.shop.Cart$$Lambda/0x00007f%d.apply(Unknown Source)",
            "com.acme.shop.Cart$$Lambda$%d/0x0000000800c8d840.apply(Unknown Source)",
            "com.acme.shop.Cart$$EnhancerBySpringCGLIB$$%dab.total(<generated>)",
            "app//com.acme.shop.Cart.lambda$total$%d(Cart.java:9) ~[shop.jar:1.%d]",
            "org.hibernate.Session.flush(Session.java:77) [hibernate-5.%d.jar:?]",
            "sun.reflect.NativeMethodAccessorImpl.invoke0(Native Method)",
            "com.acme.Kéy.ou%dvre(Kéy.java:3)",
            "com.acme.Long.pass(Long.java:%d)password=%d");

    private static final List<String> OTHERS = List.of(
            "\t... %d more",
            "\t... %d common frames omitted",
            "\tat com.acme.Api.secret=AKIAIOSFODNN7EXAMPLE%d",
            "  at fetch (/srv/app/cart.js:%d:7)",
            "#1 /srv/app/cart.php(%d): Cart->total()",
            "\tat ",
            "\tat jdk.internal.reflect.GeneratedMethodAccessor%d.invoke(Unknown Source)\u001b[0m",
            "some line %d in between",
            "");

    private static void trace(StringBuilder log, Random random, int depth) {
        log.append(depth == 0 ? "" : random.nextInt(4) == 0 ? "\tSuppressed: " : "Caused by: ")
                .append(one(random, TYPES))
                .append(random.nextInt(5) == 0 ? "" : ": " + one(random, SAYINGS))
                .append('\n');
        int frames = random.nextInt(9);
        int first = random.nextInt(CALLS.size());
        for (int i = 0; i < frames; i++) {
            String call = CALLS.get((first + i) % CALLS.size());
            log.append("\tat ")
                    .append(call.replace("%d", Integer.toString(random.nextInt(40))))
                    .append('\n');
        }
        if (random.nextInt(3) == 0) {
            log.append(one(random, OTHERS).replace("%d", Integer.toString(random.nextInt(40))))
                    .append('\n');
        }
        if (depth < 3 && random.nextBoolean()) {
            trace(log, random, depth + 1);
        }
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String header(Random random) {
        return String.format(
                HEADER,
                1 + random.nextInt(9),
                random.nextInt(60),
                random.nextInt(1000),
                random.nextInt(40),
                one(random, LOGGERS));
    }

    /// Other digits, here and there.
    private static String varied(String text, Random random) {
        StringBuilder other = new StringBuilder(text);
        for (int i = 0; i < other.length(); i++) {
            char c = other.charAt(i);
            if (c >= '0' && c <= '9' && random.nextInt(3) == 0) {
                other.setCharAt(i, (char) ('0' + random.nextInt(10)));
            }
        }
        return other.toString();
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk
                    .filter(file -> Files.isRegularFile(file) && file.toFile().length() < BIGGEST)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private void check(byte[] bytes) {
        Formats formats = rooms.formats();
        Format format = formats.detect(bytes, Math.min(bytes.length, Formats.SAMPLE), "auto");
        SourceFile file = new SourceFile(
                "00", Path.of("/logs/a.log"), "shop", "here", ZoneOffset.UTC, Instant.parse("2026-03-05T00:00:00Z"));
        Block block = new Block(file, 0, bytes, 0, bytes.length, bytes.length, true, true);
        LiteralPrefilter needles = LiteralPrefilter.of(rooms.extractor().needles(project, format.name()));
        format.scan(block, true, Level.WARN, needles, candidate -> compare(candidate, format.name()));
    }

    private void compare(Candidate candidate, String format) {
        Understood fast = rooms.extractor().understand(candidate, project, format);
        Understood slow = rooms.extractor().whole(candidate.record(), project, format);
        assertThat(fast.release()).isEqualTo(slow.release());
        assertThat(fast.event().isPresent()).isEqualTo(slow.event().isPresent());
        if (fast.event().isPresent()) {
            Event one = fast.event().get();
            Event other = slow.event().get();
            events++;
            quick += one.record().text().length() < other.record().text().length() ? 1 : 0;
            assertThat(bare(one)).isEqualTo(bare(other));
            Occurrence left = rooms.grouping().group(one, project);
            Occurrence right = rooms.grouping().group(other, project);
            assertThat(left.fingerprint()).isEqualTo(right.fingerprint());
            assertThat(left.title()).isEqualTo(right.title());
            assertThat(left.culprit()).isEqualTo(right.culprit());
            assertThat(left.template()).isEqualTo(right.template());
            assertThat(left.slots()).isEqualTo(right.slots());
            assertThat(left.why()).isEqualTo(right.why());
            assertThat(bare(left.event())).isEqualTo(bare(right.event()));
        }
    }

    /// All but the text of the record.
    private static List<Object> bare(Event event) {
        List<Object> parts = new ArrayList<>();
        parts.add(event.record().with(""));
        parts.add(event.message());
        parts.add(event.ids());
        parts.add(event.time());
        parts.add(String.valueOf(event.user()));
        parts.add(String.valueOf(event.release()));
        switch (event) {
            case MessageEvent message -> {}
            case ExceptionEvent thrown -> {
                parts.add(thrown.trace());
                parts.add(thrown.shape());
                parts.add(thrown.words());
                parts.add(thrown.trace().filled(thrown.words()));
            }
        }
        return parts;
    }
}
