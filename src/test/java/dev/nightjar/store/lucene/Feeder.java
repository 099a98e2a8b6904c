package dev.nightjar.store.lucene;

import dev.nightjar.Child;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.store.lucene.text.Stories;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A process of its own that reads an endless, invented log into a store until it has stored so many events or is
/// killed: it goes on where the last commit's position says. Arguments: folder, events, events per commit.
public final class Feeder {

    public static final int SIZE = 100;

    private Feeder() {}

    public static void main(String[] args) {
        Path data = Path.of(args[0]);
        long wanted = Long.parseLong(args[1]);
        int batch = Integer.parseInt(args[2]);
        try (LuceneStore store = LuceneStore.open(data, Clock.systemUTC())) {
            long next = store.positions().isEmpty()
                    ? 0
                    : store.positions().getFirst().offset() / SIZE;
            System.out.println("open");
            while (next < wanted) {
                long until = Math.min(wanted, next + batch);
                List<Occurrence> read = new ArrayList<>();
                for (; next < until; next++) {
                    read.add(occurrence(next));
                }
                store.add(read, store.assign(read), 0);
                if (next % (batch * 4L) == 0) {
                    store.prune(Instant.EPOCH, Instant.EPOCH);
                }
                store.commit(
                        List.of(Stories.position(Stories.file(0).fileId(), "/var/log/shop/app-0.log", next * SIZE)),
                        Stories.run("run"));
            }
        } catch (dev.nightjar.model.Failure e) {
            System.out.println(e.getMessage());
            System.exit(e.exit().code());
        }
    }

    /// The n-th event of the log.
    public static Occurrence occurrence(long n) {
        String message = "order seq" + n + " failed";
        LogRecord record = new LogRecord(
                Stories.file(0),
                n * SIZE,
                n * SIZE + SIZE,
                n + 1,
                Stories.START.plusSeconds(n),
                Set.of(),
                Level.ERROR,
                "ERROR",
                "com.acme.Order",
                null,
                null,
                null,
                message,
                Map.of(),
                null,
                false);
        return new Occurrence(
                new Event.MessageEvent(record, message, Map.of(), "user" + n % 10, null),
                new Fingerprint("nj1", List.of(IssueId.of((n % 3 + 1) << 60))),
                "order failed",
                "",
                "order <id> failed",
                List.of(new Occurrence.Slot(6, message.length() - 7, "id")),
                List.of(),
                null);
    }

    /// Starts it as a process.
    static Process start(Path data, long events, int batch, String... options) throws java.io.IOException {
        List<String> command = new ArrayList<>(Child.ofTests());
        command.add("-Xmx128m");
        command.addAll(List.of(options));
        command.addAll(
                List.of(Feeder.class.getName(), data.toString(), Long.toString(events), Integer.toString(batch)));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    static int await(Process process) throws Exception {
        process.getInputStream().readAllBytes();
        if (!process.waitFor(Duration.ofMinutes(2))) {
            process.destroyForcibly();
            throw new IllegalStateException("the process does not end");
        }
        return process.exitValue();
    }
}
