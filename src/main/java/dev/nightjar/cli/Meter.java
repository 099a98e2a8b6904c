package dev.nightjar.cli;

import dev.nightjar.Scan;
import dev.nightjar.Sofar;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Progress;
import dev.nightjar.cli.terminal.Words;
import dev.nightjar.text.Visible;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How far a scan is, in words: share, bytes, rate, events, time left, file.
final class Meter implements Consumer<Scan> {

    private volatile @Nullable Sofar sofar;
    private volatile long begin;

    @Override
    public void accept(Scan scan) {
        begin = System.nanoTime();
        sofar = scan.sofar();
    }

    /// A line that says so until it is closed.
    Progress show(Session session) {
        return progress(session, this::line);
    }

    /// A line that counts what is done.
    static Progress counting(Session session, String what, LongSupplier done) {
        return progress(
                session,
                taken -> Words.count(done.getAsLong(), what) + " · "
                        + "%,d a second".formatted(done.getAsLong() * 1000 / Math.max(1, taken.toMillis())));
    }

    /// A line that says only what is going on and how long.
    static Progress waiting(Session session, String what) {
        return progress(session, taken -> what + " · " + Words.age(taken));
    }

    private static Progress progress(Session session, java.util.function.Function<Duration, String> line) {
        return new Progress(session.err, session.terminal.columns(), session.showsProgress(), line);
    }

    private String line(Duration taken) {
        Sofar begun = sofar;
        return begun == null
                ? "looking for what is new · " + Words.age(taken)
                : line(begun, Duration.ofNanos(System.nanoTime() - begin));
    }

    /// @param taken since reading began
    static String line(Sofar at, Duration taken) {
        long rate = at.bytes() * 1000 / Math.max(1, taken.toMillis());
        if (at.total() > 0 && at.bytes() >= at.total()) {
            return "read " + Words.bytes(at.bytes()) + " · " + Words.count(at.events(), "event") + " · finishing · "
                    + Words.age(taken);
        }
        String share = at.total() > 0 ? at.bytes() * 100 / at.total() + " % · " : "";
        String of = at.total() > 0 ? " of " + Words.bytes(at.total()) : "";
        String left = at.total() > 0 && rate > 0
                ? " · " + Words.age(Duration.ofSeconds((at.total() - at.bytes()) / rate)) + " left"
                : "";
        String file = at.file().isEmpty()
                ? ""
                : " · " + Visible.line(String.valueOf(Path.of(at.file()).getFileName()));
        return share + Words.bytes(at.bytes()) + of + " · " + Words.bytes(rate) + "/s · "
                + Words.count(at.events(), "event") + left + file;
    }
}
