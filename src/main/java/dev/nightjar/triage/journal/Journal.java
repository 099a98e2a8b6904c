package dev.nightjar.triage.journal;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.Failure;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.text.JsonReader;
import dev.nightjar.text.LineFile;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// What people decided, and which releases they said went live: `triage.jsonl` in the data folder, one a line,
/// only ever appended to; when it is too long, what later lines have undone is left out. It can be read,
/// compared, kept under version control and merged by hand; it outlives the index. A line that cannot be read,
/// as one of a newer Nightjar, stays in the file, is reported and skipped.
///
/// Thread-safe; several processes may append to one journal.
public final class Journal {

    private static final String NAME = "triage.jsonl";

    private final Path file;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final List<Deploy> deploys = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    private Journal(Path file) {
        this.file = file;
    }

    /// Reads the journal of a data folder; without one there are no decisions.
    ///
    /// @throws Failure with exit code 74 if there is one but it cannot be read
    public static Journal open(Path data) {
        Journal journal = new Journal(data.resolve(NAME));
        journal.read();
        return journal;
    }

    /// Every decision that could be read, in the order of the file.
    public synchronized List<Decision> all() {
        return List.copyOf(decisions);
    }

    /// The releases that people said went live, in the order of the file.
    public synchronized List<Deploy> deploys() {
        return List.copyOf(deploys);
    }

    /// `file:line: reason` for every line that could not be read.
    public synchronized List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /// Adds a decision, on disk when this returns. The file is made readable for its owner only.
    ///
    /// @throws Failure with exit code 74 if the disk is full or broken, 73 if the file cannot be made, 75 if
    ///     another journal of this process is being written
    public synchronized void append(Decision decision) {
        save(DecisionLine.write(decision));
        decisions.add(decision);
    }

    /// Adds decisions, all or none.
    public synchronized void append(List<Decision> some) {
        save(String.join("\n", some.stream().map(DecisionLine::write).toList()));
        decisions.addAll(some);
    }

    /// Adds a release that went live, likewise.
    ///
    /// @param said when and by whom it was written down
    public synchronized void append(Deploy deploy, Instant said, String by) {
        save(DeployLine.write(deploy, said, by));
        deploys.add(deploy);
    }

    /// If the journal of a data folder is larger, leaves out what later decisions have undone: what holds of
    /// any issue stays as it is, and so does every line that cannot be read. While somebody writes it stays as
    /// it is.
    ///
    /// @param most bytes
    /// @param before what was decided since stays
    /// @throws Failure with exit code 74 if the disk is full or broken: the journal is as it was then
    public static void shorten(Path data, long most, Instant before, Instant now) {
        Path file = data.resolve(NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || file.toFile().length() <= most) {
            return;
        }
        try (LineFile.Held held = new LineFile(file).hold()) {
            if (held != null) {
                Journal journal = new Journal(file);
                held.each(journal::read);
                BitSet undone = new BitSet();
                Undone.of(journal.decisions, before).stream().forEach(i -> undone.set(journal.numbers.get(i)));
                if (!undone.isEmpty()) {
                    held.leaveOut(undone, now);
                }
            }
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, file + ": cannot be made shorter: " + LineFile.reason(e), e);
        }
    }

    private void save(String line) {
        boolean isNew = Files.notExists(file);
        try {
            new LineFile(file).append(line);
        } catch (OverlappingFileLockException e) {
            throw new Failure(Failure.Exit.BUSY, file + ": something else is writing to it, try again", e);
        } catch (IOException e) {
            Failure.Exit exit = isNew ? Failure.Exit.CANNOT_CREATE : Failure.Exit.IO;
            throw new Failure(exit, file + ": the decision was not written: " + LineFile.reason(e), e);
        }
    }

    private void read() {
        try {
            new LineFile(file).each(this::read);
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, file + ": the journal cannot be read: " + LineFile.reason(e), e);
        }
    }

    private void read(LineFile.Line line) {
        try {
            Map<String, Object> members = JsonReader.object(line.text());
            if (DeployLine.is(members)) {
                deploys.add(DeployLine.read(members));
            } else {
                decisions.add(DecisionLine.read(members));
                numbers.add(line.number());
            }
        } catch (IllegalArgumentException e) {
            String why = line.isWhole() ? e.getMessage() : "longer than " + LineFile.LONGEST + " bytes";
            unreadable.add(file + ":" + line.number() + ": " + why);
        }
    }
}
