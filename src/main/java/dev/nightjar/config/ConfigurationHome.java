package dev.nightjar.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Where the configuration is if nobody says so: in the folder where a person works, as `init` writes it, else the
/// machine's.
public final class ConfigurationHome {

    /// What `init` calls its folder where it may not write to the machine's.
    public static final Path WRITTEN = Path.of("nightjar-config");

    /// The machine's.
    public static final Path SYSTEM = Path.of("/etc/nightjar");

    private static final String FILE = "nightjar.yaml";

    private ConfigurationHome() {}

    /// The working folder if it holds `nightjar.yaml`, the folder that `init` wrote into it, or the machine's.
    ///
    /// @param user who asks: the folder of somebody else may name programs to start, and is not taken unasked
    /// @param told says of such a folder that it was left alone
    public static Optional<Path> find(Path workingDir, String user, Consumer<String> told) {
        for (Path dir : List.of(workingDir, workingDir.resolve(WRITTEN))) {
            if (Files.isRegularFile(dir.resolve(FILE))) {
                String owner = owner(dir.resolve(FILE));
                if (owner.equals(user) || owner.equals("root")) {
                    return Optional.of(dir);
                }
                told.accept(dir + " is a configuration of " + owner + " and not taken unasked: add --config " + dir);
            }
        }
        return Optional.of(SYSTEM).filter(Files::isDirectory);
    }

    private static String owner(Path file) {
        try {
            return Files.getOwner(file).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "somebody unknown";
        }
    }
}
