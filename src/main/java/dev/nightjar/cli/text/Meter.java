package dev.nightjar.cli.text;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.terminal.Progress;
import dev.nightjar.scan.Scan;
import dev.nightjar.scan.ScanProgress;
import dev.nightjar.text.Visible;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How far a scan is, in words: share, bytes, rate, events, time left, file.
public final class Meter implements Consumer<Scan> {

    private volatile @Nullable ScanProgress sofar;
    private volatile long begin;

    @Override
    public void accept(Scan scan) {
        begin = System.nanoTime();
        sofar = scan.sofar();
    }

    /// A line that says so until it is closed.
    public Progress show(Session session) {
        return progress(session, this::line);
    }

    /// A line that counts what is done.
    public static Progress counting(Session session, String what, LongSupplier done) {
        return progress(
                session,
                taken -> Phrases.count(done.getAsLong(), what) + " · "
                        + "%,d a second".formatted(done.getAsLong() * 1000 / Math.max(1, taken.toMillis())));
    }

    /// A line that says only what is going on and how long.
    public static Progress waiting(Session session, String what) {
        return progress(session, taken -> what + " · " + Phrases.age(taken));
    }

    private static Progress progress(Session session, java.util.function.Function<Duration, String> line) {
        return new Progress(session.err, session.terminal.columns(), session.showsProgress(), line);
    }

    private String line(Duration taken) {
        ScanProgress begun = sofar;
        return begun == null
                ? "looking for what is new · " + Phrases.age(taken)
                : line(begun, Duration.ofNanos(System.nanoTime() - begin));
    }

    /// @param taken since reading began
    static String line(ScanProgress at, Duration taken) {
        long rate = at.bytes() * 1000 / Math.max(1, taken.toMillis());
        if (at.total() > 0 && at.bytes() >= at.total()) {
            return "read " + Phrases.bytes(at.bytes()) + " · " + Phrases.count(at.events(), "event") + " · finishing · "
                    + Phrases.age(taken);
        }
        String share = at.total() > 0 ? at.bytes() * 100 / at.total() + " % · " : "";
        String of = at.total() > 0 ? " of " + Phrases.bytes(at.total()) : "";
        String left = at.total() > 0 && rate > 0
                ? " · " + Phrases.age(Duration.ofSeconds((at.total() - at.bytes()) / rate)) + " left"
                : "";
        String file = at.file().isEmpty()
                ? ""
                : " · " + Visible.line(String.valueOf(Path.of(at.file()).getFileName()));
        return share + Phrases.bytes(at.bytes()) + of + " · " + Phrases.bytes(rate) + "/s · "
                + Phrases.count(at.events(), "event") + left + file;
    }
}
