package dev.nightjar.store.lucene;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Occurrence.Part;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.store.lucene.text.Stories;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Makes an index of very many issues, and prints what an event costs. Arguments: folder, events, issues, users and
/// hosts, days, events per commit. Every event is of an issue at random; with as many issues as events each is new.
public final class ManyIssues {

    private static final int BLOCK = 500;

    private final Random random = new Random(5);
    private final int issues;
    private final int others;
    private final Instant from = Instant.parse("2026-11-01T00:00:00Z");
    private final long stepMillis;
    private final long events;
    private long number;

    private ManyIssues(long events, int issues, int others, int days) {
        this.events = events;
        this.issues = issues;
        this.others = others;
        this.stepMillis = Math.max(1, days * 86_400_000L / events);
    }

    public static void main(String[] args) {
        long events = Long.parseLong(args[1]);
        ManyIssues many =
                new ManyIssues(events, Integer.parseInt(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        long commit = Long.parseLong(args[5]);
        try (LuceneStore store = LuceneStore.open(Path.of(args[0]), Clock.systemUTC())) {
            many.fill(store, commit);
        }
    }

    private void fill(LuceneStore store, long commit) {
        long assigning = 0;
        long adding = 0;
        long cpu = cpu();
        while (number < events) {
            List<Occurrence> block = new ArrayList<>();
            for (int i = 0; i < BLOCK && number < events; i++) {
                block.add(occurrence());
            }
            long begin = System.nanoTime();
            List<IssueId> ids = store.assign(block);
            long assigned = System.nanoTime();
            store.add(block, ids, 0);
            assigning += assigned - begin;
            adding += System.nanoTime() - assigned;
            if (number % commit == 0 || number == events) {
                store.commit(List.of(), Stories.run("run" + number));
            }
            if (number % (events / 10) == 0) {
                System.out.printf(
                        "%,d events, %,d new issues: %.1f us assigned, %.1f us added, %.1f us of processor each%n",
                        number,
                        store.newIssues(),
                        assigning / 1e3 / number,
                        adding / 1e3 / number,
                        (cpu() - cpu) / 1e3 / number);
            }
        }
    }

    private Occurrence occurrence() {
        int issue = issues >= events ? (int) number : random.nextInt(issues);
        String message = "could not place " + word(issue) + " " + word(issue / 100) + " " + word(issue / 10_000);
        SourceFile file = new SourceFile(
                "0123456789abcdef0123456789abcdef",
                Path.of("/var/log/shop/app.log"),
                "shop",
                "web" + random.nextInt(others),
                ZoneOffset.UTC,
                Instant.EPOCH);
        long at = number++ * 100;
        LogRecord record = new LogRecord(
                file,
                at,
                at + 99,
                number,
                from.plusMillis(number * stepMillis),
                Set.of(),
                Level.ERROR,
                "ERROR",
                "com.acme.X",
                "main",
                null,
                null,
                message,
                Map.of(),
                null,
                false);
        return new Occurrence(
                new Event.MessageEvent(record, message, Map.of(), "user" + random.nextInt(others), null),
                new Fingerprint("nj1", List.of(IssueId.of((issue + 1) * 0x9E3779B97F4A7C15L))),
                message,
                "com.acme.X",
                message,
                List.of(),
                List.of(
                        new Part("message", message, true, "the message's template"),
                        new Part("logger", "com.acme.X", true, "the logger"),
                        new Part("level", "error", true, "the level")),
                null);
    }

    private static String word(int number) {
        int n = number % 100;
        return "w" + (char) ('a' + n % 26) + (char) ('a' + n / 26) + (char) ('a' + n * 7 % 26);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
