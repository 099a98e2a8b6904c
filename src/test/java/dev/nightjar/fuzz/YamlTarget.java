package dev.nightjar.fuzz;

import dev.nightjar.config.Configuration;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.config.yaml.Yaml;
import dev.nightjar.model.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Any file of a configuration is read, or refused with its problems. The first byte chooses which file it is.
final class YamlTarget implements Target.Body {

    private static final Path HOME = home();

    private static Path home() {
        try {
            Path home = Files.createTempDirectory(
                    "nightjar-fuzz",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createDirectory(home.resolve("projects"));
            Files.createDirectory(home.resolve("jobs"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                for (String file :
                        new String[] {"nightjar.yaml", "projects/a.yaml", "jobs/a.yaml", "projects", "jobs", ""}) {
                    home.resolve(file).toFile().delete();
                }
            }));
            return home;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void check(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        work(input);
        Path file = HOME.resolve(
                switch (input[0] % 3) {
                    case 0 -> "nightjar.yaml";
                    case 1 -> "projects/a.yaml";
                    default -> "jobs/a.yaml";
                });
        Files.write(file, java.util.Arrays.copyOfRange(input, 1, input.length));
        try {
            Configuration.load(Optional.of(HOME), Optional.empty(), HOME, HOME);
        } catch (Failure e) {
            Target.must(e.exit() == Failure.Exit.CONFIGURATION, "refused as " + e.exit() + ": " + e.getMessage());
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void work(byte[] input) {
        Yaml.read("a.yaml", Target.text(input), new Problems());
    }
}
