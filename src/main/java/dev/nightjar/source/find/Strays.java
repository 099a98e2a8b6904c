package dev.nightjar.source.find;

import dev.nightjar.config.Project;
import dev.nightjar.model.NotRead;
import dev.nightjar.text.Glob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Logs that no project has though they lie where those of projects do: what is in them nobody is told. Known by their
/// names and by how they are written, for none of them is opened.
public final class Strays {

    private static final Duration LATELY = Duration.ofDays(14);
    private static final int MOST_FOLDERS = 1_000;
    private static final int MOST = 20;
    private static final double MEGA = 1e6;

    private final List<Taken> patterns;
    private final List<Path> own;
    private final Instant now;
    private final Containers containers = new Containers();

    private record Taken(Glob glob, Project.Logs logs) {}

    /// A log with its rotated files.
    private record Stray(Path newest, long bytes, int files) {
        private Stray and(Stray other) {
            boolean later = Rotation.of(other.newest).compareTo(Rotation.of(newest)) > 0;
            return new Stray(later ? other.newest : newest, bytes + other.bytes, files + other.files);
        }
    }

    /// @param configured all projects, also those that are not looked at
    /// @param own folders that Nightjar writes itself
    public Strays(Collection<Project> configured, List<Path> own, Instant now) {
        this.patterns = configured.stream()
                .flatMap(project -> project.logs().stream())
                .map(logs -> new Taken(Glob.files(logs.glob()), logs))
                .toList();
        this.own = List.copyOf(own);
        this.now = now;
    }

    /// Those beside these files.
    public List<NotRead> beside(Collection<Path> files) {
        Set<Path> folders = new TreeSet<>();
        files.forEach(file -> folders.add(file.getParent()));
        Map<String, Stray> found = new TreeMap<>();
        folders.stream().limit(MOST_FOLDERS).forEach(folder -> look(folder, found));
        return found.values().stream()
                .limit(MOST)
                .map(stray -> new NotRead(stray.newest().toString(), sentence(stray), false))
                .toList();
    }

    private static String sentence(Stray stray) {
        String rotated = stray.files() == 1 ? "" : " with " + (stray.files() - 1) + " rotated";
        return NotRead.STRAY + rotated + " (" + size(stray.bytes())
                + "): no pattern takes it; if it is a log, add it to 'logs' of its project";
    }

    private static String size(long bytes) {
        return bytes < 1_000
                ? bytes + " B"
                : bytes < MEGA ? "%.1f kB".formatted(bytes / 1e3) : "%,.1f MB".formatted(bytes / MEGA);
    }

    private void look(Path folder, Map<String, Stray> found) {
        if (own.stream().anyMatch(folder::startsWith)) {
            return;
        }
        List<Path> likely = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(LogNames::isLikely)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> !isTaken(file))
                    .forEach(likely::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            return; // that of a member of an archive, or gone
        }
        for (Path file : likely) {
            try {
                BasicFileAttributes now =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                Instant written = now.lastModifiedTime().toInstant();
                if (now.isRegularFile() && now.size() > 0 && written.isAfter(this.now.minus(LATELY))) {
                    found.merge(Rotation.of(file).family(), new Stray(file, now.size(), 1), Stray::and);
                }
            } catch (IOException e) {
                // gone again
            }
        }
    }

    private boolean isTaken(Path file) {
        return patterns.stream()
                .anyMatch(one -> one.glob().matches(file.toString())
                        && one.logs()
                                .container()
                                .map(wanted -> containers
                                        .name(file)
                                        .filter(name -> Glob.files(wanted).matches(name))
                                        .isPresent())
                                .orElse(true));
    }
}
