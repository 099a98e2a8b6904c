package dev.nightjar.report.night;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Makes written files durable. Thousands of pages one by one cost more than rendering them, so for many the file
/// system is asked once, by
/// the system's own `sync -f` (syncfs); where that is not to be had, and for few, each file is forced.
final class Durable {

    private static final int MANY = 100;
    private static final Path SYNC = Path.of("/usr/bin/sync");

    private Durable() {}

    /// Returns when all these files of a folder would survive a loss of power.
    static void force(Path folder, List<String> names) throws IOException {
        if (names.size() >= MANY && all(folder)) {
            return;
        }
        for (String name : names) {
            try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    /// Whether the whole file system of the folder was made durable.
    private static boolean all(Path folder) throws IOException {
        if (!System.getProperty("os.name").equals("Linux") || !Files.isExecutable(SYNC)) {
            return false;
        }
        try {
            return new ProcessBuilder(SYNC.toString(), "-f", folder.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectInput(new File("/dev/null"))
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException();
        }
    }
}
