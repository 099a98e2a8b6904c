package dev.nightjar.source;

import dev.nightjar.config.Machine;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.log.Position;
import dev.nightjar.source.find.ContentHash;
import dev.nightjar.source.find.Finder;
import dev.nightjar.source.find.FoundFile;
import dev.nightjar.source.find.Head;
import dev.nightjar.source.find.Strays;
import dev.nightjar.source.find.Unreadable;
import dev.nightjar.source.packed.Packing;
import dev.nightjar.source.quarantine.Quarantine;
import dev.nightjar.source.quarantine.Suspect;
import dev.nightjar.source.quarantine.Whereabouts;
import dev.nightjar.source.read.Places;
import dev.nightjar.source.read.Reading;
import dev.nightjar.source.read.Spot;
import dev.nightjar.source.text.Encoding;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One look at all files: says of each whether it is read, and from where on. Files at a known inode come
/// first; `UnknownFiles` recognises the others by their content.
final class Planning {

    /// The positions of unchanged files are written again when they are older, so that they can be told from
    /// those of files that are gone.
    private static final Duration SEEN_EVERY = Duration.ofDays(1);

    private final Settings settings;
    private final KnownFiles known;
    private final ContentHash hash;
    private final Instant now;
    private final boolean everything;
    private final Quarantine quarantine;
    private final Set<String> alone = new HashSet<>();
    private final Map<String, FoundFile> claimed = new HashMap<>();
    private final Map<String, Position> complete = new HashMap<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<NotRead> notRead = new ArrayList<>();
    private final List<Position> moved = new ArrayList<>();
    private final List<ReadPlan.Copy> copies = new ArrayList<>();
    private final RandomGenerator random = new java.security.SecureRandom();
    private boolean gone;

    /// @param everything copies too, and no file can grow
    /// @param quarantine the files that ended runs
    Planning(
            Settings settings,
            KnownFiles known,
            ContentHash hash,
            Instant now,
            boolean everything,
            Quarantine quarantine) {
        this.quarantine = quarantine;
        this.everything = everything;
        this.settings = settings;
        this.known = known;
        this.hash = hash;
        this.now = now;
    }

    ReadPlan plan(List<Project> projects) {
        Finder finder = new Finder(settings.zone(), Machine.name(), encodings(projects));
        List<FoundFile> files = finder.find(projects);
        notRead.addAll(finder.notRead());
        strays(projects, finder);
        List<FoundFile> others = new ArrayList<>();
        for (FoundFile file : files) {
            if (!isLeftOut(file) && !attempt(file, () -> isKnown(file))) {
                others.add(file);
            }
        }
        new UnknownFiles(this, known, hash).all(others);
        Absent absent = new Absent(projects, known, claimed, now);
        absent.look(files, notRead, moved);
        gone |= absent.lost();
        return new ReadPlan(
                files.size(), readings, alone, notRead, moved, copies, absent.forgotten(), absent.seenBefore());
    }

    /// A file that ended runs is not even opened.
    private boolean isLeftOut(FoundFile file) {
        Optional<Suspect> suspect = quarantine.of(file);
        if (suspect.isEmpty() || !suspect.get().isQuarantined()) {
            return false;
        }
        List<Position> there = known.at(file);
        leaveOut(file, suspect.get(), there.isEmpty() ? 0 : there.getFirst().offset());
        there.forEach(position -> keep(file, position));
        known.membersOf(file.path().toString()).forEach(position -> keep(file, position));
        return true;
    }

    /// Its place is kept, however long it is left out.
    private void keep(FoundFile file, Position position) {
        claim(file, position);
        if (position.lastSeen().isBefore(now.minus(SEEN_EVERY))) {
            moved.add(Places.seen(position, position.identity().finished(), now));
        }
    }

    private void leaveOut(FoundFile file, Suspect suspect, long read) {
        say(
                file,
                NotRead.QUARANTINED + suspect.sentence() + "; " + Math.max(0, file.size() - read)
                        + " bytes wait; to read it again: " + suspect.command(),
                true);
    }

    /// What somebody names on a command line is all that is wanted.
    private void strays(List<Project> projects, Finder finder) {
        Collection<Project> configured = settings.projects().values();
        if (!everything && configured.containsAll(projects)) {
            List<Path> own = List.of(settings.data(), settings.report().dir());
            notRead.addAll(new Strays(configured, own, now).beside(finder.looked()));
        }
    }

    /// Files that a command line names are read in the encoding in which the configuration has them.
    private Collection<Project> encodings(List<Project> projects) {
        Collection<Project> configured = settings.projects().values();
        return everything && projects.stream().noneMatch(configured::contains) ? configured : List.of();
    }

    /// A file vanished while it was looked at, or its rest did since the last run: it may have been renamed
    /// between two names at which it was looked for.
    boolean unsettled() {
        return gone;
    }

    interface Attempt {
        boolean make() throws IOException;
    }

    /// True if a file needs no other attempt.
    boolean attempt(FoundFile file, Attempt attempt) {
        quarantine.at(Whereabouts.of(file));
        boolean settled = tried(file, attempt);
        quarantine.done();
        return settled;
    }

    private boolean tried(FoundFile file, Attempt attempt) {
        try {
            return attempt.make();
        } catch (NoSuchFileException e) {
            gone = true;
            return true;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            IOException why = e instanceof IOException io ? io : new IOException(e);
            notRead.add(new NotRead(file.name(), Unreadable.why(why), true));
            return true;
        }
    }

    private boolean isKnown(FoundFile file) throws IOException {
        for (Position position : known.at(file)) {
            if (!claimed.containsKey(position.fileId()) && isStill(file, position)) {
                return true;
            }
        }
        return false;
    }

    /// True if the file at a known inode is still the known file; then it is dealt with.
    private boolean isStill(FoundFile file, Position position) throws IOException {
        Position.Identity identity = position.identity();
        boolean same = identity.size() == file.size() && identity.modified().equals(file.modified());
        boolean untouched = same && identity.changed().equals(file.changed());
        if (untouched && isDone(position)) {
            unchanged(file, position);
            return true;
        }
        if (position.format().equals(ReadPlan.ARCHIVE)) {
            return false;
        }
        if (!identity.compressed() && file.size() < Places.end(position)) {
            return false;
        }
        Head head = Head.of(file, Head.PREFIX);
        if (head.packing().isCompressed() != identity.compressed()
                || !head.prefix(identity.prefixLength()).equals(identity.prefix())) {
            return false;
        }
        if (position.format().equals(ReadPlan.BINARY)) {
            return renamed(file, position, head);
        }
        if (identity.compressed() || position.format().equals(ReadPlan.COPY)) {
            return same && identity.finished() && renamed(file, position, head);
        }
        if (!new Spot(file).tail(Places.end(position)).equals(identity.tail())) {
            return false;
        }
        goOn(file, position, head);
        return true;
    }

    /// Nothing of the file, as it was, is left to be read.
    private boolean isDone(Position position) {
        Position.Identity identity = position.identity();
        return switch (position.format()) {
            case ReadPlan.BINARY, ReadPlan.COPY -> true;
            case ReadPlan.ARCHIVE ->
                known.membersOf(position.path()).stream()
                                .filter(member -> member.identity().finished())
                                .count()
                        >= position.lines();
            default -> identity.compressed() ? identity.finished() : Places.end(position) >= identity.size();
        };
    }

    /// A file that is where it was, as it was.
    private void unchanged(FoundFile file, Position position) {
        claim(file, position);
        if (!position.path().equals(file.path().toString())
                || position.lastSeen().isBefore(now.minus(SEEN_EVERY))) {
            moved.add(Places.moved(
                    file,
                    position,
                    new Reading.Beginning(
                            position.identity().prefixLength(),
                            position.identity().prefix(),
                            position.identity().compressed() ? Packing.GZIP : Packing.NONE,
                            position.encoding()),
                    position.identity().finished(),
                    now));
        }
        complete.put(position.fileId(), position);
        if (position.format().equals(ReadPlan.ARCHIVE)) {
            for (Position member : known.membersOf(position.path())) {
                claimed.put(member.fileId(), file);
                complete.put(member.fileId(), member);
                if (member.lastSeen().isBefore(now.minus(SEEN_EVERY))) {
                    moved.add(Places.seen(member, member.identity().finished(), now));
                }
            }
        }
    }

    private boolean renamed(FoundFile file, Position position, Head head) {
        claim(file, position);
        moved.add(Places.moved(
                file,
                position,
                Reading.Beginning.of(head, position.encoding()),
                position.identity().finished(),
                now));
        complete.put(position.fileId(), position);
        return true;
    }

    private void goOn(FoundFile file, Position position, Head head) throws IOException {
        Encoding now = Encoding.of(head.bytes(), file.logs().charset());
        goOn(file, position, Reading.Beginning.of(head, now.name()));
    }

    /// Reads what is new in a known file.
    void goOn(FoundFile file, Position position, Reading.Beginning found) throws IOException {
        Encoding encoding = encoding(file, found, position);
        Reading.Beginning beginning = found.with(encoding.name());
        boolean packed = file.isMember() || beginning.packing().isCompressed();
        long end = packed ? file.size() : encoding.aligned(new Spot(file).end(position.offset()));
        claim(file, position);
        complete.remove(position.fileId());
        Optional<Suspect> suspect = quarantine.of(position.fileId());
        if (suspect.isPresent() && suspect.get().isQuarantined()) {
            leaveOut(file, suspect.get(), position.offset());
            keep(file, position);
            return;
        }
        if (!packed && Places.end(position) >= end) {
            moved.add(Places.moved(file, position, beginning, false, now));
            complete.put(position.fileId(), position);
            return;
        }
        read(new Reading(file, position.fileId(), position, isQuiet(file), beginning, hash, end), suspect);
    }

    private void read(Reading reading, Optional<Suspect> known) {
        Optional<Suspect> suspect = known.or(() -> quarantine.of(reading.found()));
        suspect.ifPresent(one -> {
            alone.add(reading.file().fileId());
            say(reading.found(), one.sentence() + "; it is read behind all others", false);
        });
        readings.add(reading);
    }

    /// A known file is not where it seemed to be.
    void withdraw(Position position) throws IOException {
        String id = position.fileId();
        claimed.remove(id);
        complete.remove(id);
        moved.removeIf(one -> one.fileId().equals(id));
        for (Reading reading : readings) {
            if (reading.file().fileId().equals(id)) {
                reading.close();
            }
        }
        readings.removeIf(reading -> reading.file().fileId().equals(id));
    }

    /// Takes a known file as found here, with nothing left to read.
    void nothingNew(FoundFile file, Position position, Reading.Beginning beginning) {
        claim(file, position);
        moved.add(Places.moved(file, position, beginning, true, now));
        complete.put(position.fileId(), position);
    }

    /// Reads a file never seen, or the rest of a copy that went its own way.
    ///
    /// @return its id
    String begin(FoundFile file, Reading.Beginning beginning, @Nullable Position from) throws IOException {
        String fileId = from == null ? newId() : from.fileId();
        boolean packed = file.isMember() || beginning.packing().isCompressed();
        long end = packed ? file.size() : Encoding.named(beginning.encoding()).aligned(new Spot(file).end(0));
        if (packed || end > 0) {
            claimed.put(fileId, file);
            read(new Reading(file, fileId, from, isQuiet(file), beginning, hash, end), Optional.empty());
        }
        return fileId;
    }

    /// Remembers an archive, which is done as soon as so many of its files are.
    void archive(FoundFile file, Reading.Beginning beginning, String reason, int members) {
        Reading.Progress progress = new Reading.Progress(0, members, null, "", "", true, null);
        String fileId = newId();
        claimed.put(fileId, file);
        moved.add(Places.position(file, fileId, beginning, progress, ReadPlan.ARCHIVE, reason, now));
    }

    /// Remembers a file that is no text.
    void binary(FoundFile file, Reading.Beginning beginning, String reason) {
        Reading.Progress progress = new Reading.Progress(0, 0, null, "", "", true, null);
        String fileId = newId();
        claimed.put(fileId, file);
        moved.add(Places.position(file, fileId, beginning, progress, ReadPlan.BINARY, reason, now));
    }

    /// Remembers a copy, at once or as soon as all of its content was read.
    ///
    /// @param of id of the file with that content
    /// @param proof of all content of the copy
    void copy(UnknownFile copy, String of, String reason, ContentWalk.Proof proof, long length) {
        Reading.Progress progress = new Reading.Progress(length, 0, null, proof.chain(), proof.tail(), true, null);
        String fileId = newId();
        claimed.put(fileId, copy.file());
        Position position =
                Places.position(copy.file(), fileId, copy.beginning(), progress, ReadPlan.COPY, reason, now);
        if (complete.containsKey(of)) {
            moved.add(position);
        } else {
            copies.add(new ReadPlan.Copy(of, length, position));
        }
    }

    /// That of the first time; a wish of the configuration wins.
    private static Encoding encoding(FoundFile file, Reading.Beginning found, Position position) {
        Encoding stored = Encoding.named(position.encoding());
        Encoding wanted = Encoding.named(found.encoding());
        boolean changed = file.logs().charset().isPresent() && !wanted.charset().equals(stored.charset());
        return changed ? wanted : stored;
    }

    void claim(FoundFile file, Position position) {
        claimed.put(position.fileId(), file);
    }

    /// The file that is a known one now, if one is.
    Optional<FoundFile> holder(Position position) {
        return Optional.ofNullable(claimed.get(position.fileId()));
    }

    /// Everything of a known file was read before this run.
    boolean isComplete(Position position) {
        return complete.containsKey(position.fileId());
    }

    void say(FoundFile file, String reason, boolean degrades) {
        notRead.add(new NotRead(file.name(), reason, degrades));
    }

    boolean readsCopies(FoundFile file) {
        return everything || file.logs().duplicates();
    }

    boolean isQuiet(FoundFile file) {
        return everything || file.modified().isBefore(now.minus(settings.flushAfter()));
    }

    boolean isStale(FoundFile file) {
        return file.modified().isBefore(now.minus(settings.staleAfter()));
    }

    private String newId() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
