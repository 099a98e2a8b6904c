package dev.nightjar.care;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Room on a disk.
public final class Space {

    private static final long MIB = 1L << 20;

    /// What waits in memory before it is written, and files beside the index.
    private static final long LEAST = 32 * MIB;

    /// Merging writes a part of the index anew before the old one goes; parts are no larger.
    private static final long MOST_MERGED = 1024 * MIB;

    /// Of what is read, an index has a tenth at most, but for logs that are all traces.
    private static final long SHARE = 10;

    private Space() {}

    /// What a run needs that reads so much, with an index of this size.
    static long needed(long index, long unread) {
        return LEAST + Math.min(index, MOST_MERGED) + unread / SHARE;
    }

    /// Fails with exit code 74 if there is less room in a data folder than a run needs: one that ends in its middle
    /// loses nothing, but is of no use.
    ///
    /// @param unread bytes of logs that it is going to read, 0 if that is not known
    public static void forRun(Path data, long unread) {
        lack(data, unread).ifPresent(said -> {
            throw new Failure(Exit.IO, said + "; nothing was read: " + REMEDY);
        });
    }

    /// What to do about it.
    public static final String REMEDY =
            "make room, or keep less: retention: {events: 30d} in nightjar.yaml, then nightjar prune";

    /// Says how much more room a run needs, if there is too little.
    public static Optional<String> lack(Path data, long unread) {
        OptionalLong free = free(data);
        return free.isEmpty()
                ? Optional.empty()
                : lack(free.getAsLong(), needed(size(data.resolve("index")), unread), existing(data));
    }

    static Optional<String> lack(long free, long needed, Path where) {
        return free >= needed
                ? Optional.empty()
                : Optional.of("a run needs about " + more(needed - free) + " more at " + where);
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /// Fails with exit code 74 if there is less room.
    ///
    /// @param path need not be there yet
    /// @param bytes that will be written
    /// @param what is to be written, as `the backup`
    static void atLeast(Path path, long bytes, String what) {
        free(path).ifPresent(free -> {
            if (free < bytes) {
                throw new Failure(
                        Exit.IO,
                        what + " needs about " + more(bytes - free) + " more at " + existing(path)
                                + "; nothing was changed");
            }
        });
    }

    /// A number of MiB, at least one.
    static String more(long bytes) {
        return Math.max(1, Math.ceilDiv(bytes, MIB)) + " MiB";
    }

    /// Bytes that may still be written there; empty if nobody knows.
    static OptionalLong free(Path path) {
        try {
            return OptionalLong.of(Files.getFileStore(existing(path)).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /// The folder itself, or the nearest above it that is there.
    static Path existing(Path path) {
        @Nullable Path existing = path.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing == null ? path : existing;
    }
}
