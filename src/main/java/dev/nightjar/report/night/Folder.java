package dev.nightjar.report.night;

import dev.nightjar.model.CrashPoint;
import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The folder of the pages. New content is first written beside; `publish` moves it in, `index.html` last, and
/// removes pages of issues and projects that are no longer listed. Up to then the old report stays untouched.
/// Unchanged files are not written, and pages of unchanged content need not even be made: `holds`.
public final class Folder implements AutoCloseable {

    private static final String MARK = "name=\"generator\" content=\"Nightjar\"";
    private static final String INDEX = "index.html";
    private static final List<String> SUBS = List.of("i", "p", "data");
    private static final int WRITERS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path dir;
    private final Path beside;
    private final Set<String> names = new HashSet<>();
    private final Map<String, Future<Boolean>> written = new LinkedHashMap<>();
    private final ExecutorService writers = writers();
    private final Kept kept;

    private final FileChannel lock;

    private Folder(Path dir, Path beside, FileChannel lock) {
        this.dir = dir;
        this.beside = beside;
        this.lock = lock;
        this.kept = Kept.in(dir);
    }

    /// Waits while another report is written to the same folder. Fails with exit code 73 if the folder holds an
    /// `index.html` of somebody else, or cannot be made; 75 if the other takes more than a minute.
    public static Folder open(Path dir) {
        return open(dir, PATIENCE);
    }

    static Folder open(Path dir, Duration patience) {
        try {
            Files.createDirectories(dir);
            FileChannel lock = lock(dir, patience);
            try {
                return prepare(dir, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new Failure(Failure.Exit.CANNOT_CREATE, "cannot write the report to " + dir + ": " + e, e);
        }
    }

    /// The lock ends with the channel, or with the process, however that ends.
    private static FileChannel lock(Path dir, Duration patience) throws IOException {
        FileChannel channel = FileChannel.open(
                dir.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        long end = System.nanoTime() + patience.toNanos();
        while (!isLocked(channel)) {
            if (System.nanoTime() > end) {
                channel.close();
                throw new Failure(
                        Failure.Exit.BUSY, "another report is being written to " + dir + ": try again when it is done");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Folder prepare(Path dir, FileChannel lock) throws IOException {
        refuseForeign(dir.resolve(INDEX));
        removeAbandoned(dir);
        Path beside = Files.createTempDirectory(dir, ".new-");
        for (String sub : SUBS) {
            Path there = dir.resolve(sub);
            if (Files.isSymbolicLink(there)) {
                Files.delete(there);
            }
            Files.createDirectories(there);
            Files.createDirectory(beside.resolve(sub));
        }
        return new Folder(dir, beside, lock);
    }

    /// Fails if there is a page that is not Nightjar's.
    public static void refuseForeign(Path index) throws IOException {
        if (Files.isRegularFile(index, LinkOption.NOFOLLOW_LINKS)
                && !Files.readString(index, StandardCharsets.ISO_8859_1).contains(MARK)) {
            throw new Failure(
                    Failure.Exit.CANNOT_CREATE,
                    index + " was not written by Nightjar and stays: choose another folder for the report");
        }
    }

    /// What killed runs left: who holds the lock is alone.
    private static void removeAbandoned(Path dir) throws IOException {
        try (Stream<Path> found = Files.list(dir)) {
            for (Path path : found.filter(p -> p.getFileName().toString().startsWith(".new-"))
                    .toList()) {
                remove(path);
            }
        }
    }

    /// Name of an issue's page, relative to the folder.
    public static String issue(IssueId id) {
        return "i/" + (IssueId.looksLikeId(id.text()) ? id.text() : slug(id.text())) + ".html";
    }

    /// Name of a project's page, relative to the folder.
    public static String project(String name) {
        return "p/" + slug(name) + ".html";
    }

    /// Name of a further page of a project with many issues; the first is page 1. No slug ends like that.
    public static String project(String name, int part) {
        return part == 1 ? project(name) : "p/" + slug(name) + "--p" + part + ".html";
    }

    /// Letters, digits and dashes, at most 64; a name that has to be changed for it gets a hash to stay unique.
    static String slug(String name) {
        if (name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            return name;
        }
        String plain = name.substring(0, Math.min(40, name.length()))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        return plain.replaceAll("^-|-$", "") + "--" + Integer.toHexString(name.hashCode());
    }

    /// Takes a page as UTF-8, like one of bytes.
    public void put(String name, String text) {
        put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /// What keys of content start from in this folder.
    public long seed() {
        return kept.seed();
    }

    /// Whether the page is there, was made of the content with this key, and nobody touched it since: it stays, and
    /// is
    /// not
    /// to be put again.
    public synchronized boolean holds(String name, String key) {
        try {
            return kept.holds(dir, name, key) && names.add(name);
        } catch (IOException e) {
            return false; // it is made, and writing it tells what is wrong
        }
    }

    /// Takes a page that was made of the content with this key.
    public void put(String name, String text, String key) {
        kept.note(name, key);
        put(name, text);
    }

    /// Takes a page. Pages are compared and written by threads of their own; `publish` tells what failed.
    public synchronized void put(String name, byte[] bytes) {
        Path target = dir.resolve(name).normalize();
        if (!target.startsWith(dir) || !names.add(name)) {
            throw new IllegalArgumentException("not a name of a page, or a second one: " + name);
        }
        written.put(name, writers.submit(() -> write(name, bytes)));
    }

    /// Whether the page changed.
    private boolean write(String name, byte[] bytes) throws IOException {
        if (isSame(dir.resolve(name), bytes)) {
            return false;
        }
        try (FileChannel channel =
                FileChannel.open(beside.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }
        return true;
    }

    /// A thread that has nothing to write waits for the queue: pages do not pile up in memory.
    private static ExecutorService writers() {
        return new ThreadPoolExecutor(
                WRITERS,
                WRITERS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(2 * WRITERS),
                Thread.ofPlatform().daemon().name("report-", 0).factory(),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    private List<String> changed() throws IOException {
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, Future<Boolean>> entry : written.entrySet()) {
            try {
                if (entry.getValue().get()) {
                    changed.add(entry.getKey());
                }
            } catch (ExecutionException e) {
                throw new IOException(entry.getKey() + ": " + e.getCause(), e);
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
        return changed;
    }

    /// Makes all pages durable, then moves them in and makes that durable. Killed in between, the folder holds
    /// whole
    /// pages of the old
    /// report and of the new one; `index.html` is the old one until all it leads to is there. Fails with exit code
    /// 74 if a page could not be written.
    public Path publish() {
        try {
            List<String> changed = changed();
            Durable.force(beside, changed);
            CrashPoint.here("report.publish");
            for (String name : changed) {
                if (!name.equals(INDEX)) {
                    move(name);
                }
            }
            if (!changed.isEmpty()) {
                forceFolders();
            }
            CrashPoint.here("report.index");
            if (changed.contains(INDEX)) {
                move(INDEX);
            }
            removeStale();
            keep();
            force(dir);
            return dir.resolve(INDEX);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Behind the pages: whatever it says of a page is true of the file that lies there then. It need not be
    /// durable.
    private void keep() throws IOException {
        String text = kept.text(dir);
        if (text != null) {
            Path file = beside.resolve(Kept.FILE);
            Files.write(file, Kept.bytes(text), StandardOpenOption.CREATE_NEW);
            Files.move(
                    file, dir.resolve(Kept.FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void forceFolders() throws IOException {
        for (String sub : SUBS) {
            force(dir.resolve(sub));
        }
        force(dir);
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        }
    }

    private void move(String name) throws IOException {
        CrashPoint.here("report.move");
        Files.move(
                beside.resolve(name),
                dir.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Only names that a report could have written are removed.
    private void removeStale() throws IOException {
        for (String sub : SUBS) {
            try (Stream<Path> files = Files.list(dir.resolve(sub))) {
                for (Path file : files.filter(f -> isStale(sub, f)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private boolean isStale(String sub, Path file) {
        String name = file.getFileName().toString();
        String written = sub.equals("data") ? "find\\.js|[ik][0-9]{1,6}\\.js" : "[A-Za-z0-9-]{1,80}\\.html";
        return name.matches(written) && !names.contains(sub + "/" + name);
    }

    /// A link is never the same, wherever it leads: it is replaced.
    private static boolean isSame(Path file, byte[] bytes) throws IOException {
        try {
            BasicFileAttributes there =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return there.isRegularFile()
                    && there.size() == bytes.length
                    && Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private Failure failure(IOException e) {
        return new Failure(Failure.Exit.IO, "cannot write the report to " + dir + ", the last one stays: " + e, e);
    }

    /// Removes what was written beside and not published, and lets others in.
    @Override
    public void close() {
        writers.shutdownNow();
        try (lock) {
            writers.awaitTermination(1, TimeUnit.MINUTES);
            remove(beside);
        } catch (IOException | UncheckedIOException | InterruptedException e) {
            // a rest beside the pages does no harm: the next run removes it
        }
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
