package dev.nightjar.store.lucene.write;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Occurrence.Slot;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.store.encoded.Hash;
import dev.nightjar.store.encoded.Pseudonyms;
import dev.nightjar.store.lucene.LuceneStore;
import dev.nightjar.store.lucene.LuceneStoreTest;
import dev.nightjar.store.lucene.index.Committed;
import dev.nightjar.store.lucene.index.Index;
import dev.nightjar.store.lucene.text.Stories;
import dev.nightjar.store.lucene.text.TextDictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;

/// Prints how many events a second go into the store and how many bytes each takes: 300 issues, 667 variants, 65
/// templates, six parameters; then the same of the events alone, without issues and tallies, in one thread.
/// Arguments:
/// events, rounds, folder.
public final class StoreBench {

    private static final int THREADS = 2;
    private static final int BLOCK = 500;

    private final Random random = new Random(7);
    private final List<Trace> variants = new ArrayList<>();
    private final SourceFile file = new SourceFile(
            "0123456789abcdef0123456789abcdef",
            Path.of("/var/log/shop/app.log"),
            "shop",
            "web1",
            ZoneOffset.UTC,
            Instant.EPOCH);
    private Instant time = Instant.parse("2026-11-20T00:00:00Z");
    private long offset;
    private long line;

    private StoreBench() {
        for (int v = 0; v < 667; v++) {
            List<Thrown> chain = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                List<Frame> frames = new ArrayList<>();
                for (int f = 0; f < 20; f++) {
                    frames.add(new Frame(
                            "com.acme.shop.module" + random.nextInt(40) + ".Service" + random.nextInt(90),
                            "call" + random.nextInt(50),
                            "Service" + random.nextInt(90) + ".java",
                            random.nextInt(900),
                            0,
                            null,
                            f < 5,
                            false));
                }
                chain.add(new Thrown(
                        t == 0 ? Relation.TOP : Relation.CAUSE, "com.acme.shop.Error" + v % 40, "", frames, 3));
            }
            variants.add(new Trace("java", chain));
        }
    }

    public static void main(String[] args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path base = args.length > 2 ? Path.of(args[2]) : Files.createTempDirectory("store-bench");
        for (int round = 0; round < rounds; round++) {
            List<List<Occurrence>> blocks = new StoreBench().blocks(events);
            Path data = base.resolve("round" + round);
            long cpu = cpu();
            long start = System.nanoTime();
            long added = fill(blocks, data, start, events);
            System.out.printf(
                    "%,d events: %,.0f/s added, %,.0f/s with commit and close, %.1f us of processor and %.1f bytes each%n",
                    events,
                    events * 1e9 / added,
                    events * 1e9 / (System.nanoTime() - start),
                    (cpu() - cpu) / 1e3 / events,
                    (double) size(data.resolve(Index.FOLDER)) / events);
            Path alone = base.resolve("events" + round);
            long took = events(blocks, alone);
            System.out.printf(
                    "    events alone: %.2f us of processor and %.1f bytes each%n",
                    took / 1e3 / events, (double) size(alone) / events);
        }
    }

    /// Nanoseconds of processor that blocks of events take, from occurrences to a commit.
    private static long events(List<List<Occurrence>> blocks, Path index) throws Exception {
        Hash hash = new Hash(new byte[16]);
        long start = threadCpu();
        try (Directory directory = new NIOFSDirectory(index);
                IndexWriter writer = new IndexWriter(directory, Index.config());
                Committed committed = new Committed(directory)) {
            writer.commit();
            TextDictionary repeated = new TextDictionary(writer, committed, hash);
            try (EventDocuments documents =
                    new EventDocuments(writer, repeated, new Pseudonyms(hash, false), hash, () -> 1)) {
                for (List<Occurrence> block : blocks) {
                    try (EventDocuments.Adding adding = documents.adding()) {
                        for (Occurrence each : block) {
                            adding.add(each, each.fingerprint().hashes().getFirst(), 0);
                        }
                    }
                }
                documents.write();
                writer.commit();
            }
        }
        return threadCpu() - start;
    }

    private static long fill(List<List<Occurrence>> blocks, Path data, long start, int events) throws Exception {
        try (LuceneStore store = LuceneStoreTest.open(data);
                ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> done = new ArrayList<>();
            for (List<Occurrence> block : blocks) {
                done.add(pool.submit(() -> store.add(block, store.assign(block), 0)));
            }
            for (Future<?> each : done) {
                each.get();
            }
            long added = System.nanoTime() - start;
            store.commit(List.of(), Stories.run("1"));
            return added;
        }
    }

    private List<List<Occurrence>> blocks(int events) {
        List<List<Occurrence>> blocks = new ArrayList<>();
        for (int i = 0; i < events; i += BLOCK) {
            List<Occurrence> block = new ArrayList<>();
            for (int j = 0; j < Math.min(BLOCK, events - i); j++) {
                block.add(occurrence());
            }
            blocks.add(block);
        }
        return blocks;
    }

    private Occurrence occurrence() {
        int issue = random.nextInt(300);
        int form = issue % 65;
        StringBuilder message = new StringBuilder("Could not finish step " + word(form) + " of order ");
        List<Slot> slots = new ArrayList<>();
        slot(message, slots, Integer.toString(random.nextInt(1_000_000)));
        message.append(" for user ");
        slot(message, slots, "user" + random.nextInt(5000));
        message.append(" at ").append(word(form + 1)).append(" after ");
        slot(message, slots, random.nextInt(5000) + "ms");
        message.append(", attempt ");
        slot(message, slots, Integer.toString(random.nextInt(5)));
        String thrown = "Gateway " + word(form + 2) + " answered " + (400 + random.nextInt(100)) + " from 10.0."
                + random.nextInt(4) + "." + random.nextInt(250);
        int variant = (issue + 300 * random.nextInt(3)) % 667;
        Trace bare = variants.get(variant);
        Trace trace = new Trace(
                "java",
                List.of(
                        bare.chain().get(0).withMessage(message.toString()),
                        bare.chain().get(1).withMessage(thrown)));
        time = time.plusMillis(random.nextInt(200));
        offset += 4000 + random.nextInt(2000);
        line += 40 + random.nextInt(20);
        LogRecord record = new LogRecord(
                file,
                offset,
                offset + 4000,
                line,
                time,
                Set.of(),
                Level.ERROR,
                "ERROR",
                "com.acme.shop.Step" + form,
                "exec-" + random.nextInt(50),
                null,
                null,
                message.toString(),
                Map.of(),
                null,
                false);
        ExceptionEvent event = new ExceptionEvent(
                record, message.toString(), Map.of(), "user" + random.nextInt(5000), null, trace, variant, List.of());
        return new Occurrence(
                event,
                new Fingerprint("nj1", List.of(IssueId.of(issue * 0x9E3779B97F4A7C15L))),
                "title",
                "culprit",
                "template " + form,
                slots,
                List.of(),
                null);
    }

    private static void slot(StringBuilder message, List<Slot> slots, String value) {
        slots.add(new Slot(message.length(), message.length() + value.length(), "any"));
        message.append(value);
    }

    private static String word(int number) {
        return "step" + (char) ('a' + number % 26) + (char) ('a' + number / 26 % 26);
    }

    /// Nanoseconds that all threads of this process have worked: tells more than the clock on a busy machine.
    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long threadCpu() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long size(Path index) throws IOException {
        try (Stream<Path> files = Files.list(index)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
