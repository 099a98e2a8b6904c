package dev.nightjar.notify.outbox;

import dev.nightjar.model.Failure;
import dev.nightjar.text.JsonReader;
import dev.nightjar.text.LineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was told to whom: `sent.jsonl` in the data folder, one telling a line, only ever appended to, each on
/// disk before the next is thought of; when it is too long, old lines are left out. A line that cannot be read
/// stays in the file, is reported and skipped.
///
/// Held by one at a time, from reading to writing: what two tell at once would be told twice.
public final class Ledger implements AutoCloseable {

    private static final String NAME = "sent.jsonl";

    private final Path file;
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private LineFile.@Nullable Held held;

    private Ledger(Path file) {
        this.file = file;
    }

    /// Reads the ledger of a data folder without holding it; without one, nothing was told.
    ///
    /// @throws Failure with exit code 74 if it cannot be read
    public static Ledger look(Path data) {
        Ledger ledger = new Ledger(data.resolve(NAME));
        ledger.read();
        return ledger;
    }

    /// Holds and reads the ledger of a data folder; it is made, readable for its owner only.
    ///
    /// @throws Failure with exit code 75 if somebody else holds it, 73 if it cannot be made, 74 if it cannot be
    ///     read
    public static Ledger hold(Path data) {
        Ledger ledger = new Ledger(data.resolve(NAME));
        ledger.lock();
        try {
            ledger.read();
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
        return ledger;
    }

    private void lock() {
        try {
            held = new LineFile(file).hold();
        } catch (IOException e) {
            throw new Failure(Failure.Exit.CANNOT_CREATE, file + " cannot be opened: " + LineFile.reason(e), e);
        }
        if (held == null) {
            throw new Failure(Failure.Exit.BUSY, file + ": another run is sending, try again");
        }
    }

    /// Everything that was told, in the order of the file.
    public List<LedgerEntry> all() {
        return List.copyOf(entries);
    }

    /// What a job told.
    public Stream<LedgerEntry> of(String job) {
        return entries.stream().filter(entry -> entry.job().equals(job));
    }

    /// The last digest of a job to a group of readers.
    public Optional<LedgerEntry> lastDigest(String job, String group) {
        return of(job).filter(entry ->
                        entry.kind() == LedgerEntry.Kind.DIGEST && entry.group().equals(group))
                .reduce((earlier, later) -> later);
    }

    /// No digest went to anybody yet.
    public boolean isWithoutDigest() {
        return entries.stream().noneMatch(entry -> entry.kind() == LedgerEntry.Kind.DIGEST);
    }

    /// `file:line: reason` for every line that could not be read.
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /// Adds what was told, on disk when this returns. A line that a crash left unfinished is ended first.
    ///
    /// @throws Failure with exit code 74 if the disk is full or broken
    public void append(LedgerEntry entry) {
        if (held == null) {
            throw new IllegalStateException("the ledger is only looked at");
        }
        try {
            held.append(entry.line());
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, file + ": what was sent was not written down: " + LineFile.reason(e), e);
        }
        entries.add(entry);
    }

    /// If the ledger of a data folder is larger, leaves out what is old: never the last telling of its kind of
    /// a job to a group, which the next one goes on from, and nothing that could hold back what is told twice.
    /// While somebody is sending it stays as it is.
    ///
    /// @param most bytes
    /// @param before what was told since stays
    public static void shorten(Path data, long most, Instant before, Instant now) {
        Path file = data.resolve(NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || file.toFile().length() <= most) {
            return;
        }
        try (Ledger ledger = hold(data)) {
            BitSet old = ledger.old(file.toFile().length() - most, before);
            if (!old.isEmpty()) {
                Objects.requireNonNull(ledger.held).leaveOut(old, now);
            }
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, file + ": cannot be made shorter: " + LineFile.reason(e), e);
        } catch (Failure e) {
            if (e.exit() != Failure.Exit.BUSY) {
                throw e;
            }
        }
    }

    /// Lines that may go, the oldest first, until there are enough.
    private BitSet old(long bytes, Instant before) {
        Map<List<Object>, Integer> last = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            LedgerEntry entry = entries.get(i);
            last.put(List.of(entry.job(), entry.group(), entry.kind()), i);
        }
        Set<Integer> stays = new HashSet<>(last.values());
        BitSet old = new BitSet();
        long left = bytes;
        for (int i = 0; i < entries.size() && left > 0; i++) {
            if (entries.get(i).at().isBefore(before) && !stays.contains(i)) {
                old.set(numbers.get(i));
                left -= entries.get(i).line().length();
            }
        }
        return old;
    }

    private void read() {
        try {
            if (held == null) {
                new LineFile(file).each(this::read);
            } else {
                held.each(this::read);
            }
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, file + ": cannot be read: " + LineFile.reason(e), e);
        }
    }

    private void read(LineFile.Line line) {
        try {
            entries.add(LedgerEntry.read(JsonReader.object(line.text())));
            numbers.add(line.number());
        } catch (IllegalArgumentException e) {
            String why = line.isWhole() ? e.getMessage() : "longer than " + LineFile.LONGEST + " bytes";
            unreadable.add(file + ":" + line.number() + ": " + why);
        }
    }

    @Override
    public void close() {
        if (held != null) {
            held.close();
            held = null;
        }
    }
}
