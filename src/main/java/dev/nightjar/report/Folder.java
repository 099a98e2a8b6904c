package dev.nightjar.report;

import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The folder of the pages. New content is first written beside; `publish` moves it in, `index.html` last, and
/// removes pages of issues and projects that are no longer listed. Up to then the old report stays untouched.
/// Unchanged files are not written.
final class Folder implements AutoCloseable {

    private static final String MARK = "name=\"generator\" content=\"Nightjar\"";
    private static final String INDEX = "index.html";

    private final Path dir;
    private final Path beside;
    private final Set<String> names = new HashSet<>();
    private final List<String> changed = new ArrayList<>();

    private Folder(Path dir, Path beside) {
        this.dir = dir;
        this.beside = beside;
    }

    /// Fails with exit code 73 if the folder holds an `index.html` of somebody else, or cannot be made.
    static Folder open(Path dir) {
        try {
            Files.createDirectories(dir);
            refuseForeign(dir.resolve(INDEX));
            removeAbandoned(dir);
            Path beside = Files.createTempDirectory(dir, ".new-");
            for (String sub : List.of("i", "p", "data")) {
                Files.createDirectories(dir.resolve(sub));
                Files.createDirectory(beside.resolve(sub));
            }
            return new Folder(dir, beside);
        } catch (IOException e) {
            throw new Failure(Failure.Exit.CANNOT_CREATE, "cannot write the report to " + dir + ": " + e, e);
        }
    }

    private static void refuseForeign(Path index) throws IOException {
        if (Files.exists(index)
                && !Files.readString(index, StandardCharsets.ISO_8859_1).contains(MARK)) {
            throw new Failure(
                    Failure.Exit.CANNOT_CREATE,
                    index + " was not written by Nightjar and stays: choose another folder for the report");
        }
    }

    /// What a killed run left: beside, older than any run takes.
    private static void removeAbandoned(Path dir) throws IOException {
        Instant old = Instant.now().minus(Duration.ofDays(1));
        try (Stream<Path> found = Files.list(dir)) {
            for (Path path : found.filter(p -> p.getFileName().toString().startsWith(".new-"))
                    .toList()) {
                if (Files.getLastModifiedTime(path).toInstant().isBefore(old)) {
                    new Folder(dir, path).close();
                }
            }
        }
    }

    /// Name of an issue's page, relative to the folder.
    static String issue(IssueId id) {
        return "i/" + (IssueId.looksLikeId(id.text()) ? id.text() : slug(id.text())) + ".html";
    }

    /// Name of a project's page, relative to the folder.
    static String project(String name) {
        return "p/" + slug(name) + ".html";
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

    void put(String name, String text) {
        put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Fails with exit code 74 if the file cannot be written.
    void put(String name, byte[] bytes) {
        Path target = dir.resolve(name).normalize();
        if (!target.startsWith(dir) || !names.add(name)) {
            throw new IllegalArgumentException("not a name of a page, or a second one: " + name);
        }
        try {
            if (!isSame(target, bytes)) {
                Files.write(beside.resolve(name), bytes, StandardOpenOption.CREATE_NEW);
                changed.add(name);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Moves everything in.
    Path publish() {
        try {
            for (String name : changed) {
                if (!name.equals(INDEX)) {
                    move(name);
                }
            }
            if (changed.contains(INDEX)) {
                move(INDEX);
            }
            removeStale();
            return dir.resolve(INDEX);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void move(String name) throws IOException {
        Files.move(
                beside.resolve(name),
                dir.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Only names that a report could have written are removed.
    private void removeStale() throws IOException {
        for (String sub : List.of("i", "p")) {
            try (Stream<Path> files = Files.list(dir.resolve(sub))) {
                for (Path file : files.filter(f -> isStale(sub, f)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private boolean isStale(String sub, Path file) {
        String name = file.getFileName().toString();
        return name.matches("[A-Za-z0-9-]{1,80}\\.html") && !names.contains(sub + "/" + name);
    }

    private static boolean isSame(Path file, byte[] bytes) throws IOException {
        try {
            return Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private Failure failure(IOException e) {
        return new Failure(Failure.Exit.IO, "cannot write the report to " + dir + ", the last one stays: " + e, e);
    }

    /// Removes what was written beside and not published.
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(beside)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // a rest beside the pages does no harm; the next run has its own
        }
    }
}
