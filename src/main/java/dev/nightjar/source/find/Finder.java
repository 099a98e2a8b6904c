package dev.nightjar.source.find;

import dev.nightjar.config.Project;
import dev.nightjar.model.NotRead;
import dev.nightjar.text.Glob;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Expands the globs of projects to regular files, rotated ones oldest first. Links to folders are not followed;
/// links to files are resolved, and a
/// file reached twice counts once.
public final class Finder {

    private final ZoneId zone;
    private final String thisHost;
    private final List<NotRead> notRead = new ArrayList<>();
    private final List<FoundFile> files = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Encoded> encoded;
    private final Containers containers = new Containers();
    private final Set<Path> others = new HashSet<>();

    /// Files of which the configuration says how they are encoded.
    private record Encoded(Glob glob, Charset charset) {}

    /// @param configured projects whose encodings hold for files of all others that name none
    public Finder(ZoneId zone, String thisHost, Collection<Project> configured) {
        this.zone = zone;
        this.thisHost = thisHost;
        this.encoded = configured.stream()
                .flatMap(project -> project.logs().stream())
                .flatMap(logs -> logs.charset().map(as -> new Encoded(Glob.files(logs.glob()), as)).stream())
                .toList();
    }

    /// What `find` could not read, and globs without a file. Grows with each `find`.
    public List<NotRead> notRead() {
        return notRead;
    }

    /// All files of these projects, in the order they are to be read.
    public List<FoundFile> find(List<Project> projects) {
        for (Project project : projects) {
            for (Project.Logs logs : project.logs()) {
                int before = files.size();
                int complaints = notRead.size();
                find(project, logs, Reach.of(logs.glob()));
                if (files.size() == before && notRead.size() == complaints) {
                    notRead.add(new NotRead(logs.glob(), nothing(logs), true));
                }
            }
        }
        files.sort(Comparator.comparing((FoundFile f) -> Rotation.of(f.path())));
        return files;
    }

    /// Why a pattern has no file, with the nearest folder that is there.
    private static String nothing(Project.Logs logs) {
        if (logs.container().isPresent()) {
            return "no container called " + logs.container().get()
                    + " has a log: was it removed, or renamed? Look with: docker ps -a";
        }
        Path root = Reach.of(logs.glob()).root();
        Path there = root;
        while (there.getParent() != null && !Files.isDirectory(there)) {
            there = there.getParent();
        }
        return there.equals(root) || there.equals(root.getParent())
                ? "no file matches: is the path right? Look with: ls " + there
                : "no file matches: there is nothing below " + there + " of that name";
    }

    private void find(Project project, Project.Logs logs, Reach reach) {
        if (!Files.isDirectory(reach.root())) {
            visit(project, logs, reach, reach.root());
            return;
        }
        try {
            Path real = reach.root().toRealPath();
            Files.walkFileTree(real, Set.of(), reach.depth(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    visit(project, logs, reach, reach.root().resolve(real.relativize(file)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    if (!(e instanceof java.nio.file.NoSuchFileException)) {
                        notRead.add(new NotRead(file.toString(), Unreadable.why(e), true));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @org.jspecify.annotations.Nullable IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            notRead.add(new NotRead(reach.root().toString(), Unreadable.why(e), true));
        }
    }

    private void visit(Project project, Project.Logs logs, Reach reach, Path file) {
        String named = reach.glob().host(file.toString());
        if (named == null || isHidden(reach, file) || isOfAnother(logs, file)) {
            return;
        }
        try {
            Path real = file.toRealPath();
            if (!Files.isRegularFile(real)) {
                special(file, real);
                return;
            }
            String host = reach.glob().hasHost() ? named : logs.host().orElse(thisHost);
            FoundFile found = stat(real, file, project.name(), host, encoded(file, logs));
            if (seen.add(found.device() + ":" + found.inode())) {
                files.add(found);
            }
        } catch (java.nio.file.NoSuchFileException e) {
            if (Files.isSymbolicLink(file)) {
                notRead.add(new NotRead(file.toString(), "a link to a file that is not there", false));
            }
        } catch (IOException e) {
            boolean loop = String.valueOf(e.getMessage()).contains("Too many levels of symbolic links");
            notRead.add(
                    new NotRead(file.toString(), loop ? "a link that leads back to itself" : Unreadable.why(e), !loop));
        }
    }

    private boolean isOfAnother(Project.Logs logs, Path file) {
        boolean another = logs.container().isPresent()
                && containers
                        .name(file)
                        .filter(name -> Glob.files(logs.container().get()).matches(name))
                        .isEmpty();
        if (another) {
            others.add(file);
        }
        return another;
    }

    /// Where else logs may be that nobody wants: files found, and those of containers that were not asked for.
    public Set<Path> looked() {
        Set<Path> all = new HashSet<>(others);
        files.forEach(file -> all.add(file.shown()));
        return all;
    }

    private Project.Logs encoded(Path file, Project.Logs logs) {
        return logs.charset().isPresent()
                ? logs
                : encoded.stream()
                        .filter(one -> one.glob().matches(file.toString()))
                        .findFirst()
                        .map(one -> logs.with(one.charset()))
                        .orElse(logs);
    }

    /// Pipes, sockets and devices are never opened: reading them might wait for ever, or take what is for others.
    private void special(Path file, Path real) {
        if (!Files.isDirectory(real)) {
            notRead.add(new NotRead(file.toString(), "is no file but a pipe, a socket or a device: not opened", false));
        }
    }

    /// Files and folders that begin with a dot are left out unless the glob names them.
    private static boolean isHidden(Reach reach, Path file) {
        if (file.equals(reach.root())) {
            return false;
        }
        for (Path part : reach.root().relativize(file)) {
            if (part.toString().startsWith(".") && !reach.namesHidden()) {
                return true;
            }
        }
        return false;
    }

    private FoundFile stat(Path real, Path shown, String project, String host, Project.Logs logs) throws IOException {
        Map<String, Object> unix =
                Files.readAttributes(real, "unix:dev,ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
        return new FoundFile(
                real,
                shown,
                project,
                host,
                logs.zone().orElse(zone),
                logs,
                number(unix, "dev"),
                number(unix, "ino"),
                number(unix, "size"),
                time(unix, "lastModifiedTime"),
                time(unix, "ctime"),
                null,
                0);
    }

    /// A number among a file's Unix attributes, as `ino`; the attribute must be there.
    public static long number(Map<String, Object> unix, String name) {
        return ((Number) Objects.requireNonNull(unix.get(name))).longValue();
    }

    private static Instant time(Map<String, Object> unix, String name) {
        FileTime time = (FileTime) Objects.requireNonNull(unix.get(name));
        return time.toInstant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }
}
