package dev.nightjar.care;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Room on a disk.
public final class Space {

    private static final long MIB = 1L << 20;

    private Space() {}

    /// Fails with exit code 74 if there is less room.
    ///
    /// @param path need not be there yet
    /// @param bytes that will be written
    /// @param what is to be written, as `the backup`
    static void atLeast(Path path, long bytes, String what) {
        free(path).ifPresent(free -> {
            if (free < bytes) {
                throw new Failure(Exit.IO, what + " needs about " + more(bytes - free) + " more at " + existing(path)
                        + "; nothing was changed");
            }
        });
    }

    /// A number of MiB, at least one.
    static String more(long bytes) {
        return Math.max(1, Math.ceilDiv(bytes, MIB)) + " MiB";
    }

    /// Bytes that may still be written there; empty if nobody knows.
    static java.util.OptionalLong free(Path path) {
        try {
            return java.util.OptionalLong.of(Files.getFileStore(existing(path)).getUsableSpace());
        } catch (IOException e) {
            return java.util.OptionalLong.empty();
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
