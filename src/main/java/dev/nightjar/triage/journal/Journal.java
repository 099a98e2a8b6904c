package dev.nightjar.triage.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.nightjar.model.Decision;
import dev.nightjar.model.Deploy;
import dev.nightjar.model.Failure;
import dev.nightjar.text.JsonReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What people decided, and which releases they said went live: `triage.jsonl` in the data folder, one a line, only
/// ever appended to. It can be read, compared, kept under version control and merged by hand; it outlives the index.
/// A line that cannot be read, as one of a newer Nightjar, stays in the file, is reported and skipped.
///
/// Thread-safe; several processes may append to one journal.
public final class Journal {

    private static final String NAME = "triage.jsonl";

    private final Path file;
    private final List<Decision> decisions = new ArrayList<>();
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
        save(DecisionLine.write(decision) + "\n");
        decisions.add(decision);
    }

    /// Adds a release that went live, likewise.
    ///
    /// @param said when and by whom it was written down
    public synchronized void append(Deploy deploy, Instant said, String by) {
        save(DeployLine.write(deploy, said, by) + "\n");
        deploys.add(deploy);
    }

    private void save(String line) {
        boolean isNew = Files.notExists(file);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            write(line);
        } catch (OverlappingFileLockException e) {
            throw new Failure(Failure.Exit.BUSY, file + ": something else is writing to it, try again", e);
        } catch (IOException e) {
            Failure.Exit exit = isNew ? Failure.Exit.CANNOT_CREATE : Failure.Exit.IO;
            throw new Failure(exit, file + ": the decision was not written: " + reason(e), e);
        }
    }

    /// A line that a crash left unfinished must not swallow the next one: it is ended first.
    private void write(String line) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE, READ, WRITE), ownerOnly());
                var lock = channel.lock()) {
            long end = channel.size();
            byte[] bytes = (endsInLine(channel, end) ? line : "\n" + line).getBytes(StandardCharsets.UTF_8);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer, end + buffer.position());
            }
            channel.force(true);
        }
    }

    private static boolean endsInLine(FileChannel channel, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return size == 0 || (channel.read(last, size - 1) == 1 && last.get(0) == '\n');
    }

    private FileAttribute<?>[] ownerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private void read() {
        if (Files.notExists(file)) {
            return;
        }
        try {
            // Not readAllLines: one line of broken UTF-8 must not cost the others.
            String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\r?\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (!lines[i].isBlank()) {
                    read(lines[i], i + 1);
                }
            }
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, file + ": the journal cannot be read: " + reason(e), e);
        }
    }

    private void read(String line, int number) {
        try {
            Map<String, Object> members = JsonReader.object(line);
            if (DeployLine.is(members)) {
                deploys.add(DeployLine.read(members));
            } else {
                decisions.add(DecisionLine.read(members));
            }
        } catch (IllegalArgumentException e) {
            unreadable.add(file + ":" + number + ": " + e.getMessage());
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
